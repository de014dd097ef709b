-- The conflicts that opened, closed or changed their state between two moments.
WITH before AS (
    FROM conflict_history WHERE known_from <= $earlier AND (known_to IS NULL OR known_to > $earlier)
),
after AS (
    FROM conflict_history WHERE known_from <= $later AND (known_to IS NULL OR known_to > $later)
)
SELECT
    coalesce(a.conflict_id, b.conflict_id) AS conflict_id,
    CASE
        WHEN b.conflict_id IS NULL THEN 'opened'
        WHEN a.conflict_id IS NULL THEN 'closed'
        ELSE a.state
    END AS what,
    coalesce(a.kind, b.kind) AS kind,
    b.state AS state_before,
    a.state AS state_after,
    coalesce(a.severity, b.severity) AS severity,
    coalesce(a.explanation_vi, b.explanation_vi) AS explanation_vi,
    coalesce(a.explanation_en, b.explanation_en) AS explanation_en
FROM before b
FULL JOIN after a ON a.conflict_id = b.conflict_id
WHERE a.state IS DISTINCT FROM b.state
ORDER BY what, kind, conflict_id;
