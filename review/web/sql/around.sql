-- The league table of an edition, as far as the national rank goes.
WITH wide AS (
    SELECT subject,
        max(value) FILTER (WHERE attribute = 'rank') AS place,
        max(figure(value, decimals, label)) FILTER (WHERE attribute = 'rank') AS rank,
        max(value) FILTER (WHERE attribute = 'score') AS height,
        max(figure(value, decimals, label)) FILTER (WHERE attribute = 'score') AS score,
        max(unit) FILTER (WHERE attribute = 'score') AS unit
    FROM fact
    WHERE index = $index AND year = $year AND component IS NOT DISTINCT FROM $component
        AND attribute IN ('score', 'rank') AND (scope IS NULL OR scope = 'national')
        AND starts_with(subject, $kind)
    GROUP BY subject
)
SELECT w.subject, coalesce(b.name, w.subject) AS name, w.rank, w.score, w.unit
FROM wide w
LEFT JOIN subject b ON b.id = w.subject
ORDER BY w.place NULLS LAST, w.height DESC NULLS LAST, w.subject;
