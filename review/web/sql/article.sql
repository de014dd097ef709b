-- An article as it was seen last.
SELECT a.id, r.title, r.published, a.source_id AS source, a.url, c.revisions, c.seen_first, c.seen_last, r.way, r.portal,
    r.id AS revision_id, r.text
FROM current_revision c
JOIN revision r ON r.id = c.revision_id AND r.article_id = c.article_id
JOIN article a ON a.id = r.article_id
WHERE a.id = $id;
