-- How much of each edition is known, of one kind of subjects.
SELECT index, year, kind, subjects, scores, ranks, expected, share, flagged, observations, articles, sources
FROM coverage
WHERE component IS NULL AND kind = $who AND ($index IS NULL OR index = $index)
ORDER BY index, year;
