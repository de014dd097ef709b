-- What speaks for and against a figure beside its claims, each with the figures that it rests on.
SELECT
    r.kind,
    r.weight,
    (
        SELECT coalesce(list({
            'fact_id': f.fact_id, 'key': f.key, 'name': f.name, 'year': f.year, 'attribute': f.attribute,
            'figure': f.figure, 'unit': f.unit
        } ORDER BY f.year, f.name, f.attribute, f.fact_id), [])
        FROM facts_long f
        WHERE f.fact_id IN (SELECT unnest(r.facts))
    ) AS facts
FROM fact_reason r
WHERE r.fact_id = $fact
ORDER BY r.position;
