-- What spoke for and against some figures, the strongest first.
SELECT *
FROM evidence
WHERE fact_id IN (SELECT unnest($facts))
ORDER BY list_position(['for', 'ground', 'against', 'aside', 'rejected'], role), abs(weight) DESC, published NULLS LAST,
    observation_id;
