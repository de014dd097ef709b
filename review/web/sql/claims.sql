-- The claims about some figures, with where they stand in their articles.
WITH wanted AS (
    SELECT unnest($facts) AS fact_id
),
part AS (
    SELECT e.fact_id, e.observation_id, e.role, e.witness, e.weight
    FROM fact_evidence e
    WHERE e.fact_id IN (SELECT fact_id FROM wanted)
    UNION ALL
    SELECT DISTINCT x.fact_id, x.observation_id, 'rejected', r.article_id, CAST(0 AS DOUBLE)
    FROM rejected_observation x
    JOIN observation o ON o.id = x.observation_id
    JOIN revision r ON r.id = o.revision_id
    WHERE x.fact_id IN (SELECT fact_id FROM wanted)
),
scaled AS (
    SELECT m.fact_id, m.observation_id, any_value(m.value) AS on_scale
    FROM conflict_member m
    JOIN conflict c ON c.id = m.conflict_id AND c.kind = 'value'
    WHERE m.fact_id IN (SELECT fact_id FROM wanted) AND m.observation_id IS NOT NULL
    GROUP BY ALL
)
SELECT
    p.fact_id, p.observation_id, p.role, figure(o.value, o.stated_decimals, o.label) AS figure, o.unit, p.witness,
    p.weight, r.title, a.url, a.source_id AS source, r.published, o.rule, o.status, o.rough, o.confidence, o.subject,
    r.article_id, r.id AS revision_id, s.on_scale, o.span_start, o.span_end, o.sentence_start, o.sentence_end,
    o.span_start - o.sentence_start AS value_start, o.span_end - o.sentence_start AS value_end
FROM part p
JOIN observation o ON o.id = p.observation_id
JOIN revision r ON r.id = o.revision_id
JOIN article a ON a.id = r.article_id
LEFT JOIN scaled s ON s.fact_id = p.fact_id AND s.observation_id = p.observation_id
ORDER BY p.fact_id, list_position(['for', 'ground', 'against', 'aside', 'rejected'], p.role), abs(p.weight) DESC,
    r.published NULLS LAST, p.observation_id;
