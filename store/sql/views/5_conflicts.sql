-- Conflicts for people.

CREATE OR REPLACE VIEW conflicts AS
WITH member AS (
    SELECT
        m.conflict_id,
        count(DISTINCT m.fact_id) AS facts,
        count(DISTINCT m.observation_id) AS observations,
        list_sort(list(DISTINCT m.value)) AS figures
    FROM conflict_member m
    GROUP BY m.conflict_id
)
SELECT
    c.id,
    c.kind,
    c.severity,
    c.state,
    coalesce(s.name, c.subject) AS name,
    c.subject,
    c.index,
    c.component,
    c.year,
    c.attribute,
    c.scope,
    m.figures,
    m.facts,
    m.observations,
    c.explanation_vi,
    c.explanation_en,
    fact_key(c.subject, c.index, c.component, c.year) AS key
FROM conflict c
JOIN member m ON m.conflict_id = c.id
LEFT JOIN subject s ON s.id = c.subject;
COMMENT ON VIEW conflicts IS 'What cannot all be true, in words';
COMMENT ON COLUMN conflicts.id IS 'The conflict, as "chiso show" takes it';
COMMENT ON COLUMN conflicts.kind IS 'value, arithmetic, rank_order, rank_shared, bounds, group, mean, revision (a page changed its figure) or reprint (a copy differs)';
COMMENT ON COLUMN conflicts.severity IS 'high (nothing decides), medium (a rule chose, or several may be wrong), low (a weak claim lost, or a consequence)';
COMMENT ON COLUMN conflicts.state IS 'open, settled by a rule, or decided by a reviewer';
COMMENT ON COLUMN conflicts.name IS 'The name of the subject that it is about';
COMMENT ON COLUMN conflicts.subject IS 'The subject';
COMMENT ON COLUMN conflicts.index IS 'Which index';
COMMENT ON COLUMN conflicts.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN conflicts.year IS 'The edition';
COMMENT ON COLUMN conflicts.attribute IS 'What it is about; score where score and rank collide';
COMMENT ON COLUMN conflicts.scope IS 'For ranks: national, or region/<slug>';
COMMENT ON COLUMN conflicts.figures IS 'The figures that collide';
COMMENT ON COLUMN conflicts.facts IS 'How many published figures are involved';
COMMENT ON COLUMN conflicts.observations IS 'How many observations are involved, for conflicts about single ones';
COMMENT ON COLUMN conflicts.explanation_vi IS 'What is wrong, in Vietnamese';
COMMENT ON COLUMN conflicts.explanation_en IS 'What is wrong, in English';
COMMENT ON COLUMN conflicts.key IS 'The key of the row of facts that it is about';
