-- The articles of which claims were found to be misread, as they were read from these observations.
SELECT a.id AS article_id, a.doc, r.id AS revision_id, r.published, r.text, r.title
FROM current_revision c
JOIN revision r ON r.id = c.revision_id AND r.article_id = c.article_id
JOIN article a ON a.id = r.article_id
WHERE a.id IN (SELECT unnest($articles))
ORDER BY a.doc, a.id;
