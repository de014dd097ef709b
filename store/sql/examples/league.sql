-- A league table: index, edition; then, where wanted, part := and who :=.
SELECT rank, name, score, rank_change, conflict
FROM league('PAR_INDEX', 2024);
