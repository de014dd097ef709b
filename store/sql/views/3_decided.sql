-- What decisions rest on now, and which claims they have put out of count.

CREATE OR REPLACE MACRO fingerprint(observations) AS
    left(sha256('11:fingerprint' || coalesce(list_aggregate(
        list_transform(list_sort(observations), lambda o: length(o) || ':' || o), 'string_agg', ''
    ), '')), 16);
COMMENT ON MACRO fingerprint IS 'The hash of some observations that decisions carry as the evidence they were made on';

CREATE OR REPLACE VIEW fact_ground AS
WITH claimed AS (
    SELECT m.fact_id, m.value AS figure, NULL AS observation_id
    FROM conflict_member m
    JOIN conflict c ON c.id = m.conflict_id
    WHERE c.kind IN ('value', 'reprint')
    UNION ALL
    SELECT f.id, figure(f.value, f.decimals, f.label), NULL
    FROM fact f
    WHERE f.settled NOT IN ('decided', 'derived')
    UNION ALL
    SELECT e.fact_id, figure(o.value, o.stated_decimals, o.label), o.id
    FROM fact_evidence e
    JOIN observation o ON o.id = e.observation_id
    WHERE e.role IN ('for', 'against')
),
told AS (
    SELECT
        fact_id,
        coalesce(list_sort(list(DISTINCT figure)), CAST([] AS VARCHAR[])) AS seen,
        coalesce(list_sort(list(observation_id) FILTER (WHERE observation_id IS NOT NULL)), CAST([] AS VARCHAR[]))
            AS observations
    FROM claimed
    GROUP BY fact_id
)
SELECT fact_id, seen, observations, fingerprint(observations) AS fingerprint
FROM told;
COMMENT ON VIEW fact_ground IS 'What a decision on a figure would be made on now';
COMMENT ON COLUMN fact_ground.fact_id IS 'The figure';
COMMENT ON COLUMN fact_ground.seen IS 'The figures that are claimed, on the scale of the index and as they are written';
COMMENT ON COLUMN fact_ground.observations IS 'The observations that claim them';
COMMENT ON COLUMN fact_ground.fingerprint IS 'A hash of these observations';

CREATE OR REPLACE VIEW rejected_observation AS
SELECT
    o.id AS observation_id,
    d.id AS decision_id,
    d.fact_id,
    d.verdict
FROM decision d
JOIN decision_standing s ON s.decision_id = d.id AND s.standing = 'stands'
JOIN decision_claim c ON c.decision_id = d.id
JOIN revision r ON r.article_id = c.article_id
JOIN current_observation o
    ON o.revision_id = r.id
    AND o.index = d.index AND o.component IS NOT DISTINCT FROM d.component AND o.year = d.year
    AND o.attribute = d.attribute AND o.scope IS NOT DISTINCT FROM d.scope AND o.subject = c.subject
    AND figure(o.value, o.stated_decimals, o.label) = c.figure
WHERE d.verdict IN ('misread', 'source_error');
COMMENT ON VIEW rejected_observation IS 'Observations of current revisions that do not count because a reviewer ruled that they are misread or that their source errs';
COMMENT ON COLUMN rejected_observation.observation_id IS 'The observation';
COMMENT ON COLUMN rejected_observation.decision_id IS 'The decision; there may be several';
COMMENT ON COLUMN rejected_observation.fact_id IS 'The figure that it claimed something about';
COMMENT ON COLUMN rejected_observation.verdict IS 'misread or source_error';
