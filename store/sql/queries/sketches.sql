-- By what reprints are known, of the current revisions that claim something about the leagues at hand. A revision
-- that claims in several leagues comes once for each.
SELECT DISTINCT o.index, coalesce(o.component, '') AS component, r.words, k.sketch
FROM current_observation o
JOIN at_hand u ON u.index = o.index AND u.component IS NOT DISTINCT FROM o.component
JOIN revision r ON r.id = o.revision_id
JOIN revision_sketch k ON k.revision_id = r.id
WHERE o.year IS NOT NULL;
