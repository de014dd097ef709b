"""DuckDB: observations in, reconciled facts with conflict flags and their evidence out."""
