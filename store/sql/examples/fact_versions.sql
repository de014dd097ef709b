-- What was published about one figure, from when to when (UTC), and what changed it.
SELECT figure, settled, known_from, known_to, cause
FROM fact_versions
WHERE key = 'province/hai-phong:PAR_INDEX:2023' AND attribute = 'score'
ORDER BY known_from;
