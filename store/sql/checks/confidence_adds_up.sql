-- Figures whose evidence does not add up to their confidence: its log-odds are ln(s) + the sum of the weights,
-- where s = 1 - exp(-sum of the positive weights).
WITH told AS (
    SELECT
        f.id, f.confidence,
        sum(e.weight) AS weight,
        1 - exp(-sum(greatest(e.weight, 0))) AS s
    FROM fact f
    JOIN fact_evidence e ON e.fact_id = f.id
    WHERE f.settled NOT IN ('decided', 'derived')
    GROUP BY f.id, f.confidence
)
SELECT id, confidence, round(1 / (1 + exp(-(ln(s) + weight))), 4) AS computed
FROM told
WHERE abs(confidence - 1 / (1 + exp(-(ln(s) + weight)))) > 0.0002
ORDER BY id;
