-- One subject through the editions of an index.

CREATE OR REPLACE MACRO trend(who, which, part := NULL) AS TABLE
WITH own AS (
    SELECT CASE WHEN contains(who, '/') OR who = 'national' THEN who ELSE 'province/' || who END AS subject
),
names AS (
    SELECT subject FROM own
    UNION
    SELECT k.also FROM own o JOIN unit_known_as k ON k.subject = o.subject
),
edition AS (
    SELECT
        f.*,
        lag(f.year) OVER (ORDER BY f.year) AS year_before,
        lag(f.rank) OVER (ORDER BY f.year) AS rank_before,
        lag(f.score) OVER (ORDER BY f.year) AS score_before
    FROM facts f
    JOIN names n ON n.subject = f.subject
    WHERE f.index = which AND f.component IS NOT DISTINCT FROM part
)
SELECT
    e.year,
    e.rank,
    e.ranked,
    e.rank_change,
    e.score,
    e.unit,
    e.score_change,
    e."group",
    e.year_before,
    e.rank_before,
    e.score_before,
    EXISTS (
        FROM unit_change u
        WHERE u.subject = e.subject AND u.first_edition <= e.year AND u.first_edition > e.year_before
    ) AS new_territory,
    e.conflict,
    e.confidence,
    e.sources,
    e.settled,
    e.score_decimals,
    e.score_settled,
    e.rank_settled,
    e.name,
    e.subject,
    e.key
FROM edition e
ORDER BY e.year;
COMMENT ON MACRO TABLE trend IS 'One subject through the editions of an index, under whatever name it had; new_territory marks where it is another land than in the edition known before: trend(''son-la'', ''SIPAS''), trend(''ministry/bo-noi-vu'', ''PAR_INDEX''), trend(''hue'', ''PCI'', part := ''tinh-minh-bach'')';
