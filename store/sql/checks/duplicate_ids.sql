-- Ids that occur twice in tables whose rows are replaced, and so have no key of their own.
SELECT 'revision' AS part, id, count(*) AS times FROM revision GROUP BY id HAVING count(*) > 1
UNION ALL
SELECT 'retrieval', id, count(*) FROM retrieval GROUP BY id HAVING count(*) > 1
UNION ALL
SELECT 'observation', id, count(*) FROM observation GROUP BY id HAVING count(*) > 1
UNION ALL
SELECT 'fact', id, count(*) FROM fact GROUP BY id HAVING count(*) > 1
UNION ALL
SELECT 'fact_evidence', fact_id || ' ' || observation_id, count(*)
FROM fact_evidence
GROUP BY fact_id, observation_id
HAVING count(*) > 1
UNION ALL
SELECT 'conflict', id, count(*) FROM conflict GROUP BY id HAVING count(*) > 1
ORDER BY part, id;
