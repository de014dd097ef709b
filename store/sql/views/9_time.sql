-- What was known at any time, and what became of the units that were measured.

CREATE OR REPLACE MACRO facts_long_as_of(moment) AS TABLE
SELECT
    h.fact_id,
    fact_key(h.subject, h.index, h.component, h.year) AS key,
    h.subject,
    split_part(h.subject, '/', 1) AS kind,
    coalesce(s.name, h.subject) AS name,
    h.index,
    h.component,
    h.year,
    h.attribute,
    h.scope,
    h.value,
    h.label,
    figure(h.value, h.decimals, h.label) AS figure,
    h.decimals,
    h.unit,
    h.ranked,
    h.conflict,
    h.confidence,
    h.sources,
    h.settled,
    h.status,
    h.rough,
    h.decision_id,
    h.stale
FROM fact_history h
LEFT JOIN subject s ON s.id = h.subject
WHERE h.known_from <= CAST(moment AS TIMESTAMP) AND (h.known_to IS NULL OR h.known_to > CAST(moment AS TIMESTAMP));
COMMENT ON MACRO TABLE facts_long_as_of IS 'facts_long as it was at a moment (UTC): facts_long_as_of(''2026-01-31 12:00'')';

CREATE OR REPLACE MACRO facts_as_of(moment) AS TABLE
WITH known AS (
    SELECT
        h.*,
        fact_key(h.subject, h.index, h.component, h.year) AS key,
        split_part(h.subject, '/', 1) AS kind,
        coalesce(s.name, h.subject) AS name
    FROM fact_history h
    LEFT JOIN subject s ON s.id = h.subject
    WHERE h.known_from <= CAST(moment AS TIMESTAMP)
        AND (h.known_to IS NULL OR h.known_to > CAST(moment AS TIMESTAMP))
        AND (h.scope IS NULL OR h.scope = 'national')
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
        len(list_distinct(flatten(list(witnesses)))) AS sources,
        max(settled) FILTER (WHERE attribute = 'score') AS score_settled,
        max(settled) FILTER (WHERE attribute = 'rank') AS rank_settled,
        max(settled) AS other_settled,
        bool_or(settled = 'open') AS is_open
    FROM known
    GROUP BY key, subject, kind, name, index, component, year
)
SELECT
    CASE WHEN kind = 'province' THEN name END AS province,
    subject,
    index,
    component,
    year,
    score,
    coalesce(unit, change_unit) AS unit,
    CAST(rank AS INTEGER) AS rank,
    ranked,
    CASE WHEN unit IS NULL OR change_unit IS NULL OR unit = change_unit THEN score_change END AS score_change,
    CAST(rank_change AS INTEGER) AS rank_change,
    label AS "group",
    conflict,
    confidence,
    sources,
    CASE WHEN is_open THEN 'open' ELSE coalesce(score_settled, rank_settled, other_settled) END AS settled,
    kind,
    name,
    score_decimals,
    score_settled,
    rank_settled,
    key
FROM wide;
COMMENT ON MACRO TABLE facts_as_of IS 'facts as it was at a moment (UTC): facts_as_of(''2026-01-31 12:00'')';

CREATE OR REPLACE MACRO facts_between(earlier, later) AS TABLE
SELECT
    coalesce(a.key, b.key) AS key,
    coalesce(a.name, b.name) AS name,
    coalesce(a.index, b.index) AS index,
    coalesce(a.component, b.component) AS component,
    coalesce(a.year, b.year) AS year,
    coalesce(a.attribute, b.attribute) AS attribute,
    coalesce(a.scope, b.scope) AS scope,
    CASE
        WHEN b.fact_id IS NULL THEN 'new'
        WHEN a.fact_id IS NULL THEN 'gone'
        WHEN a.figure IS DISTINCT FROM b.figure OR a.unit IS DISTINCT FROM b.unit THEN 'changed'
        WHEN a.settled <> b.settled OR a.stale <> b.stale OR a.conflict IS DISTINCT FROM b.conflict
            OR a.decision_id IS DISTINCT FROM b.decision_id THEN 'settled'
        ELSE 'weighed'
    END AS what,
    b.figure AS figure_before,
    a.figure AS figure_after,
    b.unit AS unit_before,
    a.unit AS unit_after,
    b.settled AS settled_before,
    a.settled AS settled_after,
    b.confidence AS confidence_before,
    a.confidence AS confidence_after,
    b.sources AS sources_before,
    a.sources AS sources_after,
    b.conflict AS conflict_before,
    a.conflict AS conflict_after,
    a.decision_id,
    coalesce(a.fact_id, b.fact_id) AS fact_id
FROM facts_long_as_of(earlier) b
FULL JOIN facts_long_as_of(later) a ON a.fact_id = b.fact_id
WHERE (a.figure, a.unit, a.settled, a.confidence, a.sources, a.conflict, a.decision_id, a.stale, a.ranked, a.fact_id)
    IS DISTINCT FROM
    (b.figure, b.unit, b.settled, b.confidence, b.sources, b.conflict, b.decision_id, b.stale, b.ranked, b.fact_id);
COMMENT ON MACRO TABLE facts_between IS 'Figures that were published otherwise at a later moment than at an earlier one: new, gone, changed, settled otherwise, or only weighed otherwise';

CREATE OR REPLACE VIEW fact_versions AS
SELECT
    fact_key(h.subject, h.index, h.component, h.year) AS key,
    coalesce(s.name, h.subject) AS name,
    h.index,
    h.component,
    h.year,
    h.attribute,
    h.scope,
    figure(h.value, h.decimals, h.label) AS figure,
    h.unit,
    h.settled,
    h.confidence,
    h.sources,
    h.conflict,
    h.stale,
    h.known_from,
    h.known_to,
    m.cause,
    h.decision_id,
    h.fact_id
FROM fact_history h
LEFT JOIN moment m ON m.known_at = h.known_from
LEFT JOIN subject s ON s.id = h.subject;
COMMENT ON VIEW fact_versions IS 'Every version of every figure, with the time in which it was published';
COMMENT ON COLUMN fact_versions.key IS 'The key of its row in facts';
COMMENT ON COLUMN fact_versions.name IS 'The subject''s name';
COMMENT ON COLUMN fact_versions.index IS 'Which index';
COMMENT ON COLUMN fact_versions.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN fact_versions.year IS 'The edition';
COMMENT ON COLUMN fact_versions.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN fact_versions.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN fact_versions.figure IS 'What was published; NULL where a reviewer ruled that no figure is right';
COMMENT ON COLUMN fact_versions.unit IS 'percent or point, for scores and their changes';
COMMENT ON COLUMN fact_versions.settled IS 'How it was chosen';
COMMENT ON COLUMN fact_versions.confidence IS 'From 0 to 1';
COMMENT ON COLUMN fact_versions.sources IS 'How many independent witnesses said it';
COMMENT ON COLUMN fact_versions.conflict IS 'The kinds of conflict that it was suspected in';
COMMENT ON COLUMN fact_versions.stale IS 'Whether a decision on it waited for a new one';
COMMENT ON COLUMN fact_versions.known_from IS 'From when on it was published, in UTC';
COMMENT ON COLUMN fact_versions.known_to IS 'Until when, in UTC; NULL where it is published now';
COMMENT ON COLUMN fact_versions.cause IS 'What was done then: ingest, update, decide, undo, …';
COMMENT ON COLUMN fact_versions.decision_id IS 'The decision on it';
COMMENT ON COLUMN fact_versions.fact_id IS 'The figure';
