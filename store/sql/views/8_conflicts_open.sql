-- What waits for a person, the gravest first.

CREATE OR REPLACE VIEW conflicts_open AS
WITH spoken AS (
    SELECT
        m.conflict_id,
        count(DISTINCT e.witness) AS witnesses,
        list_sort(list(DISTINCT a.source_id)) AS sources
    FROM conflict_member m
    JOIN fact_evidence e
        ON e.fact_id = m.fact_id AND (m.observation_id IS NULL OR m.observation_id = e.observation_id)
    JOIN observation o ON o.id = e.observation_id
    JOIN revision r ON r.id = o.revision_id
    JOIN article a ON a.id = r.article_id
    GROUP BY m.conflict_id
)
SELECT
    row_number() OVER (
        ORDER BY list_position(['high', 'medium', 'low'], c.severity), c.year DESC, c.index,
            c.component NULLS FIRST, c.kind, c.id
    ) AS turn,
    c.id,
    c.kind,
    c.severity,
    c.name,
    c.subject,
    c.index,
    c.component,
    c.year,
    c.attribute,
    c.scope,
    c.figures,
    coalesce(s.witnesses, 0) AS witnesses,
    coalesce(s.sources, CAST([] AS VARCHAR[])) AS sources,
    c.explanation_vi,
    c.explanation_en,
    c.key
FROM conflicts c
LEFT JOIN spoken s ON s.conflict_id = c.id
WHERE c.state = 'open';
COMMENT ON VIEW conflicts_open IS 'Conflicts that nothing has settled, with who speaks of them; turn orders them, the gravest and latest first';
COMMENT ON COLUMN conflicts_open.turn IS 'The place in the order, from 1: graver first, then later editions';
COMMENT ON COLUMN conflicts_open.id IS 'The conflict, as "chiso show" takes it';
COMMENT ON COLUMN conflicts_open.kind IS 'Its kind, as in conflicts';
COMMENT ON COLUMN conflicts_open.severity IS 'high, medium or low';
COMMENT ON COLUMN conflicts_open.name IS 'The name of the subject that it is about';
COMMENT ON COLUMN conflicts_open.subject IS 'The subject';
COMMENT ON COLUMN conflicts_open.index IS 'Which index';
COMMENT ON COLUMN conflicts_open.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN conflicts_open.year IS 'The edition';
COMMENT ON COLUMN conflicts_open.attribute IS 'What it is about';
COMMENT ON COLUMN conflicts_open.scope IS 'For ranks: national, or region/<slug>';
COMMENT ON COLUMN conflicts_open.figures IS 'The figures that collide';
COMMENT ON COLUMN conflicts_open.witnesses IS 'How many independent witnesses speak of the figures involved';
COMMENT ON COLUMN conflicts_open.sources IS 'Which hosts they are; "file" for saved pages that do not say';
COMMENT ON COLUMN conflicts_open.explanation_vi IS 'What is wrong, in Vietnamese';
COMMENT ON COLUMN conflicts_open.explanation_en IS 'What is wrong, in English';
COMMENT ON COLUMN conflicts_open.key IS 'The key of the row of facts that it is about';
