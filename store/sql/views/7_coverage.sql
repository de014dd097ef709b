-- How much of each edition is known.

CREATE OR REPLACE VIEW coverage AS
WITH said AS (
    SELECT
        split_part(o.subject, '/', 1) AS kind, o.index, o.component, o.year,
        count(*) AS observations,
        count(DISTINCT r.article_id) AS articles,
        count(DISTINCT a.source_id) AS sources
    FROM current_observation o
    JOIN revision r ON r.id = o.revision_id
    JOIN article a ON a.id = r.article_id
    WHERE o.year IS NOT NULL
    GROUP BY ALL
),
known AS (
    SELECT
        kind, index, component, year,
        count(*) AS subjects,
        count(score) AS scores,
        count(rank) AS ranks,
        count(*) FILTER (WHERE len(conflict) > 0) AS flagged
    FROM facts
    GROUP BY ALL
)
SELECT
    k.index, k.component, k.year, k.kind,
    k.subjects,
    k.scores,
    k.ranks,
    x.ranked AS expected,
    CASE WHEN x.ranked IS NOT NULL THEN round(k.ranks / x.ranked, 3) END AS share,
    k.flagged,
    coalesce(s.observations, 0) AS observations,
    coalesce(s.articles, 0) AS articles,
    coalesce(s.sources, 0) AS sources
FROM known k
LEFT JOIN said s
    ON s.kind = k.kind AND s.index = k.index AND s.year = k.year AND s.component IS NOT DISTINCT FROM k.component
LEFT JOIN index_ranked x
    ON x.index = k.index AND x.kind = k.kind AND k.year BETWEEN x.year_from AND coalesce(x.year_to, k.year);
COMMENT ON VIEW coverage IS 'How much of each edition is known, and from how many articles';
COMMENT ON COLUMN coverage.index IS 'Which index';
COMMENT ON COLUMN coverage.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN coverage.year IS 'The edition';
COMMENT ON COLUMN coverage.kind IS 'province, ministry, region or national';
COMMENT ON COLUMN coverage.subjects IS 'How many subjects something is known about';
COMMENT ON COLUMN coverage.scores IS 'How many scores are known';
COMMENT ON COLUMN coverage.ranks IS 'How many national ranks are known';
COMMENT ON COLUMN coverage.expected IS 'How many the edition ranks';
COMMENT ON COLUMN coverage.share IS 'Part of the ranks that is known, from 0 to 1; above 1 where more subjects are ranked than expected';
COMMENT ON COLUMN coverage.flagged IS 'How many subjects have a conflict';
COMMENT ON COLUMN coverage.observations IS 'How many observations articles make now';
COMMENT ON COLUMN coverage.articles IS 'From how many articles';
COMMENT ON COLUMN coverage.sources IS 'From how many hosts';
