-- Figures whose ruling the evidence has turned against, or on which rulings differ, with what is claimed of them.
SELECT
    f.fact_id AS id, 'ruling' AS kind, 'high' AS severity, 'open' AS state, f.subject, f.name, f.index, f.component, f.year,
    f.attribute, f.scope, CAST([] AS VARCHAR[]) AS figures, [f.fact_id] AS suspects, '' AS explanation_vi,
    '' AS explanation_en, f.sources AS speaking_for, 0 AS against, CAST([] AS VARCHAR[]) AS sources, 0 AS dependents,
    CAST(NULL AS TIMESTAMP) AS opened
FROM facts_long f
WHERE (f.stale OR list_contains($disputed, f.fact_id))
    AND f.fact_id NOT IN (SELECT m.fact_id FROM conflict_member m WHERE m.role = 'suspect')
ORDER BY f.fact_id;
