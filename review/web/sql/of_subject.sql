-- The row of each edition of each index that is known of a subject.
SELECT index, component, year, score, unit, score_decimals, rank, ranked, score_change, rank_change, "group" AS label, conflict, confidence,
    sources, settled, key
FROM facts WHERE subject = $subject
ORDER BY index, component NULLS FIRST, year DESC;
