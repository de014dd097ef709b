-- Who is known in which edition, and from how many witnesses.

CREATE OR REPLACE VIEW coverage_cells AS
SELECT
    f.name,
    f.subject,
    f.kind,
    f.index,
    f.component,
    f.year,
    f.score IS NOT NULL AS has_score,
    f.rank IS NOT NULL AS has_rank,
    f.sources AS witnesses,
    len(f.conflict) > 0 AS in_conflict,
    f.settled = 'open' AS undecided,
    f.confidence,
    f.key
FROM facts f;
COMMENT ON VIEW coverage_cells IS 'Who is known in which edition of what, and from how many independent witnesses; coverage sums it up by edition';
COMMENT ON COLUMN coverage_cells.name IS 'The subject''s name';
COMMENT ON COLUMN coverage_cells.subject IS 'province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN coverage_cells.kind IS 'province, ministry, region or national';
COMMENT ON COLUMN coverage_cells.index IS 'Which index';
COMMENT ON COLUMN coverage_cells.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN coverage_cells.year IS 'The edition';
COMMENT ON COLUMN coverage_cells.has_score IS 'Whether the score is known';
COMMENT ON COLUMN coverage_cells.has_rank IS 'Whether the national rank is known';
COMMENT ON COLUMN coverage_cells.witnesses IS 'How many independent witnesses say some figure of it; 0 where all is derived';
COMMENT ON COLUMN coverage_cells.in_conflict IS 'Whether some figure is suspected in a conflict that no reviewer has decided';
COMMENT ON COLUMN coverage_cells.undecided IS 'Whether nothing decides some figure';
COMMENT ON COLUMN coverage_cells.confidence IS 'Confidence of the least sure figure';
COMMENT ON COLUMN coverage_cells.key IS 'The key of the row of facts';
