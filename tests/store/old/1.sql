-- The store as its first version made it. Frozen: the migrations must bring it to what a new store is.
-- The record of migrations; made before the first of them.

CREATE TABLE IF NOT EXISTS migration (
    version INTEGER PRIMARY KEY,
    name VARCHAR NOT NULL,
    applied TIMESTAMP NOT NULL
);
COMMENT ON TABLE migration IS 'The migrations applied to this file, in order; the highest is the version of the schema';
COMMENT ON COLUMN migration.version IS 'Its number, from 1';
COMMENT ON COLUMN migration.name IS 'What it does';
COMMENT ON COLUMN migration.applied IS 'When, in UTC';
-- What the store knows about itself.

CREATE TABLE meta (
    name VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE meta IS 'Marks of what views, reference data and rules the store was made with last';
COMMENT ON COLUMN meta.name IS 'views, reference or rules';
COMMENT ON COLUMN meta.value IS 'A hash or a number';
-- Where texts come from: sources, snapshots, articles and their revisions.
-- Keys are declared only on tables whose rows are never replaced: DuckDB may refuse to insert a key that was
-- deleted in the same transaction while another connection still reads. The checks watch the others.

CREATE TABLE source (
    id VARCHAR PRIMARY KEY,
    kind VARCHAR NOT NULL,
    owner VARCHAR
);
COMMENT ON TABLE source IS 'A host that articles come from; one row stands for all files without an address';
COMMENT ON COLUMN source.id IS 'The host in lower case, or "file" for saved pages that do not say where they stood';
COMMENT ON COLUMN source.kind IS 'portal (an authority''s site), press, or file';
COMMENT ON COLUMN source.owner IS 'The subject whose portal or newspaper it is, as province/<slug>, where its name says so';

CREATE TABLE snapshot (
    id VARCHAR PRIMARY KEY,
    size BIGINT NOT NULL,
    body BLOB,
    path VARCHAR
);
COMMENT ON TABLE snapshot IS 'The bytes of a page as they were fetched; equal bytes are one snapshot';
COMMENT ON COLUMN snapshot.id IS 'sha256 of the bytes, in hex';
COMMENT ON COLUMN snapshot.size IS 'Length in bytes';
COMMENT ON COLUMN snapshot.body IS 'The bytes, compressed with gzip; NULL for a large page, which path leads to';
COMMENT ON COLUMN snapshot.path IS 'Where the bytes of a large page are: a file, compressed if it ends in .gz';

CREATE TABLE article (
    id VARCHAR PRIMARY KEY,
    url VARCHAR NOT NULL,
    source_id VARCHAR NOT NULL,
    doc VARCHAR NOT NULL
);
COMMENT ON TABLE article IS 'An article, over all its revisions';
COMMENT ON COLUMN article.id IS 'Hash of the URL';
COMMENT ON COLUMN article.url IS 'Where it stands; a file: URL for a saved page that does not say';
COMMENT ON COLUMN article.source_id IS 'The source that published it';
COMMENT ON COLUMN article.doc IS 'A short name for people: the last piece of the URL without its ending';

CREATE TABLE revision (
    id VARCHAR NOT NULL,
    article_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    published DATE,
    way VARCHAR NOT NULL,
    portal VARCHAR,
    text VARCHAR NOT NULL,
    words VARCHAR NOT NULL,
    digest VARCHAR NOT NULL
);
COMMENT ON TABLE revision IS 'One text that an article had. The revision seen last speaks for the article; see current_revision';
COMMENT ON COLUMN revision.id IS 'Hash of article and text';
COMMENT ON COLUMN revision.article_id IS 'The article';
COMMENT ON COLUMN revision.title IS 'Its title';
COMMENT ON COLUMN revision.published IS 'The date that the page gives itself';
COMMENT ON COLUMN revision.way IS 'Which reader made the text: text, html or trafilatura';
COMMENT ON COLUMN revision.portal IS 'The subject whose portal the page belongs to, where the reader knows';
COMMENT ON COLUMN revision.text IS 'Canonical text (NFC); every span in this database counts its code points from 0, the end not included';
COMMENT ON COLUMN revision.words IS 'Hash of the words of the body without case, marks and layout: equal for reprints';
COMMENT ON COLUMN revision.digest IS 'Hash of all that was read from the text, so that a re-reading that changes nothing is seen as such';

CREATE TABLE retrieval (
    id VARCHAR NOT NULL,
    snapshot_id VARCHAR NOT NULL,
    revision_id VARCHAR NOT NULL,
    url VARCHAR NOT NULL,
    final_url VARCHAR NOT NULL,
    http_status INTEGER NOT NULL,
    headers JSON NOT NULL,
    tls_verified BOOLEAN,
    fetched_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE retrieval IS 'When and how a snapshot was fetched, and the revision that was read from it';
COMMENT ON COLUMN retrieval.id IS 'Hash of snapshot, URL and time';
COMMENT ON COLUMN retrieval.snapshot_id IS 'The bytes';
COMMENT ON COLUMN retrieval.revision_id IS 'The revision of an article that the bytes hold';
COMMENT ON COLUMN retrieval.url IS 'What was asked for';
COMMENT ON COLUMN retrieval.final_url IS 'What answered after redirects, empty if the same';
COMMENT ON COLUMN retrieval.http_status IS 'HTTP status; 200 for a file that could be read';
COMMENT ON COLUMN retrieval.headers IS 'Headers of the answer as a JSON object';
COMMENT ON COLUMN retrieval.tls_verified IS 'Whether the certificate was verified; NULL where no TLS was spoken';
COMMENT ON COLUMN retrieval.fetched_at IS 'When, in UTC; for a saved page the time of the file';

CREATE TABLE block (
    revision_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    kind VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    table_number INTEGER,
    row_number INTEGER,
    column_number INTEGER,
    row_span INTEGER,
    column_span INTEGER,
    header BOOLEAN,
    path VARCHAR NOT NULL
);
COMMENT ON TABLE block IS 'The pieces that a revision''s text consists of';
COMMENT ON COLUMN block.revision_id IS 'The revision';
COMMENT ON COLUMN block.position IS 'Its place among the blocks, from 0';
COMMENT ON COLUMN block.kind IS 'title, heading, lead, paragraph, item, cell, caption, byline or furniture';
COMMENT ON COLUMN block.span_start IS 'Where it starts in the text';
COMMENT ON COLUMN block.span_end IS 'Where it ends';
COMMENT ON COLUMN block.table_number IS 'For a cell: which table of the text, from 0';
COMMENT ON COLUMN block.row_number IS 'For a cell: its row, from 0';
COMMENT ON COLUMN block.column_number IS 'For a cell: its column, from 0';
COMMENT ON COLUMN block.row_span IS 'For a cell: how many rows it covers';
COMMENT ON COLUMN block.column_span IS 'For a cell: how many columns it covers';
COMMENT ON COLUMN block.header IS 'For a cell: whether it is a header';
COMMENT ON COLUMN block.path IS 'The way back to the page: a CSS path, or a line number of a text';
-- What the texts state: observations with the sentence and the reason of every slot.

CREATE TABLE sentence (
    revision_id VARCHAR NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    said VARCHAR NOT NULL
);
COMMENT ON TABLE sentence IS 'The sentences that carry observations';
COMMENT ON COLUMN sentence.revision_id IS 'The revision';
COMMENT ON COLUMN sentence.span_start IS 'Where it starts in the text';
COMMENT ON COLUMN sentence.span_end IS 'Where it ends';
COMMENT ON COLUMN sentence.text IS 'The sentence as written';
COMMENT ON COLUMN sentence.said IS 'Hash of its words, equal where another article says the same; empty for a short one';

CREATE TABLE observation (
    id VARCHAR NOT NULL,
    revision_id VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    value DECIMAL(12, 4),
    label VARCHAR,
    stated_decimals INTEGER NOT NULL,
    unit VARCHAR,
    ranked INTEGER,
    status VARCHAR NOT NULL,
    rough BOOLEAN NOT NULL,
    span_start INTEGER NOT NULL,
    span_end INTEGER NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    rule VARCHAR NOT NULL,
    confidence DOUBLE NOT NULL
);
COMMENT ON TABLE observation IS 'One value that one revision states about one subject; superseded revisions keep theirs';
COMMENT ON COLUMN observation.id IS 'Hash of revision, key, value and span';
COMMENT ON COLUMN observation.revision_id IS 'The revision that states it';
COMMENT ON COLUMN observation.subject IS 'Who is measured: province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN observation.index IS 'Which index';
COMMENT ON COLUMN observation.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN observation.year IS 'The edition, which is the year measured; NULL where the text does not say';
COMMENT ON COLUMN observation.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN observation.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN observation.value IS 'The number as written; NULL for a group';
COMMENT ON COLUMN observation.label IS 'The label of a group; NULL for a number';
COMMENT ON COLUMN observation.stated_decimals IS 'How many decimals were written';
COMMENT ON COLUMN observation.unit IS 'percent or point, as written; NULL for ranks and groups';
COMMENT ON COLUMN observation.ranked IS 'For a rank: how many are ranked, where written';
COMMENT ON COLUMN observation.status IS 'stated, or implied by order, streak or span';
COMMENT ON COLUMN observation.rough IS 'Whether the text says it roughly ("hơn", "gần", "trên")';
COMMENT ON COLUMN observation.span_start IS 'Where the value starts in the text';
COMMENT ON COLUMN observation.span_end IS 'Where the value ends';
COMMENT ON COLUMN observation.sentence_start IS 'Where its sentence starts';
COMMENT ON COLUMN observation.sentence_end IS 'Where its sentence ends';
COMMENT ON COLUMN observation.rule IS 'The rule that made it';
COMMENT ON COLUMN observation.confidence IS 'The chance that it was read rightly, from 0 to 1';

CREATE TABLE observation_slot (
    observation_id VARCHAR NOT NULL,
    slot VARCHAR NOT NULL,
    value VARCHAR,
    span_start INTEGER,
    span_end INTEGER,
    reason VARCHAR NOT NULL
);
COMMENT ON TABLE observation_slot IS 'Why an observation is about what it is about';
COMMENT ON COLUMN observation_slot.observation_id IS 'The observation';
COMMENT ON COLUMN observation_slot.slot IS 'subject, index, component, year or scope';
COMMENT ON COLUMN observation_slot.value IS 'What fills the slot';
COMMENT ON COLUMN observation_slot.span_start IS 'Where in the text that is said; NULL where only context says it';
COMMENT ON COLUMN observation_slot.span_end IS 'Where that ends';
COMMENT ON COLUMN observation_slot.reason IS 'Why it was taken: own words, clause, sentence, heading, title, portal, …';
-- What all sources together say. Computed from observations, decisions and reference data alone; thrown away
-- and computed again at will.

CREATE TABLE fact (
    id VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER NOT NULL,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    value DECIMAL(12, 4),
    label VARCHAR,
    decimals INTEGER NOT NULL,
    unit VARCHAR,
    ranked INTEGER,
    status VARCHAR NOT NULL,
    rough BOOLEAN NOT NULL,
    confidence DOUBLE NOT NULL,
    sources INTEGER NOT NULL,
    settled VARCHAR NOT NULL,
    decision_id VARCHAR,
    stale BOOLEAN NOT NULL
);
COMMENT ON TABLE fact IS 'One published figure: what observations, arithmetic and decisions say about one attribute';
COMMENT ON COLUMN fact.id IS 'Hash of subject, index, component, year, attribute and scope';
COMMENT ON COLUMN fact.subject IS 'Who is measured, under the slug of that edition';
COMMENT ON COLUMN fact.index IS 'Which index';
COMMENT ON COLUMN fact.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN fact.year IS 'The edition';
COMMENT ON COLUMN fact.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN fact.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN fact.value IS 'The figure, on the scale of its index; NULL for a group, and where a reviewer ruled that none is right';
COMMENT ON COLUMN fact.label IS 'The label of a group';
COMMENT ON COLUMN fact.decimals IS 'How many decimals of it are known';
COMMENT ON COLUMN fact.unit IS 'percent or point, as the index counts';
COMMENT ON COLUMN fact.ranked IS 'For a rank: how many are ranked';
COMMENT ON COLUMN fact.status IS 'stated by a source, or implied';
COMMENT ON COLUMN fact.rough IS 'Whether only rough words are known';
COMMENT ON COLUMN fact.confidence IS 'From 0 to 1: noisy-or of the independent witnesses, lowered by those against it; 1 if decided';
COMMENT ON COLUMN fact.sources IS 'How many independent witnesses say it; 0 for a derived figure';
COMMENT ON COLUMN fact.settled IS 'single, agreed, most precise, stated over implied, within bounds, majority, open, decided or derived';
COMMENT ON COLUMN fact.decision_id IS 'The decision on it, applied unless stale';
COMMENT ON COLUMN fact.stale IS 'Whether the evidence has turned against the decision, so that it waits for a new one';

CREATE TABLE fact_evidence (
    fact_id VARCHAR NOT NULL,
    observation_id VARCHAR NOT NULL,
    role VARCHAR NOT NULL,
    witness VARCHAR NOT NULL,
    weight DOUBLE NOT NULL
);
COMMENT ON TABLE fact_evidence IS 'What spoke for and against each fact';
COMMENT ON COLUMN fact_evidence.fact_id IS 'The fact';
COMMENT ON COLUMN fact_evidence.observation_id IS 'The observation';
COMMENT ON COLUMN fact_evidence.role IS 'for, against, aside (another unit or field: proves nothing), ground (a derived value rests on it)';
COMMENT ON COLUMN fact_evidence.witness IS 'The independent witness that it belongs to, named by an article''s id: reprints are one';
COMMENT ON COLUMN fact_evidence.weight IS 'What it adds to the log-odds of the fact; their sum and ln(1 - exp(-sum of the positive ones)) give the confidence';

CREATE TABLE conflict (
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    severity VARCHAR NOT NULL,
    state VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER NOT NULL,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    explanation_vi VARCHAR NOT NULL,
    explanation_en VARCHAR NOT NULL
);
COMMENT ON TABLE conflict IS 'Things that cannot all be true';
COMMENT ON COLUMN conflict.id IS 'Hash of kind, key and figures: the same conflict keeps its id';
COMMENT ON COLUMN conflict.kind IS 'value, arithmetic, rank_order, rank_shared, bounds, group or mean';
COMMENT ON COLUMN conflict.severity IS 'high (nothing decides), medium (a rule chose, or several may be wrong), low (a weak claim lost, or a consequence)';
COMMENT ON COLUMN conflict.state IS 'open, settled by a rule, or decided by a reviewer';
COMMENT ON COLUMN conflict.subject IS 'Who it is about, or the first of them';
COMMENT ON COLUMN conflict.index IS 'Which index';
COMMENT ON COLUMN conflict.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN conflict.year IS 'The edition';
COMMENT ON COLUMN conflict.attribute IS 'What it is about; score where score and rank collide';
COMMENT ON COLUMN conflict.scope IS 'For ranks: national, or region/<slug>';
COMMENT ON COLUMN conflict.explanation_vi IS 'What is wrong, in Vietnamese';
COMMENT ON COLUMN conflict.explanation_en IS 'What is wrong, in English';

CREATE TABLE conflict_member (
    conflict_id VARCHAR NOT NULL,
    position INTEGER NOT NULL,
    role VARCHAR NOT NULL,
    fact_id VARCHAR NOT NULL,
    observation_id VARCHAR,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE conflict_member IS 'The parts of a conflict';
COMMENT ON COLUMN conflict_member.conflict_id IS 'The conflict';
COMMENT ON COLUMN conflict_member.position IS 'Its place, from 0';
COMMENT ON COLUMN conflict_member.role IS 'suspect (its fact is flagged) or beside (what it collides with)';
COMMENT ON COLUMN conflict_member.fact_id IS 'The fact';
COMMENT ON COLUMN conflict_member.observation_id IS 'The observation, where it is about a single one';
COMMENT ON COLUMN conflict_member.value IS 'The figure';

CREATE TABLE unreconciled (
    index VARCHAR NOT NULL,
    component VARCHAR
);
COMMENT ON TABLE unreconciled IS 'Parts of the store whose observations have changed since their facts were computed';
COMMENT ON COLUMN unreconciled.index IS 'Which index';
COMMENT ON COLUMN unreconciled.component IS 'Which part of it; NULL for the index as a whole';
-- What reviewers ruled: a projection of the decision files, append-only.

CREATE TABLE decision (
    id VARCHAR PRIMARY KEY,
    subject VARCHAR NOT NULL,
    index VARCHAR NOT NULL,
    component VARCHAR,
    year INTEGER NOT NULL,
    attribute VARCHAR NOT NULL,
    scope VARCHAR,
    verdict VARCHAR NOT NULL,
    value DECIMAL(12, 4),
    label VARCHAR,
    decimals INTEGER NOT NULL,
    unit VARCHAR,
    seen VARCHAR[] NOT NULL,
    fingerprint VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    reviewer VARCHAR NOT NULL,
    made_at TIMESTAMP NOT NULL,
    supersedes VARCHAR
);
COMMENT ON TABLE decision IS 'What reviewers ruled; rows are only ever added';
COMMENT ON COLUMN decision.id IS 'Given by the decision file';
COMMENT ON COLUMN decision.subject IS 'Who is measured';
COMMENT ON COLUMN decision.index IS 'Which index';
COMMENT ON COLUMN decision.component IS 'Which part of it; NULL for the index as a whole';
COMMENT ON COLUMN decision.year IS 'The edition';
COMMENT ON COLUMN decision.attribute IS 'score, rank, score_change, rank_change or group';
COMMENT ON COLUMN decision.scope IS 'For ranks and their changes: national, or region/<slug>';
COMMENT ON COLUMN decision.verdict IS 'value (this figure), none (no figure is right) or undo (takes back what it supersedes)';
COMMENT ON COLUMN decision.value IS 'The figure that was ruled';
COMMENT ON COLUMN decision.label IS 'The label of a group that was ruled';
COMMENT ON COLUMN decision.decimals IS 'How many decimals of the figure are known';
COMMENT ON COLUMN decision.unit IS 'percent or point, as the index counts';
COMMENT ON COLUMN decision.seen IS 'The figures that were claimed when it was made: what contradicts it and is not among them makes it stale';
COMMENT ON COLUMN decision.fingerprint IS 'Hash of the evidence that it was made on';
COMMENT ON COLUMN decision.reason IS 'Why, in the reviewer''s words';
COMMENT ON COLUMN decision.reviewer IS 'Who';
COMMENT ON COLUMN decision.made_at IS 'When, in UTC';
COMMENT ON COLUMN decision.supersedes IS 'The decision that this one replaces or takes back';

CREATE TABLE decision_refused (
    why VARCHAR
);
COMMENT ON TABLE decision_refused IS 'Always empty: what the guards of the table decision pretend to write to';
COMMENT ON COLUMN decision_refused.why IS 'Never filled';

CREATE TRIGGER decision_keeps_its_rows AFTER UPDATE ON decision FOR EACH STATEMENT
    INSERT INTO decision_refused SELECT error('decisions are append-only: add one that supersedes it');
CREATE TRIGGER decision_loses_no_rows AFTER DELETE ON decision FOR EACH STATEMENT
    INSERT INTO decision_refused SELECT error('decisions are append-only: add one that takes it back');
-- What was done to the store, and what could not be done.

CREATE TABLE run (
    id VARCHAR PRIMARY KEY,
    command VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    started TIMESTAMP NOT NULL,
    finished TIMESTAMP NOT NULL,
    outcome VARCHAR NOT NULL,
    articles_new INTEGER NOT NULL,
    articles_revised INTEGER NOT NULL,
    articles_reread INTEGER NOT NULL,
    articles_unchanged INTEGER NOT NULL,
    observations_new INTEGER NOT NULL,
    problems INTEGER NOT NULL
);
COMMENT ON TABLE run IS 'The runs that wrote to the store';
COMMENT ON COLUMN run.id IS 'Hash of command and start';
COMMENT ON COLUMN run.command IS 'What was run';
COMMENT ON COLUMN run.version IS 'The version of chiso';
COMMENT ON COLUMN run.started IS 'When it started, in UTC';
COMMENT ON COLUMN run.finished IS 'When it ended, in UTC';
COMMENT ON COLUMN run.outcome IS 'done, or done with problems';
COMMENT ON COLUMN run.articles_new IS 'Articles that were not in the store';
COMMENT ON COLUMN run.articles_revised IS 'Articles whose text had changed';
COMMENT ON COLUMN run.articles_reread IS 'Articles with the same text that was read differently';
COMMENT ON COLUMN run.articles_unchanged IS 'Articles that were in the store just so';
COMMENT ON COLUMN run.observations_new IS 'Observations that were not in the store';
COMMENT ON COLUMN run.problems IS 'Pages that could not be read';

CREATE TABLE ingest_problem (
    id VARCHAR NOT NULL,
    place VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    advice VARCHAR NOT NULL,
    seen_first TIMESTAMP NOT NULL
);
COMMENT ON TABLE ingest_problem IS 'Pages that could not be read. A page that is read later leaves this table';
COMMENT ON COLUMN ingest_problem.id IS 'Hash of place and reason';
COMMENT ON COLUMN ingest_problem.place IS 'The file or URL';
COMMENT ON COLUMN ingest_problem.reason IS 'What is wrong with it';
COMMENT ON COLUMN ingest_problem.advice IS 'What to do about it';
COMMENT ON COLUMN ingest_problem.seen_first IS 'When that was met first, in UTC';
-- The reference data, so that analysts can join names, regions and scales. Filled from the files of normalize/data.

CREATE TABLE subject (
    id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_en VARCHAR
);
COMMENT ON TABLE subject IS 'Everybody who can be measured';
COMMENT ON COLUMN subject.id IS 'province/<slug>, ministry/<slug>, region/<slug> or national';
COMMENT ON COLUMN subject.kind IS 'province, ministry, region or national';
COMMENT ON COLUMN subject.name IS 'The name, as it is or was last';
COMMENT ON COLUMN subject.name_en IS 'The name without diacritics, for provinces';

CREATE TABLE province (
    slug VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    gso VARCHAR NOT NULL,
    iso VARCHAR NOT NULL,
    region VARCHAR NOT NULL,
    valid_from DATE NOT NULL,
    valid_to DATE,
    name_en VARCHAR NOT NULL
);
COMMENT ON TABLE province IS 'Spells of provinces: a row for each time between two changes of name, kind or territory';
COMMENT ON COLUMN province.slug IS 'The slug';
COMMENT ON COLUMN province.subject IS 'province/<slug>, as in facts';
COMMENT ON COLUMN province.name IS 'The name in that time';
COMMENT ON COLUMN province.kind IS 'tinh or thanh-pho';
COMMENT ON COLUMN province.gso IS 'Code of the General Statistics Office';
COMMENT ON COLUMN province.iso IS 'Code of ISO 3166-2';
COMMENT ON COLUMN province.region IS 'Slug of its socio-economic region';
COMMENT ON COLUMN province.valid_from IS 'First day of the spell';
COMMENT ON COLUMN province.valid_to IS 'Last day of the spell; NULL while it lasts';
COMMENT ON COLUMN province.name_en IS 'The name in English';

CREATE TABLE succession (
    from_slug VARCHAR NOT NULL,
    to_slug VARCHAR NOT NULL,
    happened DATE NOT NULL,
    kind VARCHAR NOT NULL
);
COMMENT ON TABLE succession IS 'What became of provinces: joins the 63 to the 34 of July 2025';
COMMENT ON COLUMN succession.from_slug IS 'The province before';
COMMENT ON COLUMN succession.to_slug IS 'The province after';
COMMENT ON COLUMN succession.happened IS 'The day';
COMMENT ON COLUMN succession.kind IS 'merge, rename, split, city or same';

CREATE TABLE region (
    slug VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    division VARCHAR NOT NULL
);
COMMENT ON TABLE region IS 'Regions that provinces are ranked in';
COMMENT ON COLUMN region.slug IS 'The slug';
COMMENT ON COLUMN region.subject IS 'region/<slug>, as in facts';
COMMENT ON COLUMN region.name IS 'The name';
COMMENT ON COLUMN region.division IS 'six (the socio-economic regions), older or finer';

CREATE TABLE ministry (
    slug VARCHAR NOT NULL,
    subject VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    beside BOOLEAN NOT NULL,
    valid_from DATE,
    valid_to DATE
);
COMMENT ON TABLE ministry IS 'Ministries and what is ranked beside them';
COMMENT ON COLUMN ministry.slug IS 'The slug';
COMMENT ON COLUMN ministry.subject IS 'ministry/<slug>, as in facts';
COMMENT ON COLUMN ministry.name IS 'The official name';
COMMENT ON COLUMN ministry.beside IS 'Whether it is a body ranked beside the ministries';
COMMENT ON COLUMN ministry.valid_from IS 'First day, where it matters';
COMMENT ON COLUMN ministry.valid_to IS 'Last day, where it matters';

CREATE TABLE index_definition (
    id VARCHAR NOT NULL,
    short VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    name_en VARCHAR NOT NULL,
    publisher VARCHAR NOT NULL,
    first_edition INTEGER NOT NULL
);
COMMENT ON TABLE index_definition IS 'The indices';
COMMENT ON COLUMN index_definition.id IS 'The id, as in facts';
COMMENT ON COLUMN index_definition.short IS 'What people call it';
COMMENT ON COLUMN index_definition.name IS 'The name in Vietnamese';
COMMENT ON COLUMN index_definition.name_en IS 'The name in English';
COMMENT ON COLUMN index_definition.publisher IS 'Who publishes it';
COMMENT ON COLUMN index_definition.first_edition IS 'The first edition';

CREATE TABLE index_component (
    index VARCHAR NOT NULL,
    slug VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    year_from INTEGER,
    year_to INTEGER,
    scale_max DECIMAL(12, 4)
);
COMMENT ON TABLE index_component IS 'What indices are made of';
COMMENT ON COLUMN index_component.index IS 'The index';
COMMENT ON COLUMN index_component.slug IS 'The slug, as in facts';
COMMENT ON COLUMN index_component.name IS 'The name';
COMMENT ON COLUMN index_component.year_from IS 'First edition that has it, where it changed';
COMMENT ON COLUMN index_component.year_to IS 'Last edition that has it, where it changed';
COMMENT ON COLUMN index_component.scale_max IS 'The greatest score';

CREATE TABLE index_scale (
    index VARCHAR NOT NULL,
    year_from INTEGER NOT NULL,
    year_to INTEGER,
    low DECIMAL(12, 4) NOT NULL,
    high DECIMAL(12, 4) NOT NULL,
    unit VARCHAR NOT NULL
);
COMMENT ON TABLE index_scale IS 'The scores that an index allows';
COMMENT ON COLUMN index_scale.index IS 'The index';
COMMENT ON COLUMN index_scale.year_from IS 'First edition of the scale';
COMMENT ON COLUMN index_scale.year_to IS 'Last edition of the scale; NULL while it lasts';
COMMENT ON COLUMN index_scale.low IS 'The least score';
COMMENT ON COLUMN index_scale.high IS 'The greatest score';
COMMENT ON COLUMN index_scale.unit IS 'percent or point';

CREATE TABLE index_ranked (
    index VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    year_from INTEGER NOT NULL,
    year_to INTEGER,
    ranked INTEGER NOT NULL
);
COMMENT ON TABLE index_ranked IS 'How many an index ranks';
COMMENT ON COLUMN index_ranked.index IS 'The index';
COMMENT ON COLUMN index_ranked.kind IS 'province or ministry';
COMMENT ON COLUMN index_ranked.year_from IS 'First edition';
COMMENT ON COLUMN index_ranked.year_to IS 'Last edition; NULL while it lasts';
COMMENT ON COLUMN index_ranked.ranked IS 'How many are ranked';

CREATE TABLE index_group (
    index VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    least DECIMAL(12, 4),
    year_from INTEGER,
    year_to INTEGER
);
COMMENT ON TABLE index_group IS 'The groups that an index sorts subjects into';
COMMENT ON COLUMN index_group.index IS 'The index';
COMMENT ON COLUMN index_group.label IS 'The label of the group';
COMMENT ON COLUMN index_group.least IS 'The least score of the group, where there is one';
COMMENT ON COLUMN index_group.year_from IS 'First edition';
COMMENT ON COLUMN index_group.year_to IS 'Last edition; NULL while it lasts';
INSERT INTO migration VALUES (1, 'the first tables', TIMESTAMP '2025-05-01 12:00:00');
