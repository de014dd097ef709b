-- What a text and its reprints claim of figures that are disputed or may be wrong.
SELECT e.fact_id, e.observation_id, e.role, figure(o.value, o.stated_decimals, o.label) AS said, o.unit, o.subject,
    r.article_id, r.title, a.url, a.source_id AS source, r.published
FROM fact_evidence e
JOIN observation o ON o.id = e.observation_id
JOIN revision r ON r.id = o.revision_id
JOIN article a ON a.id = r.article_id
WHERE e.witness = $witness AND e.role IN ('for', 'against')
ORDER BY r.published NULLS LAST, r.article_id, o.span_start;
