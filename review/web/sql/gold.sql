-- What revisions state, as gold files have it.
SELECT o.id, o.revision_id, o.subject, o.index, o.component, o.year, o.attribute, o.value, o.label, o.unit, o.scope, o.ranked,
    o.status, o.rough, o.stated_decimals, s.text AS sentence, figure(o.value, o.stated_decimals, o.label) AS figure
FROM observation o
LEFT JOIN sentence s ON s.revision_id = o.revision_id AND s.span_start = o.sentence_start AND s.span_end = o.sentence_end
WHERE o.revision_id IN (SELECT unnest($revisions))
ORDER BY o.revision_id, o.span_start, o.id;
