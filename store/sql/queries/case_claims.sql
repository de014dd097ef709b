-- The claims about a figure, each with what it means on the scale of the index where a conflict says so.
SELECT
    e.observation_id, e.role, e.said AS figure, e.said_unit AS unit, e.witness, e.weight, e.sentence, e.value_start,
    e.value_end, e.title, e.url, e.source, e.published, e.rule, e.reasons, e.status, e.rough, e.confidence,
    o.subject, r.article_id,
    (
        SELECT any_value(m.value)
        FROM conflict_member m
        JOIN conflict c ON c.id = m.conflict_id
        WHERE c.kind IN ('value', 'reprint') AND m.fact_id = e.fact_id AND m.observation_id = e.observation_id
    ) AS on_scale
FROM evidence e
JOIN observation o ON o.id = e.observation_id
JOIN revision r ON r.id = o.revision_id
WHERE e.fact_id = $fact
ORDER BY list_position(['for', 'ground', 'against', 'aside', 'rejected'], e.role), abs(e.weight) DESC, e.published NULLS LAST,
    e.observation_id;
