-- Which of some revisions no fetch holds any more.
SELECT r.id
FROM revision r
WHERE r.id IN (SELECT unnest(?)) AND NOT EXISTS (FROM retrieval t WHERE t.revision_id = r.id);
