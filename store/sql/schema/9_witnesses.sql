-- What speaks for figures beside their observations, and by what reprints are known.

CREATE TABLE fact_reason (
    fact_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    weight DOUBLE NOT NULL,
    facts VARCHAR[] NOT NULL
);
COMMENT ON TABLE fact_reason IS 'What speaks for and against each figure beside its observations; with the weights of fact_evidence these add up to the log-odds of its confidence';
COMMENT ON COLUMN fact_reason.fact_id IS 'The figure';
COMMENT ON COLUMN fact_reason.position IS 'Its place among the reasons of the figure, from 0';
COMMENT ON COLUMN fact_reason.kind IS 'start (the odds before anybody spoke), arithmetic, order, place, group, mean or far';
COMMENT ON COLUMN fact_reason.weight IS 'What it adds to the log-odds of the figure, in nats';
COMMENT ON COLUMN fact_reason.facts IS 'The figures that it rests on';

CREATE TABLE revision_sketch (
    revision_id VARCHAR NOT NULL,
    sketch UINTEGER[] NOT NULL
);
COMMENT ON TABLE revision_sketch IS 'By what a reprint is known that is not word for word the same';
COMMENT ON COLUMN revision_sketch.revision_id IS 'The revision';
COMMENT ON COLUMN revision_sketch.sketch IS 'The least hashes of the pieces of three words that its body has, in rising order: a bottom-k sketch';

COMMENT ON COLUMN fact.confidence IS 'The chance that the figure is right, from 0 to 1: log-odds that fact_evidence and fact_reason add up to; 1 if decided';
COMMENT ON COLUMN fact.settled IS 'single, agreed, most precise, stated over implied, within bounds, majority, weighed, open, decided or derived';
COMMENT ON COLUMN fact_evidence.weight IS 'What it adds to the log-odds of the figure, in nats; the strongest observation of a witness has all of its weight';
COMMENT ON COLUMN conflict.kind IS 'value, arithmetic, rank_order, rank_shared, bounds, group, mean, revision (a page changed its figure) or reprint (a copy differs)';
