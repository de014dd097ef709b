-- Facts, a figure a row and a row for each subject and edition.

CREATE OR REPLACE VIEW facts_long AS
WITH flag AS (
    SELECT m.fact_id, list_sort(list(DISTINCT c.kind)) AS kinds
    FROM conflict_member m
    JOIN conflict c ON c.id = m.conflict_id
    WHERE m.role = 'suspect' AND c.state <> 'decided'
    GROUP BY m.fact_id
)
SELECT
    f.id AS fact_id,
    fact_key(f.subject, f.index, f.component, f.year) AS key,
    f.subject,
    split_part(f.subject, '/', 1) AS kind,
    coalesce(s.name, f.subject) AS name,
    f.index,
    f.component,
    f.year,
    f.attribute,
    f.scope,
    f.value,
    f.label,
    figure(f.value, f.decimals, f.label) AS figure,
    f.decimals,
    f.unit,
    f.ranked,
    coalesce(flag.kinds, CAST([] AS VARCHAR[])) AS conflict,
    f.confidence,
    f.sources,
    f.settled,
    f.status,
    f.rough,
    f.decision_id,
    f.stale
FROM fact f
LEFT JOIN subject s ON s.id = f.subject
LEFT JOIN flag ON flag.fact_id = f.id;
COMMENT ON VIEW facts_long IS 'Published figures, one a row, regional ranks included';
COMMENT ON COLUMN facts_long.fact_id IS 'The id of the figure; joins fact_evidence and conflict_member';
COMMENT ON COLUMN facts_long.key IS 'The key of its row in facts, as "chiso show" takes it';
COMMENT ON COLUMN facts_long.subject IS 'province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN facts_long.kind IS 'province, ministry, region or national';
COMMENT ON COLUMN facts_long.name IS 'The subject''s name';
COMMENT ON COLUMN facts_long.index IS 'Which index';
COMMENT ON COLUMN facts_long.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN facts_long.year IS 'The edition: the year that was measured';
COMMENT ON COLUMN facts_long.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN facts_long.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN facts_long.value IS 'The number; NULL for a group';
COMMENT ON COLUMN facts_long.label IS 'The label of a group';
COMMENT ON COLUMN facts_long.figure IS 'The number with just the decimals that are known, or the label';
COMMENT ON COLUMN facts_long.decimals IS 'How many decimals are known';
COMMENT ON COLUMN facts_long.unit IS 'percent or point';
COMMENT ON COLUMN facts_long.ranked IS 'For a rank: how many are ranked';
COMMENT ON COLUMN facts_long.conflict IS 'The kinds of conflict that it is suspected in and that no reviewer has decided';
COMMENT ON COLUMN facts_long.confidence IS 'From 0 to 1';
COMMENT ON COLUMN facts_long.sources IS 'How many independent witnesses say it; 0 for a derived figure';
COMMENT ON COLUMN facts_long.settled IS 'single, agreed, most precise, stated over implied, within bounds, majority, weighed, open, decided or derived';
COMMENT ON COLUMN facts_long.status IS 'stated or implied';
COMMENT ON COLUMN facts_long.rough IS 'Whether only rough words are known';
COMMENT ON COLUMN facts_long.decision_id IS 'The reviewer''s decision on it';
COMMENT ON COLUMN facts_long.stale IS 'Whether that decision waits for a new one because the evidence has changed';

CREATE OR REPLACE VIEW facts AS
WITH witness AS (
    SELECT f.subject, f.index, f.component, f.year, count(DISTINCT e.witness) AS sources
    FROM fact_evidence e
    JOIN fact f ON f.id = e.fact_id
    WHERE e.role = 'for' AND (f.scope IS NULL OR f.scope = 'national')
    GROUP BY ALL
),
wide AS (
    SELECT
        key, subject, kind, name, index, component, year,
        max(value) FILTER (WHERE attribute = 'score') AS score,
        max(unit) FILTER (WHERE attribute = 'score') AS unit,
        max(decimals) FILTER (WHERE attribute = 'score') AS score_decimals,
        max(value) FILTER (WHERE attribute = 'rank') AS rank,
        max(ranked) FILTER (WHERE attribute = 'rank') AS ranked,
        max(value) FILTER (WHERE attribute = 'score_change') AS score_change,
        max(unit) FILTER (WHERE attribute = 'score_change') AS change_unit,
        max(value) FILTER (WHERE attribute = 'rank_change') AS rank_change,
        max(label) FILTER (WHERE attribute = 'group') AS label,
        list_sort(list_distinct(flatten(list(conflict)))) AS conflict,
        min(confidence) AS confidence,
        max(settled) FILTER (WHERE attribute = 'score') AS score_settled,
        max(settled) FILTER (WHERE attribute = 'rank') AS rank_settled,
        max(settled) AS other_settled,
        bool_or(settled = 'open') AS is_open
    FROM facts_long
    WHERE scope IS NULL OR scope = 'national'
    GROUP BY key, subject, kind, name, index, component, year
)
SELECT
    CASE WHEN w.kind = 'province' THEN w.name END AS province,
    w.subject,
    w.index,
    w.component,
    w.year,
    w.score,
    coalesce(w.unit, w.change_unit) AS unit,
    CAST(w.rank AS INTEGER) AS rank,
    w.ranked,
    CASE WHEN w.unit IS NULL OR w.change_unit IS NULL OR w.unit = w.change_unit THEN w.score_change END
        AS score_change,
    CAST(w.rank_change AS INTEGER) AS rank_change,
    w.label AS "group",
    w.conflict,
    w.confidence,
    coalesce(e.sources, 0) AS sources,
    CASE WHEN w.is_open THEN 'open' ELSE coalesce(w.score_settled, w.rank_settled, w.other_settled) END
        AS settled,
    w.kind,
    w.name,
    w.score_decimals,
    w.score_settled,
    w.rank_settled,
    w.key
