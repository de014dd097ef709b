-- The figures that were published otherwise at one moment than at another.
SELECT *
FROM facts_between($earlier, $later)
ORDER BY
    list_position(['changed', 'new', 'gone', 'settled', 'weighed'], what), index, year DESC, component NULLS FIRST,
    name COLLATE vi, list_position(['score', 'rank', 'score_change', 'rank_change', 'group'], attribute), scope, fact_id;
