-- Observations whose value does not stand in their sentence, and sentences that are not in the text.
SELECT 'value outside of its sentence' AS what, o.id
FROM observation o
WHERE o.span_start < o.sentence_start OR o.span_end > o.sentence_end OR o.span_start >= o.span_end
UNION ALL
SELECT 'observation without sentence', o.id
FROM observation o
WHERE NOT EXISTS (
    FROM sentence s
    WHERE s.revision_id = o.revision_id AND s.span_start = o.sentence_start AND s.span_end = o.sentence_end
)
UNION ALL
SELECT 'sentence that the text has not', s.revision_id || ':' || s.span_start
FROM sentence s
JOIN revision r ON r.id = s.revision_id
WHERE substring(r.text, s.span_start + 1, s.span_end - s.span_start) <> s.text
ORDER BY what, id;
