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
