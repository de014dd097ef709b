-- Values that no column may have.
SELECT 'observation' AS part, id, 'confidence ' || confidence AS what
FROM observation
WHERE confidence NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'observation', id, 'number and label' FROM observation WHERE (value IS NULL) = (label IS NULL)
UNION ALL
SELECT 'observation', id, 'attribute ' || attribute
FROM observation
WHERE attribute NOT IN ('score', 'rank', 'score_change', 'rank_change', 'group')
UNION ALL
SELECT 'observation', id, 'rank without scope' FROM observation WHERE attribute = 'rank' AND scope IS NULL
UNION ALL
SELECT 'fact', id, 'confidence ' || confidence FROM fact WHERE confidence NOT BETWEEN 0 AND 1
UNION ALL
SELECT 'fact', id, 'settled ' || settled
FROM fact
WHERE settled NOT IN (
    'single', 'agreed', 'most precise', 'stated over implied', 'within bounds', 'majority', 'weighed', 'open',
    'decided', 'derived'
)
UNION ALL
SELECT 'fact', id, 'no figure, and nobody ruled so'
FROM fact
WHERE value IS NULL AND label IS NULL AND settled <> 'decided'
UNION ALL
SELECT 'conflict', id, 'severity ' || severity FROM conflict WHERE severity NOT IN ('high', 'medium', 'low')
UNION ALL
SELECT 'conflict', id, 'state ' || state FROM conflict WHERE state NOT IN ('open', 'settled', 'decided')
ORDER BY part, id, what;
