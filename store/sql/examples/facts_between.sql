-- Figures that are new or another at the later of two moments (UTC).
SELECT what, key, attribute, figure_before, figure_after
FROM facts_between(TIMESTAMP '2025-06-15', TIMESTAMP '2100-01-01')
WHERE what IN ('new', 'changed')
ORDER BY key, attribute
LIMIT 20;
