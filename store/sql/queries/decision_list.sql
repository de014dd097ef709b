-- Decisions, the latest first.
SELECT *
FROM decisions
WHERE ($state IS NULL OR state = $state) AND ($reviewer IS NULL OR reviewer = $reviewer)
    AND ($index IS NULL OR index = $index)
ORDER BY seq DESC, made_at DESC, id;
