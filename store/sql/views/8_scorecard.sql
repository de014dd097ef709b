-- How sources fare: what their claims are worth where others speak of the same figure.

CREATE OR REPLACE VIEW sources_scorecard AS
WITH said AS (
    SELECT
        a.source_id,
        a.id AS article_id,
        e.fact_id,
        e.role,
        e.witness,
        o.status,
        f.settled
    FROM fact_evidence e
    JOIN fact f ON f.id = e.fact_id
    JOIN observation o ON o.id = e.observation_id
    JOIN revision r ON r.id = o.revision_id
    JOIN article a ON a.id = r.article_id
    WHERE e.role IN ('for', 'against')
),
spoken AS (
    SELECT fact_id, count(DISTINCT witness) AS witnesses, bool_or(role = 'against') AS contested
    FROM said
    GROUP BY fact_id
),
claimed AS (
    SELECT
        s.source_id,
        count(*) AS claims,
        count(*) FILTER (WHERE s.status = 'implied') AS implied,
        count(*) FILTER (WHERE s.witness <> s.article_id) AS reprinted,
        count(*) FILTER (WHERE w.witnesses > 1 OR s.settled = 'decided') AS judged,
        count(*) FILTER (WHERE s.role = 'for' AND (w.witnesses > 1 OR s.settled = 'decided')) AS upheld,
        count(*) FILTER (WHERE w.contested) AS contested,
        count(*) FILTER (WHERE w.contested AND s.role = 'for') AS contested_upheld,
        count(*) FILTER (WHERE s.settled = 'open') AS undecided
    FROM said s
    JOIN spoken w ON w.fact_id = s.fact_id
    GROUP BY s.source_id
),
made AS (
    SELECT
        a.source_id,
        count(DISTINCT a.id) AS articles,
        count(o.id) AS observations,
        min(r.published) AS first_published,
        max(r.published) AS last_published
    FROM article a
    JOIN current_revision c ON c.article_id = a.id
    JOIN revision r ON r.id = c.revision_id
    LEFT JOIN observation o ON o.revision_id = r.id
    GROUP BY a.source_id
)
SELECT
    s.id AS source,
    s.kind,
    s.owner,
    coalesce(m.articles, 0) AS articles,
    coalesce(m.observations, 0) AS observations,
    coalesce(c.claims, 0) AS claims,
    coalesce(c.implied, 0) AS implied,
    coalesce(c.reprinted, 0) AS reprinted,
    coalesce(c.judged, 0) AS judged,
    coalesce(c.upheld, 0) AS upheld,
    round((coalesce(c.upheld, 0) + 1) / (coalesce(c.judged, 0) + 2), 4) AS reliability,
    coalesce(c.contested, 0) AS contested,
    coalesce(c.contested_upheld, 0) AS contested_upheld,
    coalesce(c.undecided, 0) AS undecided,
    m.first_published,
    m.last_published
FROM source s
LEFT JOIN made m ON m.source_id = s.id
LEFT JOIN claimed c ON c.source_id = s.id;
COMMENT ON VIEW sources_scorecard IS 'How each source fares: only figures that another witness speaks of too, or a reviewer has decided, judge it';
COMMENT ON COLUMN sources_scorecard.source IS 'The host; "file" stands for all saved pages that do not say where they stood';
COMMENT ON COLUMN sources_scorecard.kind IS 'portal, press or file';
COMMENT ON COLUMN sources_scorecard.owner IS 'Whose it is, as province/<slug>, where its name says so';
COMMENT ON COLUMN sources_scorecard.articles IS 'How many of its articles are kept';
COMMENT ON COLUMN sources_scorecard.observations IS 'How many observations these make now';
COMMENT ON COLUMN sources_scorecard.claims IS 'How often its observations speak for or against a published figure';
COMMENT ON COLUMN sources_scorecard.implied IS 'Of the claims: how many are implied by order, streak or span';
COMMENT ON COLUMN sources_scorecard.reprinted IS 'Of the claims: how many belong to the witness of another article, as reprints do';
COMMENT ON COLUMN sources_scorecard.judged IS 'Of the claims: how many are on figures that another witness speaks of too, or a reviewer has decided';
COMMENT ON COLUMN sources_scorecard.upheld IS 'Of those judged: how many speak for what is published';
COMMENT ON COLUMN sources_scorecard.reliability IS '(upheld + 1) / (judged + 2): the mean of a Beta(1, 1) prior after the judged claims; 0.5 where nothing judges';
COMMENT ON COLUMN sources_scorecard.contested IS 'Of the claims: how many are on figures that somebody speaks against';
COMMENT ON COLUMN sources_scorecard.contested_upheld IS 'Of those contested: how many speak for what is published';
COMMENT ON COLUMN sources_scorecard.undecided IS 'Of the claims: how many are on figures where nothing decides yet';
COMMENT ON COLUMN sources_scorecard.first_published IS 'The date of its first article';
COMMENT ON COLUMN sources_scorecard.last_published IS 'The date of its last article';
