-- The views and tables of the store with their columns, views first.
WITH part AS (
    SELECT view_name AS name, comment, 0 AS rank FROM duckdb_views() WHERE NOT internal AND database_name = current_database()
    UNION ALL
    SELECT table_name, comment, 1 FROM duckdb_tables() WHERE NOT internal AND database_name = current_database()
)
SELECT
    p.name, p.comment, p.rank = 0 AS is_view,
    (
        SELECT list(struct_pack(name := c.column_name, type := c.data_type, comment := c.comment) ORDER BY c.column_index)
        FROM duckdb_columns() c
        WHERE c.table_name = p.name AND c.database_name = current_database()
    ) AS columns
FROM part p
ORDER BY p.rank, p.name;
