-- Who is known in which edition of an index, and from how many witnesses.
SELECT name, subject, year, has_score, has_rank, witnesses, in_conflict, undecided, confidence, key
FROM coverage_cells
WHERE component IS NULL AND kind = $who AND index = $index
ORDER BY name COLLATE vi, subject, year;
