-- Decisions for people: how each stands today.

CREATE OR REPLACE VIEW decisions AS
WITH ground AS (
    SELECT fact_id, seen, fingerprint FROM fact_ground WHERE fact_id IN (SELECT fact_id FROM decision)
)
SELECT
    d.id,
    fact_key(d.subject, d.index, d.component, d.year) AS key,
    coalesce(b.name, d.subject) AS name,
    d.index,
    d.component,
    d.year,
    d.attribute,
    d.scope,
    d.verdict,
    figure(d.value, d.decimals, d.label) AS figure,
    d.unit,
    d.reason,
    d.reviewer,
    d.made_at,
    CASE
        WHEN s.standing IS NULL THEN 'waiting'
        WHEN s.standing <> 'stands' THEN s.standing
        WHEN d.verdict IN ('claim', 'value', 'none', 'both') THEN
            CASE
                WHEN f.id IS NULL THEN 'vanished'
                WHEN f.stale THEN 'stale'
                WHEN f.settled = 'decided' THEN 'applied'
                ELSE 'waiting'
            END
        WHEN d.verdict IN ('misread', 'source_error') THEN
            CASE WHEN d.id IN (SELECT decision_id FROM rejected_observation) THEN 'applied' ELSE 'moot' END
        WHEN d.verdict = 'defer' THEN
            CASE WHEN d.until <= current_date THEN 'due' ELSE 'deferred' END
        WHEN d.verdict = 'comment' THEN 'noted'
        ELSE 'applied'
    END AS state,
    d.seen AS seen_then,
    coalesce(g.seen, CAST([] AS VARCHAR[])) AS seen_now,
    d.verdict <> 'undo' AND d.fingerprint IS DISTINCT FROM coalesce(g.fingerprint, fingerprint(CAST([] AS VARCHAR[])))
        AS evidence_changed,
    d.also,
    d.slot,
    d.correction,
    d.source,
    d.until,
    d.conflict_id,
    d.supersedes,
    s.by_decision,
    d.fact_id,
    d.fingerprint,
    d.seq,
    d.batch
FROM decision d
LEFT JOIN decision_standing s ON s.decision_id = d.id
LEFT JOIN fact f ON f.id = d.fact_id
LEFT JOIN ground g ON g.fact_id = d.fact_id
LEFT JOIN subject b ON b.id = d.subject;
COMMENT ON VIEW decisions IS 'What reviewers ruled, and how each ruling stands today';
COMMENT ON COLUMN decisions.id IS 'The decision, as "chiso undo" takes it';
COMMENT ON COLUMN decisions.key IS 'The key of the row of facts that it is about';
COMMENT ON COLUMN decisions.name IS 'The subject''s name';
COMMENT ON COLUMN decisions.index IS 'Which index';
COMMENT ON COLUMN decisions.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN decisions.year IS 'The edition';
COMMENT ON COLUMN decisions.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN decisions.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN decisions.verdict IS 'claim (the figure of these claims is right), value (another is), none, both (preliminary and final), misread (extracted wrongly), source_error, defer, comment or undo';
COMMENT ON COLUMN decisions.figure IS 'The figure that was ruled to be right';
COMMENT ON COLUMN decisions.unit IS 'Its unit';
COMMENT ON COLUMN decisions.reason IS 'Why';
COMMENT ON COLUMN decisions.reviewer IS 'Who';
COMMENT ON COLUMN decisions.made_at IS 'When, in UTC';
COMMENT ON COLUMN decisions.state IS 'applied; stale (the evidence has turned against it); vanished (nobody claims anything of it any more); disputed (reviewers differ, none is applied); replaced or undone by another; moot (the claim that it rejects is not made any more); deferred, due, noted, waiting';
COMMENT ON COLUMN decisions.seen_then IS 'The figures that were claimed when it was made';
COMMENT ON COLUMN decisions.seen_now IS 'The figures that are claimed now';
COMMENT ON COLUMN decisions.evidence_changed IS 'Whether other observations claim them than then, be it the same figures';
COMMENT ON COLUMN decisions.also IS 'Figures that were right too, as preliminary ones';
COMMENT ON COLUMN decisions.slot IS 'What was misread';
COMMENT ON COLUMN decisions.correction IS 'What it should have been';
COMMENT ON COLUMN decisions.source IS 'Where a figure that no article claims is from';
COMMENT ON COLUMN decisions.until IS 'Until when it is put off';
COMMENT ON COLUMN decisions.conflict_id IS 'The conflict that was looked at';
COMMENT ON COLUMN decisions.supersedes IS 'The decisions that it replaces or takes back';
COMMENT ON COLUMN decisions.by_decision IS 'The decision that replaced or undid it, or that it is disputed with';
COMMENT ON COLUMN decisions.fact_id IS 'The figure that it is about';
COMMENT ON COLUMN decisions.fingerprint IS 'Hash of the observations that it was made on';
COMMENT ON COLUMN decisions.seq IS 'Larger than that of any decision that was known when it was made';
COMMENT ON COLUMN decisions.batch IS 'What was decided in one go has the same mark';
