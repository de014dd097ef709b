-- What the texts state: observations with the sentence and the reason of every slot.

CREATE TABLE sentence (
    revision_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    said VARCHAR NOT NULL
);
COMMENT ON TABLE sentence IS 'The sentences that carry observations';
COMMENT ON COLUMN sentence.revision_id IS 'The revision';
COMMENT ON COLUMN sentence.span_start IS 'Where it starts in the text';
COMMENT ON COLUMN sentence.span_end IS 'Where it ends';
COMMENT ON COLUMN sentence.text IS 'The sentence as written';
COMMENT ON COLUMN sentence.said IS 'Hash of its words, equal where another article says the same; empty for a short one';

CREATE TABLE observation (
    id VARCHAR NOT NULL,
    revision_id VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    value DECIMAL(12, 4),
    label VARCHAR,
    stated_decimals INTEGER NOT NULL,
    unit VARCHAR,
    ranked INTEGER,
    status VARCHAR NOT NULL,
    rough BOOLEAN NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);
COMMENT ON TABLE observation IS 'One value that one revision states about one subject; superseded revisions keep theirs';
COMMENT ON COLUMN observation.id IS 'Hash of revision, key, value and span';
COMMENT ON COLUMN observation.revision_id IS 'The revision that states it';
COMMENT ON COLUMN observation.subject IS 'Who is measured: province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN observation.index IS 'Which index';
COMMENT ON COLUMN observation.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN observation.year IS 'The edition, which is the year measured; NULL where the text does not say';
COMMENT ON COLUMN observation.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN observation.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN observation.value IS 'The number as written; NULL for a group';
COMMENT ON COLUMN observation.label IS 'The label of a group; NULL for a number';
COMMENT ON COLUMN observation.stated_decimals IS 'How many decimals were written';
COMMENT ON COLUMN observation.unit IS 'percent or point, as written; NULL for ranks and groups';
COMMENT ON COLUMN observation.ranked IS 'For a rank: how many are ranked, where written';
COMMENT ON COLUMN observation.status IS 'stated, or implied by order, streak or span';
COMMENT ON COLUMN observation.rough IS 'Whether the text says it roughly ("hơn", "gần", "trên")';
COMMENT ON COLUMN observation.span_start IS 'Where the value starts in the text';
COMMENT ON COLUMN observation.span_end IS 'Where the value ends';
COMMENT ON COLUMN observation.sentence_start IS 'Where its sentence starts';
COMMENT ON COLUMN observation.sentence_end IS 'Where its sentence ends';
COMMENT ON COLUMN observation.rule IS 'The rule that made it';
COMMENT ON COLUMN observation.confidence IS 'The chance that it was read rightly, from 0 to 1';

CREATE TABLE observation_slot (
    observation_id VARCHAR NOT NULL,
    slot VARCHAR NOT NULL,
    value VARCHAR,
    span_start INTEGER,
    span_end INTEGER,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE observation_slot IS 'Why an observation is about what it is about';
COMMENT ON COLUMN observation_slot.observation_id IS 'The observation';
COMMENT ON COLUMN observation_slot.slot IS 'subject, index, component, year or scope';
COMMENT ON COLUMN observation_slot.value IS 'What fills the slot';
COMMENT ON COLUMN observation_slot.span_start IS 'Where in the text that is said; NULL where only context says it';
COMMENT ON COLUMN observation_slot.span_end IS 'Where that ends';
COMMENT ON COLUMN observation_slot.reason IS 'Why it was taken: own words, clause, sentence, heading, title, portal, …';
