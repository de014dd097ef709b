-- The parts of a conflict: which figures collide, and how.
SELECT m.role, m.value, m.fact_id, m.observation_id, f.subject, coalesce(b.name, f.subject) AS name, f.index, f.year,
    f.attribute, f.scope, f.unit, f.settled, figure(f.value, f.decimals, f.label) AS figure,
    fact_key(f.subject, f.index, f.component, f.year) AS key
FROM conflict_member m
JOIN fact f ON f.id = m.fact_id
LEFT JOIN subject b ON b.id = f.subject
WHERE m.conflict_id = $conflict
ORDER BY m.position;
