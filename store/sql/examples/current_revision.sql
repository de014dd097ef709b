-- Pages that were edited after they were first read, and since when the present text stands.
SELECT a.url, c.revisions, c.seen_first
FROM current_revision c
JOIN article a ON a.id = c.article_id
WHERE c.revisions > 1
ORDER BY c.revisions DESC, a.url
LIMIT 20;
