-- Conflicts that flag nothing, or name no figure.
SELECT c.id, c.kind, count(m.fact_id) AS members, count(m.fact_id) FILTER (WHERE m.role = 'suspect') AS suspects
FROM conflict c
LEFT JOIN conflict_member m ON m.conflict_id = c.id
GROUP BY c.id, c.kind
HAVING count(m.fact_id) FILTER (WHERE m.role = 'suspect') = 0
ORDER BY c.id;
