-- The rulings that stand on the leagues at hand. Where several reviewers agree, the last of them.
SELECT d.id, d.subject, d.index, d.component, d.year, d.attribute, d.scope, d.value, d.label, d.decimals, d.unit, d.seen
FROM decision d
JOIN decision_standing s ON s.decision_id = d.id AND s.standing = 'stands'
JOIN at_hand u ON u.index = d.index AND u.component IS NOT DISTINCT FROM d.component
WHERE d.verdict IN ('claim', 'value', 'none', 'both')
QUALIFY row_number() OVER (PARTITION BY d.fact_id ORDER BY d.seq DESC, d.made_at DESC, d.id DESC) = 1;
