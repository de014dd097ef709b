-- The figures that are claimed for a fact, on its scale, and who says what: what a decision is made on.
SELECT
    (
        SELECT list_sort(list(DISTINCT figure))
        FROM (
            SELECT m.value AS figure
            FROM conflict_member m
            JOIN conflict c ON c.id = m.conflict_id
            WHERE c.kind = 'value' AND m.fact_id = $fact
            UNION
            SELECT figure(f.value, f.decimals, f.label)
            FROM fact f
            WHERE f.id = $fact AND f.settled NOT IN ('decided', 'derived')
            UNION
            SELECT figure(o.value, o.stated_decimals, o.label)
            FROM fact_evidence e
            JOIN observation o ON o.id = e.observation_id
            WHERE e.fact_id = $fact AND e.role IN ('for', 'against')
        )
    ) AS seen,
    (
        SELECT list_sort(list(o.id))
        FROM fact_evidence e
        JOIN observation o ON o.id = e.observation_id
        WHERE e.fact_id = $fact AND e.role IN ('for', 'against')
    ) AS said;
