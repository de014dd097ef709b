-- What replaced revisions claimed about the leagues at hand and their articles' current ones claim otherwise.
WITH said AS (
    SELECT r.article_id, o.*
    FROM current_observation o
    JOIN at_hand u ON u.index = o.index AND u.component IS NOT DISTINCT FROM o.component
    JOIN revision r ON r.id = o.revision_id
    WHERE o.year IS NOT NULL
)
SELECT
    o.id, o.subject, o.index, o.component, o.year, o.attribute, o.scope, o.value, o.label, o.stated_decimals,
    o.unit, o.ranked, o.status, o.rough, o.confidence, o.span_start, o.revision_id,
    r.article_id, r.words, r.published, r.portal,
    '' AS said,
    a.source_id, c.kind AS source_kind, c.owner AS source_owner
FROM observation o
JOIN at_hand u ON u.index = o.index AND u.component IS NOT DISTINCT FROM o.component
JOIN revision r ON r.id = o.revision_id
JOIN article a ON a.id = r.article_id
JOIN source c ON c.id = a.source_id
SEMI JOIN said s
    ON s.article_id = r.article_id AND s.subject = o.subject AND s.index = o.index AND s.year = o.year
    AND s.component IS NOT DISTINCT FROM o.component
    AND s.attribute = o.attribute AND s.scope IS NOT DISTINCT FROM o.scope
ANTI JOIN said t
    ON t.article_id = r.article_id AND t.subject = o.subject AND t.index = o.index AND t.year = o.year
    AND t.component IS NOT DISTINCT FROM o.component
    AND t.attribute = o.attribute AND t.scope IS NOT DISTINCT FROM o.scope
    AND t.value IS NOT DISTINCT FROM o.value AND t.label IS NOT DISTINCT FROM o.label
ANTI JOIN current_revision n ON n.revision_id = o.revision_id
WHERE o.year IS NOT NULL;
