-- Published figures, of those that are asked for.
SELECT name, subject, index, component, year, attribute, scope, figure, unit, ranked, conflict, confidence, sources, settled, key,
    fact_id
FROM facts_long
WHERE ($index IS NULL OR index = $index) AND ($year IS NULL OR year = $year) AND ($subject IS NULL OR subject = $subject)
    AND ($attribute IS NULL OR attribute = $attribute) AND ($settled IS NULL OR settled = $settled)
ORDER BY index, year DESC, component NULLS FIRST, subject, attribute, scope NULLS FIRST
LIMIT $many OFFSET $start;
