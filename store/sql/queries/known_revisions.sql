-- The digest of some revisions' readings, and when each was seen last.
SELECT r.id, r.digest, max(t.fetched_at) AS seen_last
FROM revision r
JOIN retrieval t ON t.revision_id = r.id
WHERE r.id IN (SELECT unnest(?))
GROUP BY r.id, r.digest;
