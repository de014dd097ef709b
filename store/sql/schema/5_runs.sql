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
