-- What decisions on some figures would be made on now: fact_ground of these figures alone, which is much less to read.
WITH wanted AS (
    SELECT unnest($facts) AS fact_id
),
claimed AS (
    SELECT m.fact_id, m.value AS figure, NULL AS observation_id
    FROM conflict_member m
    JOIN wanted w ON w.fact_id = m.fact_id
    JOIN conflict c ON c.id = m.conflict_id
    WHERE c.kind = 'value'
    UNION ALL
    SELECT f.id, figure(f.value, f.decimals, f.label), NULL
    FROM fact f
    JOIN wanted w ON w.fact_id = f.id
    WHERE f.settled NOT IN ('decided', 'derived')
    UNION ALL
    SELECT e.fact_id, figure(o.value, o.stated_decimals, o.label), o.id
    FROM fact_evidence e
    JOIN wanted w ON w.fact_id = e.fact_id
    JOIN observation o ON o.id = e.observation_id
    WHERE e.role IN ('for', 'against')
)
SELECT
    fact_id,
    coalesce(list_sort(list(DISTINCT figure)), CAST([] AS VARCHAR[])) AS seen,
    fingerprint(coalesce(list_sort(list(observation_id) FILTER (WHERE observation_id IS NOT NULL)),
        CAST([] AS VARCHAR[]))) AS fingerprint
FROM claimed
GROUP BY fact_id;
