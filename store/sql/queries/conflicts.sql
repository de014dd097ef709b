-- Conflicts, the gravest first.
SELECT id, kind, severity, state, name, subject, index, component, year, attribute, scope, figures,
    explanation_vi, explanation_en, key
FROM conflicts
WHERE ($kind IS NULL OR kind = $kind)
    AND ($index IS NULL OR index = $index)
    AND ($year IS NULL OR year = $year)
    AND ($state IS NULL OR state = $state)
ORDER BY
    CASE state WHEN 'open' THEN 0 WHEN 'settled' THEN 1 ELSE 2 END,
    CASE severity WHEN 'high' THEN 0 WHEN 'medium' THEN 1 ELSE 2 END,
    index, year DESC, component NULLS FIRST, kind, name COLLATE vi, id;
