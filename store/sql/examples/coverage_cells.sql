-- In which editions of an index a unit is known, and from how many witnesses.
SELECT name, year, has_score, has_rank, witnesses, in_conflict
FROM coverage_cells
WHERE subject = 'province/son-la' AND index = 'PAR_INDEX' AND component IS NULL
ORDER BY year;
