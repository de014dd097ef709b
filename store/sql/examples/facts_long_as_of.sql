-- How the figures that were published at a moment (UTC) had been settled.
SELECT settled, count(*) AS figures
FROM facts_long_as_of(TIMESTAMP '2025-06-15 00:00')
GROUP BY settled
ORDER BY figures DESC, settled;
