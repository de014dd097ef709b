-- What the beginning of an id meant that is not published any more.
SELECT what, id, words, until
FROM (
    SELECT 'conflict' AS what, conflict_id AS id, explanation_en AS words, known_to AS until FROM conflict_history
    UNION ALL
    SELECT
        'figure', fact_id, fact_key(subject, index, component, year) || ' ' || attribute || ' '
            || coalesce(figure(value, decimals, label), 'none'), known_to
    FROM fact_history
)
WHERE starts_with(id, $prefix)
QUALIFY row_number() OVER (PARTITION BY id ORDER BY until DESC NULLS FIRST) = 1
ORDER BY until DESC, id;
