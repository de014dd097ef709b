-- What may wait for a reviewer: every conflict, with what its worth is made of.
WITH member AS (
    SELECT
        conflict_id,
        list_sort(list(DISTINCT fact_id) FILTER (WHERE role = 'suspect')) AS suspects,
        list_sort(list(DISTINCT value)) AS figures
    FROM conflict_member
    GROUP BY conflict_id
),
suspect AS (
    SELECT DISTINCT conflict_id, fact_id FROM conflict_member WHERE role = 'suspect'
),
heard AS (
    SELECT
        s.conflict_id,
        count(DISTINCT e.witness) FILTER (WHERE e.role = 'for') AS speaking_for,
        count(DISTINCT e.witness) FILTER (WHERE e.role = 'against') AS against,
        list_sort(list(DISTINCT a.source_id)) AS sources
    FROM suspect s
    JOIN fact_evidence e ON e.fact_id = s.fact_id AND e.role IN ('for', 'against')
    JOIN observation o ON o.id = e.observation_id
    JOIN revision r ON r.id = o.revision_id
    JOIN article a ON a.id = r.article_id
    GROUP BY s.conflict_id
),
touched AS (
    SELECT s.conflict_id, count(DISTINCT m.fact_id) AS facts
    FROM suspect s
    JOIN conflict_member t ON t.fact_id = s.fact_id AND t.conflict_id <> s.conflict_id
    JOIN conflict_member m ON m.conflict_id = t.conflict_id AND m.fact_id <> s.fact_id
    GROUP BY s.conflict_id
),
derived AS (
    SELECT s.conflict_id, count(DISTINCT g.fact_id) AS facts
    FROM suspect s
    JOIN fact_evidence e ON e.fact_id = s.fact_id AND e.role = 'for'
    JOIN fact_evidence g ON g.observation_id = e.observation_id AND g.role = 'ground'
    GROUP BY s.conflict_id
),
opened AS (
    SELECT conflict_id, min(known_from) AS opened FROM conflict_history GROUP BY conflict_id
)
SELECT
    c.id, c.kind, c.severity, c.state, c.subject, coalesce(b.name, c.subject) AS name, c.index, c.component, c.year,
    c.attribute, c.scope, m.figures, m.suspects, c.explanation_vi, c.explanation_en,
    coalesce(h.speaking_for, 0) AS speaking_for, coalesce(h.against, 0) AS against,
    coalesce(h.sources, CAST([] AS VARCHAR[])) AS sources,
    coalesce(t.facts, 0) + coalesce(d.facts, 0) AS dependents,
    o.opened
FROM conflict c
JOIN member m ON m.conflict_id = c.id
LEFT JOIN subject b ON b.id = c.subject
LEFT JOIN heard h ON h.conflict_id = c.id
LEFT JOIN touched t ON t.conflict_id = c.id
LEFT JOIN derived d ON d.conflict_id = c.id
LEFT JOIN opened o ON o.conflict_id = c.id
WHERE m.suspects IS NOT NULL
ORDER BY c.id;
