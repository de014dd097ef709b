-- What reviewers ruled, in full: every row is a line of the decision file, append-only. Takes the place of the first
-- table of that name.

CREATE TABLE decision (
    id VARCHAR PRIMARY KEY,
    seq INTEGER NOT NULL,
    verdict VARCHAR NOT NULL,
    fact_id VARCHAR NOT NULL,
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
    also VARCHAR[] NOT NULL,
    slot VARCHAR,
    correction VARCHAR,
    source VARCHAR,
    reason VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    conflict_id VARCHAR,
    seen VARCHAR[] NOT NULL,
    fingerprint VARCHAR NOT NULL,
    supersedes VARCHAR[] NOT NULL,
    until DATE,
    batch VARCHAR,
    token VARCHAR,
    record VARCHAR NOT NULL
);
COMMENT ON TABLE decision IS 'What reviewers ruled; append-only, and a projection of the decision file beside the store';
COMMENT ON COLUMN decision.id IS 'Hash of all that the decision says';
COMMENT ON COLUMN decision.seq IS 'Larger than that of any decision that was known when it was made';
COMMENT ON COLUMN decision.verdict IS 'claim, value, none, misread, source_error, both, defer, comment or undo';
COMMENT ON COLUMN decision.fact_id IS 'The fact that it is about';
COMMENT ON COLUMN decision.subject IS 'Its subject';
COMMENT ON COLUMN decision.index IS 'The index';
COMMENT ON COLUMN decision.component IS 'The part of the index; NULL for the index as a whole';
COMMENT ON COLUMN decision.year IS 'The edition';
COMMENT ON COLUMN decision.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN decision.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN decision.value IS 'The number ruled to be right';
COMMENT ON COLUMN decision.label IS 'The label ruled to be right, for groups';
COMMENT ON COLUMN decision.decimals IS 'How many decimals of it are known';
COMMENT ON COLUMN decision.unit IS 'Its unit';
COMMENT ON COLUMN decision.also IS 'With the verdict both: the other figures that were right too, as preliminary ones';
COMMENT ON COLUMN decision.slot IS 'With the verdict misread: what was read wrongly: subject, index, component, year, value or scope';
COMMENT ON COLUMN decision.correction IS 'With the verdict misread: what it should have been';
COMMENT ON COLUMN decision.source IS 'With the verdict value: where the figure is from';
COMMENT ON COLUMN decision.reason IS 'Why, in the words of the reviewer';
COMMENT ON COLUMN decision.reviewer IS 'Who';
COMMENT ON COLUMN decision.made_at IS 'When, in UTC, by the clock of the reviewer''s machine';
COMMENT ON COLUMN decision.conflict_id IS 'The conflict that was looked at';
COMMENT ON COLUMN decision.seen IS 'The figures that were claimed then';
COMMENT ON COLUMN decision.fingerprint IS 'Hash of the observations that claimed them';
COMMENT ON COLUMN decision.supersedes IS 'The decisions that it replaces or takes back';
COMMENT ON COLUMN decision.until IS 'With the verdict defer: the day on which it comes back';
COMMENT ON COLUMN decision.batch IS 'What was decided in one go has the same mark';
COMMENT ON COLUMN decision.token IS 'A mark of the client, so that one wish is one decision';
COMMENT ON COLUMN decision.record IS 'The decision as its line in the file';

CREATE TABLE decision_claim (
    decision_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    article_id VARCHAR NOT NULL,
    observation_id VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    figure VARCHAR NOT NULL
);
COMMENT ON TABLE decision_claim IS 'The claims that a decision names: taken, misread, or wrong in their source';
COMMENT ON COLUMN decision_claim.decision_id IS 'The decision';
COMMENT ON COLUMN decision_claim.position IS 'Which of its claims, from 0';
COMMENT ON COLUMN decision_claim.article_id IS 'The article that claims it';
COMMENT ON COLUMN decision_claim.observation_id IS 'The observation that was looked at; another reading of the article may give it another id';
COMMENT ON COLUMN decision_claim.subject IS 'The subject under the name that the observation has';
COMMENT ON COLUMN decision_claim.figure IS 'The figure that the article gives, with the decimals it has there';

CREATE TABLE decision_standing (
    decision_id VARCHAR NOT NULL,
    standing VARCHAR NOT NULL,
    by_decision VARCHAR
);
COMMENT ON TABLE decision_standing IS 'Which decisions stand; computed from all of them';
COMMENT ON COLUMN decision_standing.decision_id IS 'The decision';
COMMENT ON COLUMN decision_standing.standing IS 'stands, disputed, replaced or undone';
COMMENT ON COLUMN decision_standing.by_decision IS 'The decision that replaced or undid it, or that it is disputed with';
