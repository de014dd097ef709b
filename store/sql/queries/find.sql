-- What a beginning of an id may mean.
SELECT 'conflict' AS what, id, explanation_en AS words FROM conflicts WHERE starts_with(id, $prefix)
UNION ALL
SELECT 'fact', fact_id, key || ' ' || attribute || coalesce(' in ' || scope, '') FROM facts_long
WHERE starts_with(fact_id, $prefix)
UNION ALL
SELECT 'observation', o.id, o.attribute || ' ' || figure(o.value, o.stated_decimals, o.label) || ' of ' || o.subject
FROM observation o
WHERE starts_with(o.id, $prefix)
ORDER BY what, id;
