-- The figures that are published now, as the history keeps them.
WITH witness AS (
    SELECT fact_id, list_sort(list(DISTINCT witness)) AS names FROM fact_evidence WHERE role = 'for' GROUP BY fact_id
)
SELECT
    f.fact_id, f.subject, f.index, f.component, f.year, f.attribute, f.scope, f.value, f.label, f.decimals, f.unit,
    f.ranked, f.status, f.rough, f.confidence, f.sources, f.settled, f.decision_id, f.stale, f.conflict,
    coalesce(witness.names, CAST([] AS VARCHAR[])) AS witnesses
FROM facts_long f
LEFT JOIN witness ON witness.fact_id = f.fact_id;
