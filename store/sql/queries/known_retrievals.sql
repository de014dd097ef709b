-- The revision and the article that some fetches hold.
SELECT t.id, r.id AS revision_id, r.article_id
FROM retrieval t
JOIN revision r ON r.id = t.revision_id
WHERE t.id IN (SELECT unnest(?));
