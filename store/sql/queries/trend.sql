-- One subject through the editions of an index, with the figures that conflicts set against each other.
WITH rival AS (
    SELECT c.key, list(struct_pack(kind := c.kind, attribute := c.attribute, figures := c.figures, state := c.state)
        ORDER BY c.kind, c.attribute) AS conflicts
    FROM conflicts c
    WHERE c.state <> 'decided' AND c.index = $index AND coalesce(c.scope, 'national') = 'national'
    GROUP BY c.key
)
SELECT t.*, coalesce(r.conflicts, []) AS rivals
FROM trend($subject, $index, part := $component) t
LEFT JOIN rival r ON r.key = t.key
ORDER BY t.year;
