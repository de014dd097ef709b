-- One subject through the editions of an index.
SELECT year, rank, ranked, score, unit, new_territory, conflict
FROM trend('son-la', 'PAR_INDEX')
ORDER BY year;