FROM wide w
LEFT JOIN witness e
    ON e.subject = w.subject AND e.index = w.index AND e.year = w.year
    AND e.component IS NOT DISTINCT FROM w.component;
COMMENT ON VIEW facts IS 'What is known about each subject in each edition of an index or component: start here';
COMMENT ON COLUMN facts.province IS 'The province''s name; NULL for ministries, regions and the nation, see name';
COMMENT ON COLUMN facts.subject IS 'province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN facts.index IS 'Which index: PAR_INDEX, SIPAS, PCI, PAPI, DTI, …; see index_definition';
COMMENT ON COLUMN facts.component IS 'Which part of the index; NULL for the index as a whole; see index_component';
COMMENT ON COLUMN facts.year IS 'The edition: the year that was measured, not the year of publication';
COMMENT ON COLUMN facts.score IS 'The score, on the scale of the index; see index_scale';
COMMENT ON COLUMN facts.unit IS 'Unit of score and score_change: percent or point';
COMMENT ON COLUMN facts.rank IS 'The national rank, 1 is best; ministries are ranked apart from provinces';
COMMENT ON COLUMN facts.ranked IS 'How many are ranked';
COMMENT ON COLUMN facts.score_change IS 'Change of the score from the edition before; up is positive';
COMMENT ON COLUMN facts.rank_change IS 'Change of the rank from the edition before; up, towards 1, is positive';
COMMENT ON COLUMN facts."group" IS 'The group that the index sorts it into';
COMMENT ON COLUMN facts.conflict IS 'The kinds of conflict that some figure of the row is suspected in and that no reviewer has decided; empty if none';
COMMENT ON COLUMN facts.confidence IS 'Confidence of the least sure figure of the row, from 0 to 1';
COMMENT ON COLUMN facts.sources IS 'How many independent witnesses say some figure of the row';
COMMENT ON COLUMN facts.settled IS 'How the score (else the rank, else the rest) was settled; open if any figure is';
COMMENT ON COLUMN facts.kind IS 'province, ministry, region or national';
COMMENT ON COLUMN facts.name IS 'The subject''s name, whoever it is';
COMMENT ON COLUMN facts.score_decimals IS 'How many decimals of the score are known';
COMMENT ON COLUMN facts.score_settled IS 'How the score was settled';
COMMENT ON COLUMN facts.rank_settled IS 'How the rank was settled';
COMMENT ON COLUMN facts.key IS 'The key of the row, as "chiso show" takes it';

CREATE OR REPLACE VIEW fact_scope_rank AS
SELECT
    f.subject,
    any_value(f.name) AS name,
    f.scope,
    coalesce(any_value(r.name), f.scope) AS region,
    f.index,
    f.component,
    f.year,
    CAST(max(f.value) FILTER (WHERE f.attribute = 'rank') AS INTEGER) AS rank,
    max(f.ranked) FILTER (WHERE f.attribute = 'rank') AS ranked,
    CAST(max(f.value) FILTER (WHERE f.attribute = 'rank_change') AS INTEGER) AS rank_change,
    list_sort(list_distinct(flatten(list(f.conflict)))) AS conflict,
    min(f.confidence) AS confidence,
    max(f.sources) AS sources
FROM facts_long f
LEFT JOIN region r ON r.subject = f.scope
WHERE f.scope LIKE 'region/%'
GROUP BY f.subject, f.scope, f.index, f.component, f.year;
COMMENT ON VIEW fact_scope_rank IS 'Ranks within a region, kept apart from the national ranks of facts';
COMMENT ON COLUMN fact_scope_rank.subject IS 'Who is ranked';
COMMENT ON COLUMN fact_scope_rank.name IS 'The subject''s name';
COMMENT ON COLUMN fact_scope_rank.scope IS 'The region it is ranked in, as region/<slug>';
COMMENT ON COLUMN fact_scope_rank.region IS 'The region''s name';
COMMENT ON COLUMN fact_scope_rank.index IS 'Which index';
COMMENT ON COLUMN fact_scope_rank.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN fact_scope_rank.year IS 'The edition';
COMMENT ON COLUMN fact_scope_rank.rank IS 'The rank within the region, 1 is best';
COMMENT ON COLUMN fact_scope_rank.ranked IS 'How many of the region are ranked, where a source says so';
COMMENT ON COLUMN fact_scope_rank.rank_change IS 'Change of that rank; up is positive';
COMMENT ON COLUMN fact_scope_rank.conflict IS 'The kinds of conflict that it is suspected in and that no reviewer has decided';
COMMENT ON COLUMN fact_scope_rank.confidence IS 'From 0 to 1';
COMMENT ON COLUMN fact_scope_rank.sources IS 'How many independent witnesses say it';
