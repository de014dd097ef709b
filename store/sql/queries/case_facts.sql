-- The figures that a conflict suspects, or that a row or an id means.
SELECT f.*
FROM facts_long f
WHERE f.key = $key
    OR f.fact_id = $fact
    OR f.fact_id IN (SELECT m.fact_id FROM conflict_member m WHERE m.conflict_id = $conflict AND m.role = 'suspect')
    OR f.fact_id IN (
        SELECT e.fact_id FROM fact_evidence e WHERE e.observation_id = $observation AND e.role IN ('for', 'against', 'aside')
    )
ORDER BY
    f.index, f.component NULLS FIRST, f.name COLLATE vi, f.subject, f.year DESC,
    list_position(['score', 'rank', 'score_change', 'rank_change', 'group'], f.attribute), f.scope NULLS FIRST;
