-- The revision that speaks for each article: the one seen last. What an edited page said before is kept, but claims no more.

CREATE OR REPLACE VIEW current_revision AS
WITH seen AS (
    SELECT r.article_id, r.id AS revision_id, min(t.fetched_at) AS seen_first, max(t.fetched_at) AS seen_last
    FROM revision r
    JOIN retrieval t ON t.revision_id = r.id
    GROUP BY r.article_id, r.id
)
SELECT article_id, revision_id, seen_first, seen_last,
    count(*) OVER (PARTITION BY article_id) AS revisions
FROM seen
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seen_last DESC, revision_id) = 1;
COMMENT ON VIEW current_revision IS 'The revision that speaks for each article: the one seen last';
COMMENT ON COLUMN current_revision.article_id IS 'The article';
COMMENT ON COLUMN current_revision.revision_id IS 'Its revision seen last';
COMMENT ON COLUMN current_revision.seen_first IS 'When that revision was seen first, in UTC';
COMMENT ON COLUMN current_revision.seen_last IS 'When it was seen last, in UTC';
COMMENT ON COLUMN current_revision.revisions IS 'How many revisions of the article are known';

CREATE OR REPLACE VIEW current_observation AS
SELECT
    o.id,
    o.revision_id,
    o.subject,
    o.index,
    o.component,
    o.year,
    o.attribute,
    o.scope,
    o.value,
    o.label,
    o.stated_decimals,
    o.unit,
    o.ranked,
    o.status,
    o.rough,
    o.span_start,
    o.span_end,
    o.sentence_start,
    o.sentence_end,
    o.rule,
    o.confidence
FROM observation o
JOIN current_revision c ON c.revision_id = o.revision_id;
COMMENT ON VIEW current_observation IS 'The observations of current revisions: what articles say now';
COMMENT ON COLUMN current_observation.id IS 'Hash of revision, key, value and span';
COMMENT ON COLUMN current_observation.revision_id IS 'The revision that states it';
COMMENT ON COLUMN current_observation.subject IS 'Who is measured: province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN current_observation.index IS 'Which index';
COMMENT ON COLUMN current_observation.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN current_observation.year IS 'The edition, which is the year measured; NULL where the text does not say';
COMMENT ON COLUMN current_observation.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN current_observation.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN current_observation.value IS 'The number as written; NULL for a group';
COMMENT ON COLUMN current_observation.label IS 'The label of a group; NULL for a number';
COMMENT ON COLUMN current_observation.stated_decimals IS 'How many decimals were written';
COMMENT ON COLUMN current_observation.unit IS 'percent or point, as written; NULL for ranks and groups';
COMMENT ON COLUMN current_observation.ranked IS 'For a rank: how many are ranked, where written';
COMMENT ON COLUMN current_observation.status IS 'stated, or implied by order, streak or span';
COMMENT ON COLUMN current_observation.rough IS 'Whether the text says it roughly ("hơn", "gần", "trên")';
COMMENT ON COLUMN current_observation.span_start IS 'Where the value starts in the text';
COMMENT ON COLUMN current_observation.span_end IS 'Where the value ends';
COMMENT ON COLUMN current_observation.sentence_start IS 'Where its sentence starts';
COMMENT ON COLUMN current_observation.sentence_end IS 'Where its sentence ends';
COMMENT ON COLUMN current_observation.rule IS 'The rule that made it';
COMMENT ON COLUMN current_observation.confidence IS 'The chance that it was read rightly, from 0 to 1';
