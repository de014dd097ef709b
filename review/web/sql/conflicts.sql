-- The conflicts that some figures are part of.
SELECT DISTINCT m.fact_id, c.id, c.kind, c.severity, c.state, c.explanation_vi, c.explanation_en
FROM conflict c
JOIN conflict_member m ON m.conflict_id = c.id
WHERE m.fact_id IN (SELECT unnest($facts))
ORDER BY c.kind, c.id;
