-- Figures whose evidence and reasons do not add up to the log-odds of their confidence.
WITH told AS (
    SELECT fact_id, weight FROM fact_evidence
    UNION ALL
    SELECT fact_id, weight FROM fact_reason
),
added AS (
    SELECT f.id, f.confidence, 1 / (1 + exp(-least(greatest(sum(t.weight), -500), 500))) AS computed
    FROM fact f
    JOIN told t ON t.fact_id = f.id
    WHERE f.settled NOT IN ('decided', 'derived')
    GROUP BY f.id, f.confidence
)
SELECT id, confidence, round(computed, 4) AS computed
FROM added
WHERE abs(confidence - computed) > 0.0001
ORDER BY id;
