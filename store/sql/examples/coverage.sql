-- How many of the ranks of each edition are known.
SELECT index, year, ranks, expected, share, articles
FROM coverage
WHERE kind = 'province' AND component IS NULL
ORDER BY index, year;
