-- The parts of an index beside it.
SELECT name, index, year, component_name, score, index_score
FROM components
WHERE kind = 'province' AND score IS NOT NULL
ORDER BY index, year, component, name
LIMIT 20;
