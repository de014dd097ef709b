-- Which rules read most of what articles say now.
SELECT rule, count(*) AS observations
FROM current_observation
GROUP BY rule
ORDER BY observations DESC, rule;
