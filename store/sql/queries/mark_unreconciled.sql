-- Note, once, that an index's component waits to be reconciled.
INSERT INTO unreconciled
SELECT CAST($index AS VARCHAR), CAST($component AS VARCHAR)
WHERE NOT EXISTS (
    FROM unreconciled u WHERE u.index = $index AND u.component IS NOT DISTINCT FROM $component
);
