-- From each figure to the sentences that say it or something else.

CREATE OR REPLACE VIEW evidence AS
WITH reason AS (
    SELECT observation_id, map_from_entries(list((slot, reason) ORDER BY slot)) AS reasons
    FROM observation_slot
    WHERE reason <> 'none'
    GROUP BY observation_id
),
part AS (
    SELECT fact_id, observation_id, role, witness, weight FROM fact_evidence
    UNION ALL
    SELECT DISTINCT x.fact_id, x.observation_id, 'rejected', r.article_id, CAST(0 AS DOUBLE)
    FROM rejected_observation x
    JOIN observation o ON o.id = x.observation_id
    JOIN revision r ON r.id = o.revision_id
)
SELECT
    f.fact_id,
    f.key,
    f.name,
    f.index,
    f.component,
    f.year,
    f.attribute,
    f.scope,
    f.figure AS published_figure,
    e.role,
    figure(o.value, o.stated_decimals, o.label) AS said,
    o.unit AS said_unit,
    s.text AS sentence,
    r.title,
    a.url,
    a.source_id AS source,
    r.published,
    o.rule,
    q.reasons,
    o.status,
    o.rough,
    o.confidence,
    e.witness,
    e.weight,
    o.id AS observation_id,
    o.span_start - o.sentence_start AS value_start,
    o.span_end - o.sentence_start AS value_end
FROM part e
JOIN facts_long f ON f.fact_id = e.fact_id
JOIN observation o ON o.id = e.observation_id
JOIN revision r ON r.id = o.revision_id
JOIN article a ON a.id = r.article_id
LEFT JOIN sentence s
    ON s.revision_id = o.revision_id AND s.span_start = o.sentence_start AND s.span_end = o.sentence_end
LEFT JOIN reason q ON q.observation_id = o.id;
COMMENT ON VIEW evidence IS 'What spoke for and against each published figure: the sentence, the article, the rule and its reasons';
COMMENT ON COLUMN evidence.fact_id IS 'The published figure';
COMMENT ON COLUMN evidence.key IS 'The key of its row in facts';
COMMENT ON COLUMN evidence.name IS 'The subject''s name';
COMMENT ON COLUMN evidence.index IS 'Which index';
COMMENT ON COLUMN evidence.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN evidence.year IS 'The edition';
COMMENT ON COLUMN evidence.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN evidence.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN evidence.published_figure IS 'What is published';
COMMENT ON COLUMN evidence.role IS 'for, against, aside (another unit or field), ground (a derived figure rests on it) or rejected (a reviewer ruled that it does not count)';
COMMENT ON COLUMN evidence.said IS 'What the article says';
COMMENT ON COLUMN evidence.said_unit IS 'In which unit';
COMMENT ON COLUMN evidence.sentence IS 'The sentence that says it';
COMMENT ON COLUMN evidence.title IS 'The article''s title';
COMMENT ON COLUMN evidence.url IS 'Where the article stands';
COMMENT ON COLUMN evidence.source IS 'The host, or "file"';
COMMENT ON COLUMN evidence.published IS 'When the article was published';
COMMENT ON COLUMN evidence.rule IS 'The rule that read it';
COMMENT ON COLUMN evidence.reasons IS 'Why subject, index, component, year and scope were filled as they were';
COMMENT ON COLUMN evidence.status IS 'stated or implied';
COMMENT ON COLUMN evidence.rough IS 'Whether it is said roughly';
COMMENT ON COLUMN evidence.confidence IS 'The chance that it was read rightly';
COMMENT ON COLUMN evidence.witness IS 'The independent witness that it belongs to: reprints are one';
COMMENT ON COLUMN evidence.weight IS 'What it adds to the log-odds of the published figure';
COMMENT ON COLUMN evidence.observation_id IS 'The observation';
COMMENT ON COLUMN evidence.value_start IS 'Where the value starts in the sentence, in code points';
COMMENT ON COLUMN evidence.value_end IS 'Where it ends';

CREATE OR REPLACE VIEW reprints AS
WITH printed AS (
    SELECT DISTINCT fact_id, key, attribute, scope, witness, url, source, published, title, said, role
    FROM evidence
    WHERE role IN ('for', 'against')
)
SELECT
    fact_id,
    key,
    attribute,
    scope,
    witness,
    row_number() OVER (PARTITION BY fact_id, witness, role ORDER BY published NULLS LAST, url, said) AS place,
    source,
    published,
    url,
    title,
    said,
    role
FROM printed
QUALIFY count(DISTINCT url) OVER (PARTITION BY fact_id, witness, role) > 1;
COMMENT ON VIEW reprints IS 'Who printed what when, where several articles are one witness: the same text, the same long sentence, the same source or sources that copy one another';
COMMENT ON COLUMN reprints.fact_id IS 'The figure';
COMMENT ON COLUMN reprints.key IS 'The key of its row in facts';
COMMENT ON COLUMN reprints.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN reprints.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN reprints.witness IS 'The witness that they are together';
COMMENT ON COLUMN reprints.place IS 'Their order by date of publication, from 1; undated ones come last';
COMMENT ON COLUMN reprints.source IS 'The host, or "file"';
COMMENT ON COLUMN reprints.published IS 'When the article was published';
COMMENT ON COLUMN reprints.url IS 'Where the article stands';
COMMENT ON COLUMN reprints.title IS 'The article''s title';
COMMENT ON COLUMN reprints.said IS 'What the article says';
COMMENT ON COLUMN reprints.role IS 'Whether it speaks for or against what is published';
