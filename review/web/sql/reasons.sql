-- What speaks for and against a figure beside those who say it.
SELECT kind, weight, facts FROM fact_reason WHERE fact_id = $fact ORDER BY position;
