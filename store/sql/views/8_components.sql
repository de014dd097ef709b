-- What indices are made of, subject by subject.

CREATE OR REPLACE VIEW components AS
SELECT
    f.name,
    f.subject,
    f.kind,
    f.index,
    f.year,
    f.component,
    coalesce(c.name, f.component) AS component_name,
    f.score,
    f.unit,
    CASE f.unit WHEN 'percent' THEN 100 ELSE c.scale_max END AS greatest,
    round(CASE f.unit WHEN 'percent' THEN f.score / 100 ELSE f.score / c.scale_max END, 4) AS share,
    f.rank,
    f.ranked,
    w.score AS index_score,
    w.rank AS index_rank,
    f.conflict,
    f.confidence,
    f.sources,
    f.key
FROM facts f
LEFT JOIN index_component c
    ON c.index = f.index AND c.slug = f.component
    AND f.year BETWEEN coalesce(c.year_from, f.year) AND coalesce(c.year_to, f.year)
LEFT JOIN facts w
    ON w.subject = f.subject AND w.index = f.index AND w.year = f.year AND w.component IS NULL
WHERE f.component IS NOT NULL;
COMMENT ON VIEW components IS 'The parts of indices, subject by subject, beside the index as a whole';
COMMENT ON COLUMN components.name IS 'The subject''s name';
COMMENT ON COLUMN components.subject IS 'province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN components.kind IS 'province, ministry, region or national';
COMMENT ON COLUMN components.index IS 'Which index';
COMMENT ON COLUMN components.year IS 'The edition';
COMMENT ON COLUMN components.component IS 'The part, as its slug';
COMMENT ON COLUMN components.component_name IS 'Its name in Vietnamese; the slug where the reference data does not name it in that edition';
COMMENT ON COLUMN components.score IS 'Its score';
COMMENT ON COLUMN components.unit IS 'percent or point';
COMMENT ON COLUMN components.greatest IS 'The greatest score it can have: 100 for percent, what the reference data says for points';
COMMENT ON COLUMN components.share IS 'Score by greatest score, from 0 to 1, so that parts can be set side by side; NULL where the greatest is not known';
COMMENT ON COLUMN components.rank IS 'Its national rank';
COMMENT ON COLUMN components.ranked IS 'How many are ranked';
COMMENT ON COLUMN components.index_score IS 'The score of the index as a whole';
COMMENT ON COLUMN components.index_rank IS 'The rank in the index as a whole';
COMMENT ON COLUMN components.conflict IS 'The kinds of conflict that some figure of the part is suspected in';
COMMENT ON COLUMN components.confidence IS 'Confidence of the least sure figure of the part';
COMMENT ON COLUMN components.sources IS 'How many independent witnesses say some figure of it';
COMMENT ON COLUMN components.key IS 'The key of the row of facts';
