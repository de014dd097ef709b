-- Articles, the latest first; those whose text has some words, where words are given.
SELECT a.id, r.title, r.published, a.source_id AS source, a.url, c.revisions, c.seen_last,
    (SELECT count(*) FROM observation o WHERE o.revision_id = r.id) AS observations,
    CASE WHEN $words IS NULL THEN '' ELSE substring(
        r.text, greatest(1, CAST(position(lower($words) IN lower(r.text)) AS INTEGER) - 90), 220) END AS snippet
FROM current_revision c
JOIN revision r ON r.id = c.revision_id AND r.article_id = c.article_id
JOIN article a ON a.id = r.article_id
WHERE ($source IS NULL OR a.source_id = $source)
    AND ($words IS NULL OR contains(lower(r.text), lower($words)) OR contains(lower(r.title), lower($words)))
ORDER BY r.published DESC NULLS LAST, a.id
LIMIT $many OFFSET $start;
