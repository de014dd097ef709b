-- From one edition to the next: what the figures of both say, beside what sources say of the change.

CREATE OR REPLACE VIEW unit_change AS
SELECT
    'province/' || to_slug AS subject,
    happened,
    year(happened) AS first_edition,
    list_sort(list('province/' || from_slug)) AS forebears
FROM succession
WHERE kind IN ('merge', 'split')
GROUP BY to_slug, happened;
COMMENT ON VIEW unit_change IS 'When units got another territory: from that edition on their figures are about another land';
COMMENT ON COLUMN unit_change.subject IS 'The unit, as province/<slug>';
COMMENT ON COLUMN unit_change.happened IS 'The day';
COMMENT ON COLUMN unit_change.first_edition IS 'The first edition whose year ended with the new territory';
COMMENT ON COLUMN unit_change.forebears IS 'The units that its land belonged to before';

CREATE OR REPLACE VIEW unit_known_as AS
WITH name AS (
    SELECT DISTINCT slug FROM province
)
SELECT 'province/' || slug AS subject, 'province/' || slug AS also
FROM name
UNION
SELECT 'province/' || from_slug, 'province/' || to_slug FROM succession WHERE kind = 'rename'
UNION
SELECT 'province/' || to_slug, 'province/' || from_slug FROM succession WHERE kind = 'rename';
COMMENT ON VIEW unit_known_as IS 'Each province under its own slug and those it had before or after a mere change of name';
COMMENT ON COLUMN unit_known_as.subject IS 'province/<slug>';
COMMENT ON COLUMN unit_known_as.also IS 'The same unit under this or another slug';

CREATE OR REPLACE VIEW changes AS
WITH pair AS (
    SELECT
        b AS earlier,
        a AS later,
        (
            SELECT count(*) FROM unit_change u
            WHERE u.subject = a.subject AND u.first_edition > b.year AND u.first_edition <= a.year
        ) = 0 AS same_territory
    FROM facts a
    JOIN facts b
        ON b.index = a.index AND b.component IS NOT DISTINCT FROM a.component AND b.year = a.year - 1
    LEFT JOIN unit_known_as k ON k.subject = a.subject AND k.also = b.subject
    WHERE a.subject = b.subject OR k.also IS NOT NULL
)
SELECT
    later.name,
    later.subject,
    later.kind,
    later.index,
    later.component,
    later.year,
    earlier.rank AS rank_before,
    later.rank,
    CASE WHEN same_territory THEN earlier.rank - later.rank END AS rank_moved,
    later.rank_change AS rank_change_stated,
    earlier.score AS score_before,
    later.score,
    later.unit,
    CASE WHEN same_territory AND earlier.unit IS NOT DISTINCT FROM later.unit THEN later.score - earlier.score END
        AS score_moved,
    later.score_change AS score_change_stated,
    earlier.ranked AS ranked_before,
    later.ranked,
    same_territory,
    list_sort(list_distinct(list_concat(earlier.conflict, later.conflict))) AS conflict,
    least(earlier.confidence, later.confidence) AS confidence,
    earlier.key AS key_before,
    later.key
FROM pair
WHERE (earlier.rank IS NOT NULL AND later.rank IS NOT NULL)
    OR (earlier.score IS NOT NULL AND later.score IS NOT NULL);
COMMENT ON VIEW changes IS 'From one edition to the next, where both are known: computed from the two, beside what sources say of the change';
COMMENT ON COLUMN changes.name IS 'The subject''s name';
COMMENT ON COLUMN changes.subject IS 'The subject under the slug of the later edition; a mere change of name is followed';
COMMENT ON COLUMN changes.kind IS 'province, ministry, region or national';
COMMENT ON COLUMN changes.index IS 'Which index';
COMMENT ON COLUMN changes.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN changes.year IS 'The later edition; the other is the year before';
COMMENT ON COLUMN changes.rank_before IS 'The rank in the edition before';
COMMENT ON COLUMN changes.rank IS 'The rank in this edition';
COMMENT ON COLUMN changes.rank_moved IS 'Places gained, positive towards 1; NULL where the territory is another';
COMMENT ON COLUMN changes.rank_change_stated IS 'What sources say of it; positive towards 1';
COMMENT ON COLUMN changes.score_before IS 'The score in the edition before';
COMMENT ON COLUMN changes.score IS 'The score in this edition';
COMMENT ON COLUMN changes.unit IS 'percent or point';
COMMENT ON COLUMN changes.score_moved IS 'This score less the one before; NULL where unit or territory is another';
COMMENT ON COLUMN changes.score_change_stated IS 'What sources say of it';
COMMENT ON COLUMN changes.ranked_before IS 'How many were ranked in the edition before';
COMMENT ON COLUMN changes.ranked IS 'How many are ranked in this edition';
COMMENT ON COLUMN changes.same_territory IS 'Whether the unit has the same territory in both editions';
COMMENT ON COLUMN changes.conflict IS 'The kinds of conflict that a figure of either edition is suspected in';
COMMENT ON COLUMN changes.confidence IS 'Confidence of the least sure figure of both rows';
COMMENT ON COLUMN changes.key_before IS 'The key of the row of facts of the edition before';
COMMENT ON COLUMN changes.key IS 'The key of the row of facts of this edition';
