-- Every conflict that waits for a reviewer, the most urgent first.
SELECT turn, id, kind, severity, name, index, year, attribute, figures
FROM conflicts_open
ORDER BY turn
LIMIT 20;
