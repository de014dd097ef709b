-- Who leads its region.
SELECT region, name, index, year, ranked
FROM fact_scope_rank
WHERE rank = 1 AND component IS NULL
ORDER BY region, index, year;
