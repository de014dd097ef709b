-- One observation with its sentence and where it comes from.
SELECT
    o.id AS observation_id, o.subject, coalesce(b.name, o.subject) AS name, o.index, o.component, o.year, o.attribute,
    o.scope, figure(o.value, o.stated_decimals, o.label) AS said, o.unit AS said_unit, o.status, o.rough,
    o.confidence, o.rule, s.text AS sentence, o.span_start - o.sentence_start AS value_start,
    o.span_end - o.sentence_start AS value_end, r.title, r.published, a.url, a.source_id AS source,
    c.revision_id IS NOT NULL AS is_current,
    (
        SELECT map_from_entries(list((t.slot, t.reason) ORDER BY t.slot))
        FROM observation_slot t
        WHERE t.observation_id = o.id AND t.reason <> 'none'
    ) AS reasons
FROM observation o
JOIN revision r ON r.id = o.revision_id
JOIN article a ON a.id = r.article_id
LEFT JOIN current_revision c ON c.revision_id = r.id
LEFT JOIN subject b ON b.id = o.subject
LEFT JOIN sentence s
    ON s.revision_id = o.revision_id AND s.span_start = o.sentence_start AND s.span_end = o.sentence_end
WHERE o.id = $id;
