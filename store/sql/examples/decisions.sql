-- Decisions that wait for a new look: contradicted, without evidence, or disputed between reviewers.
SELECT key, attribute, figure, reviewer, made_at, state, seen_then, seen_now
FROM decisions
ORDER BY state IN ('stale', 'vanished', 'disputed') DESC, made_at DESC;
