-- The ledger of crawls. Times are seconds since 1970, UTC. A row of `fetch` is written before its request is
-- sent, and completed in the same transaction that settles the page and brings in what was found on it.
CREATE TABLE IF NOT EXISTS run (
    id       INTEGER PRIMARY KEY,
    started  REAL NOT NULL,
    finished REAL,               -- NULL: at work, or killed
    resumed  INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE IF NOT EXISTS run_site (
    run     INTEGER NOT NULL REFERENCES run,
    site    TEXT NOT NULL,
    recipe  TEXT NOT NULL,       -- digest of the recipe it ran with
    sweep   INTEGER NOT NULL,    -- 1: lists were walked to their end
    trouble TEXT,                -- why the site was left alone before its end: robots, breaker, quiet hours
    PRIMARY KEY (run, site)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS page (
    key       TEXT PRIMARY KEY,
    site      TEXT NOT NULL,
    host      TEXT NOT NULL,     -- whose turn it needs: that of fetch_url
    kind      TEXT NOT NULL,     -- robots, sitemap, feed, listing, article
    url       TEXT NOT NULL,     -- the address it is known by, for good
    fetch_url TEXT NOT NULL,     -- where it is to be asked for
    form      TEXT,              -- body of a POST, for lists that turn pages so
    source    INTEGER NOT NULL,  -- which listing, feed or sitemap of the recipe it belongs to
    number    INTEGER NOT NULL,  -- of a listing: which page
    trail     TEXT,              -- of a listing: what the page before it named, as a hash
    rank      INTEGER NOT NULL,  -- lower goes first
    state     TEXT NOT NULL,     -- waiting, leased, done, gone, failed
    due       REAL NOT NULL,
    attempts  INTEGER NOT NULL DEFAULT 0,  -- failed ones in a row
    hops      INTEGER NOT NULL DEFAULT 0,  -- redirects in a row
    first_run INTEGER NOT NULL,
    found     REAL NOT NULL,
    fetched   REAL,              -- last time it was there
    checked   REAL,              -- last time it was asked for, with any answer
    gone      REAL,              -- since when it has been withdrawn
    etag      TEXT,
    modified  TEXT,
    snapshot  TEXT,              -- its latest body in the archive
    text      TEXT,              -- what its reader made of it last, as a hash
    same      INTEGER NOT NULL DEFAULT 0,  -- visits in a row that found it unchanged
    error     TEXT               -- of the last visit, NULL for none
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS page_queue ON page (host, state, rank, due, key);
CREATE INDEX IF NOT EXISTS page_of_site ON page (site, kind, state, due);

CREATE TABLE IF NOT EXISTS alias (
    key  TEXT NOT NULL,          -- a page
    url  TEXT NOT NULL,          -- another address of it
    name TEXT NOT NULL,          -- its key, if it were a page of its own
    PRIMARY KEY (name, key, url)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS fetch (
    id        INTEGER PRIMARY KEY,
    run       INTEGER NOT NULL REFERENCES run,
    key       TEXT NOT NULL,
    site      TEXT NOT NULL,
    host      TEXT NOT NULL,
    kind      TEXT NOT NULL,
    url       TEXT NOT NULL,
    started   REAL NOT NULL,
    finished  REAL,
    outcome   TEXT,              -- NULL: leased; else a name of crawlers.outcome
    status    INTEGER,
    detail    TEXT,
    latency   REAL,
    size      INTEGER,
    snapshot  TEXT,
    headers   TEXT,              -- JSON
    tls       INTEGER,           -- 1 verified, 0 not, NULL no TLS
    links     INTEGER,           -- articles that a list named
    reading   TEXT               -- what was made of an article: new, changed, same, held, moved, unreadable
);
CREATE INDEX IF NOT EXISTS fetch_of_run ON fetch (run, site, kind);
CREATE INDEX IF NOT EXISTS fetch_unread ON fetch (reading, outcome, kind);
CREATE INDEX IF NOT EXISTS fetch_of_host ON fetch (host, started);

CREATE TABLE IF NOT EXISTS host (
    host     TEXT PRIMARY KEY,
    failures INTEGER NOT NULL DEFAULT 0,   -- times in a row that the breaker opened
    closed_until REAL NOT NULL DEFAULT 0,  -- nothing is asked of it before
    why      TEXT
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS site (
    site        TEXT PRIMARY KEY,
    next_due    REAL NOT NULL DEFAULT 0,
    swept       REAL,
    quarantined REAL,            -- since when its layout has been broken, NULL: it is not
    why         TEXT,
    recipe      TEXT             -- digest of the recipe that broke
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS coverage (
    run    INTEGER NOT NULL,
    site   TEXT NOT NULL,
    pages  INTEGER NOT NULL,
    title  REAL NOT NULL,        -- shares of pages on which the recipe's selectors found the part
    date   REAL NOT NULL,
    body   REAL NOT NULL,
    length REAL NOT NULL,        -- median characters of the text
    held   INTEGER NOT NULL,     -- 1: the layout was judged broken and the pages were held back
    PRIMARY KEY (run, site)
) WITHOUT ROWID;

CREATE TABLE IF NOT EXISTS to_do (
    what TEXT PRIMARY KEY        -- what has to follow on what was read: "reconcile"
) WITHOUT ROWID;
