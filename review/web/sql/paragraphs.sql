-- From where to where the blocks reach that some sentences stand in.
SELECT o.id AS observation_id, min(b.span_start) AS first, max(b.span_end) AS last
FROM observation o
JOIN block b ON b.revision_id = o.revision_id AND b.span_start < o.sentence_end AND b.span_end > o.sentence_start
WHERE o.id IN (SELECT unnest($observations))
GROUP BY o.id;
