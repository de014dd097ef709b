-- The figures of a row of facts, of a conflict, or single ones.
SELECT f.*
FROM facts_long f
WHERE f.key = $key
    OR f.fact_id = $fact
    OR f.fact_id IN (SELECT m.fact_id FROM conflict_member m WHERE m.conflict_id = $conflict)
    OR f.fact_id IN (SELECT e.fact_id FROM fact_evidence e WHERE e.observation_id = $observation)
ORDER BY
    f.index, f.component NULLS FIRST, f.name COLLATE vi, f.subject, f.year DESC, f.scope NULLS FIRST,
    list_position(['score', 'rank', 'score_change', 'rank_change', 'group'], f.attribute);
