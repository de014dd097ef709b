-- The figures that a decision on a row would be made on now.
SELECT f.key, f.attribute, g.seen
FROM fact_ground g
JOIN facts_long f ON f.fact_id = g.fact_id
WHERE f.key = 'province/hai-phong:PAR_INDEX:2023'
ORDER BY f.attribute;
