-- Two subjects side by side, in every edition that knows one of them; a mere change of name is followed.
WITH of_both AS (
    SELECT f.*, w.side
    FROM facts f
    JOIN (
        SELECT subject, min(side) AS side
        FROM (
            SELECT $first AS subject, 'first' AS side
            UNION ALL SELECT k.also, 'first' FROM unit_known_as k WHERE k.subject = $first
            UNION ALL SELECT $second, 'second'
            UNION ALL SELECT k.also, 'second' FROM unit_known_as k WHERE k.subject = $second
        )
        GROUP BY subject
    ) w ON w.subject = f.subject
    WHERE ($index IS NULL OR f.index = $index)
        AND ($year IS NULL OR f.year = $year)
        AND f.component IS NOT DISTINCT FROM $component
),
side_by_side AS (
    SELECT
        coalesce(a.index, b.index) AS index,
        coalesce(a.component, b.component) AS component,
        coalesce(a.year, b.year) AS year,
        a.rank AS first_rank,
        b.rank AS second_rank,
        coalesce(a.ranked, b.ranked) AS ranked,
        b.rank - a.rank AS rank_lead,
        a.score AS first_score,
        b.score AS second_score,
        coalesce(a.unit, b.unit) AS unit,
        CASE WHEN a.unit IS NOT DISTINCT FROM b.unit THEN a.score - b.score END AS score_lead,
        a.score_decimals AS first_decimals,
        b.score_decimals AS second_decimals,
        coalesce(a.conflict, []) AS first_conflict,
        coalesce(b.conflict, []) AS second_conflict,
        a.rank_settled AS first_rank_settled,
        b.rank_settled AS second_rank_settled,
        a.score_settled AS first_score_settled,
        b.score_settled AS second_score_settled,
        a.key AS first_key,
        b.key AS second_key
    FROM (FROM of_both WHERE side = 'first') a
    FULL JOIN (FROM of_both WHERE side = 'second') b ON b.index = a.index AND b.year = a.year
)
SELECT *
FROM side_by_side
QUALIFY NOT $latest OR row_number() OVER (
    PARTITION BY index ORDER BY (first_key IS NOT NULL AND second_key IS NOT NULL) DESC, year DESC
) = 1
ORDER BY index, year;
