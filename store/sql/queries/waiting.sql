-- The leagues that wait to be reconciled, and how much is claimed about each.
SELECT u.index, u.component, count(o.id) AS claims
FROM unreconciled u
LEFT JOIN observation o
    ON o.index = u.index AND o.component IS NOT DISTINCT FROM u.component AND o.year IS NOT NULL
GROUP BY u.index, u.component
ORDER BY u.index, u.component NULLS FIRST;
