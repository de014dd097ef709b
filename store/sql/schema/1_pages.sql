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
