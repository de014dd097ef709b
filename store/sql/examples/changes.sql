-- Who moved most from one edition to the next, where the unit kept its territory.
SELECT name, index, year, rank_before, rank, rank_moved
FROM changes
WHERE kind = 'province' AND component IS NULL AND same_territory AND rank_moved IS NOT NULL
ORDER BY abs(rank_moved) DESC, name, year
LIMIT 20;
