-- A league table with the figures that open conflicts set against each other.
WITH rival AS (
    SELECT c.key, list(struct_pack(kind := c.kind, attribute := c.attribute, figures := c.figures, state := c.state)
        ORDER BY c.kind, c.attribute) AS conflicts
    FROM conflicts c
    WHERE c.state <> 'decided' AND c.index = $index AND c.year = $year AND coalesce(c.scope, 'national') = 'national'
    GROUP BY c.key
)
SELECT l.*, coalesce(r.conflicts, []) AS rivals
FROM league($index, $year, part := $component, who := $who) l
LEFT JOIN rival r ON r.key = l.key
ORDER BY l.rank NULLS LAST, l.score DESC NULLS LAST, l.name COLLATE vi;
