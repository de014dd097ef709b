-- How figures are written.

CREATE OR REPLACE MACRO figure(value, decimals, label) AS
    CASE
        WHEN label IS NOT NULL THEN label
        WHEN value IS NULL THEN NULL
        WHEN decimals <= 0 THEN CAST(CAST(value AS DECIMAL(12, 0)) AS VARCHAR)
        ELSE left(CAST(value AS VARCHAR), length(CAST(value AS VARCHAR)) - 4 + least(decimals, 4))
    END;
COMMENT ON MACRO figure IS 'A figure with just the decimals that are known, or the label of a group';

CREATE OR REPLACE MACRO fact_key(subject, index, component, year) AS
    subject || ':' || index || CASE WHEN component IS NULL THEN '' ELSE '/' || component END || ':' || year;
COMMENT ON MACRO fact_key IS 'The key of a row of facts for people, as "chiso show" takes it';
