-- The decisions that stand: of each fact the last that is neither superseded nor taken back.
SELECT d.id, d.subject, d.index, d.component, d.year, d.attribute, d.scope, d.value, d.label, d.decimals, d.unit, d.seen
FROM decision d
JOIN unreconciled u ON u.index = d.index AND u.component IS NOT DISTINCT FROM d.component
WHERE d.verdict <> 'undo' AND NOT EXISTS (FROM decision n WHERE n.supersedes = d.id)
QUALIFY row_number() OVER (
    PARTITION BY d.subject, d.index, d.component, d.year, d.attribute, d.scope ORDER BY d.made_at DESC, d.id DESC
) = 1;
