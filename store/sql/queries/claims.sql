-- What current revisions claim about the leagues at hand, but for what reviewers have rejected.
SELECT
    o.id, o.subject, o.index, o.component, o.year, o.attribute, o.scope, o.value, o.label, o.stated_decimals,
    o.unit, o.ranked, o.status, o.rough, o.confidence, o.span_start, o.revision_id,
    r.article_id, r.words, r.published, r.portal,
    coalesce(s.said, '') AS said,
    a.source_id, c.kind AS source_kind, c.owner AS source_owner
FROM current_observation o
JOIN at_hand u ON u.index = o.index AND u.component IS NOT DISTINCT FROM o.component
JOIN revision r ON r.id = o.revision_id
JOIN article a ON a.id = r.article_id
JOIN source c ON c.id = a.source_id
LEFT JOIN sentence s
    ON s.revision_id = o.revision_id AND s.span_start = o.sentence_start AND s.span_end = o.sentence_end
WHERE o.year IS NOT NULL AND o.id NOT IN (SELECT observation_id FROM rejected_observation);
