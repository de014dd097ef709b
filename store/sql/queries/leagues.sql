-- The indices and components that revisions say something about.
SELECT DISTINCT revision_id, index, component
FROM observation
WHERE year IS NOT NULL AND revision_id IN (SELECT unnest(?));
