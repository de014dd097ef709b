-- What a revision states, in the order of its text, and what became of it.
SELECT o.id, o.subject, coalesce(b.name, o.subject) AS name, o.index, o.component, o.year, o.attribute, o.scope,
    figure(o.value, o.stated_decimals, o.label) AS figure, o.unit, o.ranked, o.status, o.rough, o.rule, o.confidence, o.span_start,
    o.span_end, e.role, e.fact_id, f.figure AS published_figure, f.conflict, f.key
FROM observation o
LEFT JOIN subject b ON b.id = o.subject
LEFT JOIN (
    SELECT observation_id, any_value(role) AS role, any_value(fact_id) AS fact_id
    FROM fact_evidence WHERE role <> 'ground' GROUP BY observation_id
) e ON e.observation_id = o.id
LEFT JOIN facts_long f ON f.fact_id = e.fact_id
WHERE o.revision_id = $revision
ORDER BY o.span_start, o.span_end, o.id;
