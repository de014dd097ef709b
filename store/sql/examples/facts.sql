-- The ten best of an edition, with what is in doubt.
SELECT rank, province, score, unit, conflict, sources, settled
FROM facts
WHERE index = 'PAR_INDEX' AND year = 2024 AND component IS NULL AND province IS NOT NULL AND rank <= 10
ORDER BY rank;
