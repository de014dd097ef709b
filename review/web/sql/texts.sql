-- The texts of some revisions.
SELECT id, text FROM revision WHERE id IN (SELECT unnest($revisions));
