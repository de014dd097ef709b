-- What all sources together say. Computed from observations, decisions and reference data alone; thrown away
-- and computed again at will.

CREATE TABLE fact (
    id VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER NOT NULL,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    value DECIMAL(12, 4),
    label VARCHAR,
    decimals INTEGER NOT NULL,
    unit VARCHAR,
    ranked INTEGER,
    status VARCHAR NOT NULL,
    rough BOOLEAN NOT NULL,
    confidence DOUBLE NOT NULL,
    sources INTEGER NOT NULL,
    settled VARCHAR NOT NULL,
    decision_id VARCHAR,
    stale BOOLEAN NOT NULL
);
COMMENT ON TABLE fact IS 'One published figure: what observations, arithmetic and decisions say about one attribute';
COMMENT ON COLUMN fact.id IS 'Hash of subject, index, component, year, attribute and scope';
COMMENT ON COLUMN fact.subject IS 'Who is measured, under the slug of that edition';
COMMENT ON COLUMN fact.index IS 'Which index';
COMMENT ON COLUMN fact.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN fact.year IS 'The edition';
COMMENT ON COLUMN fact.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN fact.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN fact.value IS 'The figure, on the scale of its index; NULL for a group, and where a reviewer ruled that none is right';
COMMENT ON COLUMN fact.label IS 'The label of a group';
COMMENT ON COLUMN fact.decimals IS 'How many decimals of it are known';
COMMENT ON COLUMN fact.unit IS 'percent or point, as the index counts';
COMMENT ON COLUMN fact.ranked IS 'For a rank: how many are ranked';
COMMENT ON COLUMN fact.status IS 'stated by a source, or implied';
COMMENT ON COLUMN fact.rough IS 'Whether only rough words are known';
COMMENT ON COLUMN fact.confidence IS 'From 0 to 1: noisy-or of the independent witnesses, lowered by those against it; 1 if decided';
COMMENT ON COLUMN fact.sources IS 'How many independent witnesses say it; 0 for a derived figure';
COMMENT ON COLUMN fact.settled IS 'single, agreed, most precise, stated over implied, within bounds, majority, open, decided or derived';
COMMENT ON COLUMN fact.decision_id IS 'The decision on it, applied unless stale';
COMMENT ON COLUMN fact.stale IS 'Whether the evidence has turned against the decision, so that it waits for a new one';

CREATE TABLE fact_evidence (
    fact_id VARCHAR NOT NULL,
    observation_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    witness VARCHAR NOT NULL,
    weight DOUBLE NOT NULL
);
COMMENT ON TABLE fact_evidence IS 'What spoke for and against each fact';
COMMENT ON COLUMN fact_evidence.fact_id IS 'The fact';
COMMENT ON COLUMN fact_evidence.observation_id IS 'The observation';
COMMENT ON COLUMN fact_evidence.role IS 'for, against, aside (another unit or field: proves nothing), ground (a derived value rests on it)';
COMMENT ON COLUMN fact_evidence.witness IS 'The independent witness that it belongs to, named by an article''s id: reprints are one';
COMMENT ON COLUMN fact_evidence.weight IS 'What it adds to the log-odds of the fact; their sum and ln(1 - exp(-sum of the positive ones)) give the confidence';

CREATE TABLE conflict (
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER NOT NULL,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    explanation_vi VARCHAR NOT NULL,
    explanation_en VARCHAR NOT NULL
);
COMMENT ON TABLE conflict IS 'Things that cannot all be true';
COMMENT ON COLUMN conflict.id IS 'Hash of kind, key and figures: the same conflict keeps its id';
COMMENT ON COLUMN conflict.kind IS 'value, arithmetic, rank_order, rank_shared, bounds, group or mean';
COMMENT ON COLUMN conflict.severity IS 'high (nothing decides), medium (a rule chose, or several may be wrong), low (a weak claim lost, or a consequence)';
COMMENT ON COLUMN conflict.state IS 'open, settled by a rule, or decided by a reviewer';
COMMENT ON COLUMN conflict.subject IS 'Who it is about, or the first of them';
COMMENT ON COLUMN conflict.index IS 'Which index';
COMMENT ON COLUMN conflict.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN conflict.year IS 'The edition';
COMMENT ON COLUMN conflict.attribute IS 'What it is about; score where score and rank collide';
COMMENT ON COLUMN conflict.scope IS 'For ranks: national, or region/<slug>';
COMMENT ON COLUMN conflict.explanation_vi IS 'What is wrong, in Vietnamese';
COMMENT ON COLUMN conflict.explanation_en IS 'What is wrong, in English';

CREATE TABLE conflict_member (
    conflict_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    fact_id VARCHAR NOT NULL,
    observation_id VARCHAR,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE conflict_member IS 'The parts of a conflict';
COMMENT ON COLUMN conflict_member.conflict_id IS 'The conflict';
COMMENT ON COLUMN conflict_member.position IS 'Its place, from 0';
COMMENT ON COLUMN conflict_member.role IS 'suspect (its fact is flagged) or beside (what it collides with)';
COMMENT ON COLUMN conflict_member.fact_id IS 'The fact';
COMMENT ON COLUMN conflict_member.observation_id IS 'The observation, where it is about a single one';
COMMENT ON COLUMN conflict_member.value IS 'The figure';

CREATE TABLE unreconciled (
    index VARCHAR NOT NULL,
    component VARCHAR
);
COMMENT ON TABLE unreconciled IS 'Parts of the store whose observations have changed since their facts were computed';
COMMENT ON COLUMN unreconciled.index IS 'Which index';
COMMENT ON COLUMN unreconciled.component IS 'Which part of it; NULL for the index as a whole';
