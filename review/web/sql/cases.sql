-- Published figures by their ids, as facts_long has them.
SELECT
    f.id AS fact_id, fact_key(f.subject, f.index, f.component, f.year) AS key, f.subject, split_part(f.subject, '/', 1) AS kind,
    coalesce(s.name, f.subject) AS name, f.index, f.component, f.year, f.attribute, f.scope, f.value, f.label,
    figure(f.value, f.decimals, f.label) AS figure, f.decimals, f.unit, f.ranked, f.confidence, f.sources, f.settled, f.status,
    f.rough, f.decision_id, f.stale
FROM fact f
LEFT JOIN subject s ON s.id = f.subject
WHERE f.id IN (SELECT unnest($facts));
