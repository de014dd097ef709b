-- An edition as it was known at a moment (UTC).
SELECT province, year, score, rank
FROM facts_as_of(TIMESTAMP '2025-06-15 00:00')
WHERE index = 'PAR_INDEX' AND component IS NULL AND year = 2024 AND province IS NOT NULL
ORDER BY rank NULLS LAST, province
LIMIT 10;
