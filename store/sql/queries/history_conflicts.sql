-- The conflicts that there are now, as the history keeps them.
SELECT
    c.id AS conflict_id, c.kind, c.severity, c.state, c.subject, c.index, c.component, c.year, c.attribute, c.scope,
    coalesce(
        (SELECT list_sort(list(DISTINCT m.value)) FROM conflict_member m WHERE m.conflict_id = c.id),
        CAST([] AS VARCHAR[])
    ) AS figures,
    c.explanation_vi, c.explanation_en
FROM conflict c;
