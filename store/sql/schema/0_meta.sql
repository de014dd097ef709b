-- What the store knows about itself.

CREATE TABLE meta (
    name VARCHAR PRIMARY KEY,
    value VARCHAR NOT NULL
);
COMMENT ON TABLE meta IS 'Marks of what views, reference data and rules the store was made with last';
COMMENT ON COLUMN meta.name IS 'views, reference or rules';
COMMENT ON COLUMN meta.value IS 'A hash or a number';
