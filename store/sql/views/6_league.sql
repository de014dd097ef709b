-- The league table of an edition, best first.

CREATE OR REPLACE MACRO league(which, edition, part := NULL, who := 'province') AS TABLE
SELECT
    f.rank,
    f.ranked,
    f.name,
    f.score,
    f.unit,
    f.score_change,
    f.rank_change,
    f."group",
    f.conflict,
    f.confidence,
    f.sources,
    f.settled,
    f.subject,
    f.score_decimals,
    f.score_settled,
    f.rank_settled,
    f.key
FROM facts f
WHERE f.index = which AND f.year = edition AND f.component IS NOT DISTINCT FROM part AND f.kind = who
ORDER BY f.rank NULLS LAST, f.score DESC NULLS LAST, f.name COLLATE vi;
COMMENT ON MACRO TABLE league IS 'League table of an edition: league(''PCI'', 2024), league(''PCI'', 2024, part := ''tinh-minh-bach''), league(''PAR_INDEX'', 2023, who := ''ministry'')';
