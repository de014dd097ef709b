-- Figures that no observation speaks for, and derived ones that rest on fewer than two.
SELECT f.id, f.settled, count(e.observation_id) AS supporting
FROM fact f
LEFT JOIN fact_evidence e ON e.fact_id = f.id AND e.role IN ('for', 'ground')
WHERE f.settled <> 'decided'
GROUP BY f.id, f.settled
HAVING count(e.observation_id) < CASE f.settled WHEN 'derived' THEN 2 ELSE 1 END
ORDER BY f.id;
