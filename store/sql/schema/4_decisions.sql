-- What reviewers ruled: a projection of the decision files, append-only.

CREATE TABLE decision (
    id VARCHAR PRIMARY KEY,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER NOT NULL,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    verdict VARCHAR NOT NULL,
    value DECIMAL(12, 4),
    label VARCHAR,
    decimals INTEGER NOT NULL,
    unit VARCHAR,
    seen VARCHAR[] NOT NULL,
    fingerprint VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    supersedes VARCHAR
);
COMMENT ON TABLE decision IS 'What reviewers ruled; rows are only ever added';
COMMENT ON COLUMN decision.id IS 'Given by the decision file';
COMMENT ON COLUMN decision.subject IS 'Who is measured';
COMMENT ON COLUMN decision.index IS 'Which index';
COMMENT ON COLUMN decision.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN decision.year IS 'The edition';
COMMENT ON COLUMN decision.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN decision.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN decision.verdict IS 'value (this figure), none (no figure is right) or undo (takes back what it supersedes)';
COMMENT ON COLUMN decision.value IS 'The figure that was ruled';
COMMENT ON COLUMN decision.label IS 'The label of a group that was ruled';
COMMENT ON COLUMN decision.decimals IS 'How many decimals of the figure are known';
COMMENT ON COLUMN decision.unit IS 'percent or point, as the index counts';
COMMENT ON COLUMN decision.seen IS 'The figures that were claimed when it was made: what contradicts it and is not among them makes it stale';
COMMENT ON COLUMN decision.fingerprint IS 'Hash of the evidence that it was made on';
COMMENT ON COLUMN decision.reason IS 'Why, in the reviewer''s words';
COMMENT ON COLUMN decision.reviewer IS 'Who';
COMMENT ON COLUMN decision.made_at IS 'When, in UTC';
COMMENT ON COLUMN decision.supersedes IS 'The decision that this one replaces or takes back';

CREATE TABLE decision_refused (
    why VARCHAR
);
COMMENT ON TABLE decision_refused IS 'Always empty: what the guards of the table decision pretend to write to';
COMMENT ON COLUMN decision_refused.why IS 'Never filled';

CREATE TRIGGER decision_keeps_its_rows AFTER UPDATE ON decision FOR EACH STATEMENT
    INSERT INTO decision_refused SELECT error('decisions are append-only: add one that supersedes it');
CREATE TRIGGER decision_loses_no_rows AFTER DELETE ON decision FOR EACH STATEMENT
    INSERT INTO decision_refused SELECT error('decisions are append-only: add one that takes it back');
