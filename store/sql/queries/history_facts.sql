-- The figures that are published now, as the history keeps them.
WITH flag AS (
    SELECT m.fact_id, list_sort(list(DISTINCT c.kind)) AS kinds
    FROM conflict_member m
    JOIN conflict c ON c.id = m.conflict_id
    WHERE m.role = 'suspect' AND c.state <> 'decided'
    GROUP BY m.fact_id
),
witness AS (
    SELECT fact_id, list_sort(list(DISTINCT witness)) AS names FROM fact_evidence WHERE role = 'for' GROUP BY fact_id
)
SELECT
    f.id AS fact_id, f.subject, f.index, f.component, f.year, f.attribute, f.scope, f.value, f.label, f.decimals, f.unit,
    f.ranked, f.status, f.rough, f.confidence, f.sources, f.settled, f.decision_id, f.stale,
    coalesce(flag.kinds, CAST([] AS VARCHAR[])) AS conflict,
    coalesce(witness.names, CAST([] AS VARCHAR[])) AS witnesses
FROM fact f
LEFT JOIN flag ON flag.fact_id = f.id
LEFT JOIN witness ON witness.fact_id = f.id;
