-- The units of the first level through time: both maps, and series that can be compared over the mergers.

CREATE OR REPLACE VIEW province_today AS
WITH RECURSIVE path AS (
    SELECT slug, name, valid_from, valid_to, slug AS today, name AS today_name, valid_to AS until, true AS is_same
    FROM province
    UNION
    SELECT
        p.slug, p.name, p.valid_from, p.valid_to, n.slug, n.name, n.valid_to,
        p.is_same AND s.kind NOT IN ('merge', 'split')
    FROM path p
    JOIN succession s ON s.from_slug = p.today AND s.happened = p.until + 1
    JOIN province n ON n.slug = s.to_slug AND n.valid_from = s.happened
)
SELECT
    'province/' || slug AS subject,
    name,
    valid_from,
    valid_to,
    'province/' || today AS today,
    today_name,
    is_same
FROM path
WHERE until IS NULL;
COMMENT ON VIEW province_today IS 'What became of every unit that there was: one row for each unit of today that has land of it';
COMMENT ON COLUMN province_today.subject IS 'The unit';
COMMENT ON COLUMN province_today.name IS 'Its name then';
COMMENT ON COLUMN province_today.valid_from IS 'The day from which it was so';
COMMENT ON COLUMN province_today.valid_to IS 'The last day on which it was so; NULL where it still is';
COMMENT ON COLUMN province_today.today IS 'The unit of today';
COMMENT ON COLUMN province_today.today_name IS 'Its name';
COMMENT ON COLUMN province_today.is_same IS 'Whether it is the same unit, at most renamed; otherwise it is one of several that were merged, or was split';

CREATE OR REPLACE MACRO provinces_on(day) AS TABLE
SELECT
    p.subject,
    p.name,
    p.kind,
    p.gso,
    p.iso,
    p.region,
    p.valid_from,
    p.valid_to,
    t.today,
    t.is_same
FROM province p
LEFT JOIN (
    SELECT subject, valid_from, list(today ORDER BY today) AS today, bool_and(is_same) AS is_same
    FROM province_today
    GROUP BY subject, valid_from
) t ON t.subject = p.subject AND t.valid_from = p.valid_from
WHERE p.valid_from <= CAST(day AS DATE) AND (p.valid_to IS NULL OR p.valid_to >= CAST(day AS DATE))
ORDER BY p.name COLLATE vi;
COMMENT ON MACRO TABLE provinces_on IS 'The units that there were on a day, and what became of each: provinces_on(''2024-12-31'') has 63, provinces_on(''2026-01-01'') 34';

CREATE OR REPLACE MACRO comparable(which, part := NULL) AS TABLE
WITH placed AS (
    SELECT
        f.key, f.subject, f.year, f.score, f.score_decimals, f.unit, f.rank, f.ranked, f."group", f.conflict,
        f.confidence, f.settled, p.name, p.valid_from
    FROM facts f
    JOIN province p ON p.subject = f.subject AND p.valid_from <= make_date(f.year, 12, 31)
    WHERE f.index = which AND f.component IS NOT DISTINCT FROM part AND f.kind = 'province'
    QUALIFY row_number() OVER (PARTITION BY f.key ORDER BY p.valid_from DESC) = 1
)
SELECT
    t.today,
    t.today_name,
    f.year,
    CASE WHEN t.is_same THEN 'unit' ELSE 'member' END AS role,
    f.name,
    f.score,
    f.unit,
    f.rank,
    f.ranked,
    f."group",
    (
        SELECT count(DISTINCT o.subject)
        FROM province_today o
        WHERE o.today = t.today AND o.valid_from <= make_date(f.year, 12, 31)
            AND coalesce(o.valid_to, DATE '9999-12-31') >= least(make_date(f.year, 12, 31), coalesce(t.valid_to, DATE '9999-12-31'))
    ) AS members,
    f.conflict,
    f.confidence,
    f.settled,
    f.subject,
    f.score_decimals,
    f.key
FROM placed f
JOIN province_today t ON t.subject = f.subject AND t.valid_from = f.valid_from
ORDER BY t.today_name COLLATE vi, f.year, f.name COLLATE vi;
COMMENT ON MACRO TABLE comparable IS 'Series of an index for the units of today: comparable(''PCI''), comparable(''PCI'', part := ''tinh-minh-bach''). A unit that was merged begins with its first own edition (role unit); before that its members stand side by side (role member), each with its own figure; nothing is ever summed or averaged';
