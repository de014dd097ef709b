-- The versions of the figures of a row of facts, with the decisions on them.
SELECT v.*, d.verdict, d.reviewer, d.reason, d.made_at
FROM fact_versions v
LEFT JOIN decision d ON d.id = v.decision_id
WHERE v.key = $key AND ($attribute IS NULL OR v.attribute = $attribute)
ORDER BY
    list_position(['score', 'rank', 'score_change', 'rank_change', 'group'], v.attribute), v.scope NULLS FIRST,
    v.fact_id, v.known_from;
