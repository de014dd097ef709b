-- The units that bore another name before, with the name they had.
SELECT subject, also
FROM unit_known_as
WHERE also <> subject
ORDER BY subject
LIMIT 20;
