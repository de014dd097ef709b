-- What the store has published at any time. Written after each reconciliation; rows are closed, never changed.

CREATE TABLE moment (
    known_at TIMESTAMP PRIMARY KEY,
    cause VARCHAR NOT NULL,
    clock TIMESTAMP NOT NULL,
    facts_from INTEGER NOT NULL,
    facts_to INTEGER NOT NULL,
    conflicts_from INTEGER NOT NULL,
    conflicts_to INTEGER NOT NULL
);
COMMENT ON TABLE moment IS 'When what is known changed: each moment is later than the one before, whatever the clock said';
COMMENT ON COLUMN moment.known_at IS 'The moment, in UTC';
COMMENT ON COLUMN moment.cause IS 'What was done: ingest, update, decide, undo, reconcile, publish or import';
COMMENT ON COLUMN moment.clock IS 'What the machine''s clock said';
COMMENT ON COLUMN moment.facts_from IS 'How many figures are known from then on, new or changed';
COMMENT ON COLUMN moment.facts_to IS 'How many figures were known until then, gone or changed';
COMMENT ON COLUMN moment.conflicts_from IS 'How many conflicts opened or changed';
COMMENT ON COLUMN moment.conflicts_to IS 'How many conflicts closed or changed';

CREATE TABLE fact_history (
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
    ranked INTEGER,
    status VARCHAR NOT NULL,
    rough BOOLEAN NOT NULL,
    confidence DOUBLE NOT NULL,
    sources INTEGER NOT NULL,
    settled VARCHAR NOT NULL,
    decision_id VARCHAR,
    stale BOOLEAN NOT NULL,
    conflict VARCHAR[] NOT NULL,
    witnesses VARCHAR[] NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP
);
COMMENT ON TABLE fact_history IS 'Every figure that the store ever published, with the time in which it did; see facts_as_of()';
COMMENT ON COLUMN fact_history.fact_id IS 'The figure';
COMMENT ON COLUMN fact_history.subject IS 'Who';
COMMENT ON COLUMN fact_history.index IS 'Which index';
COMMENT ON COLUMN fact_history.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN fact_history.year IS 'The edition';
COMMENT ON COLUMN fact_history.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN fact_history.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN fact_history.value IS 'The number; NULL for groups, and where a reviewer ruled that no figure is right';
COMMENT ON COLUMN fact_history.label IS 'The group''s label';
COMMENT ON COLUMN fact_history.decimals IS 'How many decimals of the number are known';
COMMENT ON COLUMN fact_history.unit IS 'percent or point, for scores and their changes';
COMMENT ON COLUMN fact_history.ranked IS 'For ranks: how many are ranked';
COMMENT ON COLUMN fact_history.status IS 'stated, or implied where it only follows from an order or a streak';
COMMENT ON COLUMN fact_history.rough IS 'Whether it is only said roughly';
COMMENT ON COLUMN fact_history.confidence IS 'From 0 to 1';
COMMENT ON COLUMN fact_history.sources IS 'How many independent witnesses said it';
COMMENT ON COLUMN fact_history.settled IS 'How the figure was chosen';
COMMENT ON COLUMN fact_history.decision_id IS 'The decision on it';
COMMENT ON COLUMN fact_history.stale IS 'Whether the decision waited for a new one';
COMMENT ON COLUMN fact_history.conflict IS 'The kinds of conflict that it was suspected in and that no reviewer had decided';
COMMENT ON COLUMN fact_history.witnesses IS 'The witnesses that said it';
COMMENT ON COLUMN fact_history.known_from IS 'From when on it was published, in UTC';
COMMENT ON COLUMN fact_history.known_to IS 'Until when, in UTC; NULL where it is published now';

CREATE TABLE conflict_history (
    conflict_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER NOT NULL,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    figures VARCHAR[] NOT NULL,
    explanation_vi VARCHAR NOT NULL,
    explanation_en VARCHAR NOT NULL,
    known_from TIMESTAMP NOT NULL,
    known_to TIMESTAMP
);
COMMENT ON TABLE conflict_history IS 'Every conflict that ever was, with the time in which it was so';
COMMENT ON COLUMN conflict_history.conflict_id IS 'The conflict';
COMMENT ON COLUMN conflict_history.kind IS 'Its kind';
COMMENT ON COLUMN conflict_history.severity IS 'high, medium or low';
COMMENT ON COLUMN conflict_history.state IS 'open, settled or decided';
COMMENT ON COLUMN conflict_history.subject IS 'Who it is about';
COMMENT ON COLUMN conflict_history.index IS 'Which index';
COMMENT ON COLUMN conflict_history.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN conflict_history.year IS 'The edition';
COMMENT ON COLUMN conflict_history.attribute IS 'What it is about';
COMMENT ON COLUMN conflict_history.scope IS 'For ranks: national, or region/<slug>';
COMMENT ON COLUMN conflict_history.figures IS 'The figures that collided';
COMMENT ON COLUMN conflict_history.explanation_vi IS 'What was wrong, in Vietnamese';
COMMENT ON COLUMN conflict_history.explanation_en IS 'What was wrong, in English';
COMMENT ON COLUMN conflict_history.known_from IS 'From when on it was so, in UTC';
COMMENT ON COLUMN conflict_history.known_to IS 'Until when, in UTC; NULL where it is so now';
