-- The decisions on a figure, the latest first.
SELECT * FROM decisions WHERE fact_id = $fact ORDER BY seq DESC, made_at DESC, id;
