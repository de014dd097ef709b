-- What is known of an index: its editions, components and kinds of subjects.
SELECT component, year, kind, count(*) AS subjects
FROM facts
WHERE index = $index
GROUP BY ALL
ORDER BY year DESC, component NULLS FIRST, kind DESC;
