-- Rows that point to nothing.
SELECT 'revision without article' AS what, id FROM revision WHERE article_id NOT IN (SELECT id FROM article)
UNION ALL
SELECT 'revision without retrieval', id FROM revision WHERE id NOT IN (SELECT revision_id FROM retrieval)
UNION ALL
SELECT 'retrieval without revision', id FROM retrieval WHERE revision_id NOT IN (SELECT id FROM revision)
UNION ALL
SELECT 'retrieval without snapshot', id FROM retrieval WHERE snapshot_id NOT IN (SELECT id FROM snapshot)
UNION ALL
SELECT 'article without source', id FROM article WHERE source_id NOT IN (SELECT id FROM source)
UNION ALL
SELECT 'article without revision', id FROM article WHERE id NOT IN (SELECT article_id FROM revision)
UNION ALL
SELECT 'observation without revision', id FROM observation WHERE revision_id NOT IN (SELECT id FROM revision)
UNION ALL
SELECT 'slot without observation', observation_id
FROM observation_slot
WHERE observation_id NOT IN (SELECT id FROM observation)
UNION ALL
SELECT 'evidence without fact', fact_id FROM fact_evidence WHERE fact_id NOT IN (SELECT id FROM fact)
UNION ALL
SELECT 'evidence without observation', observation_id
FROM fact_evidence
WHERE observation_id NOT IN (SELECT id FROM observation)
UNION ALL
SELECT 'reason without fact', fact_id FROM fact_reason WHERE fact_id NOT IN (SELECT id FROM fact)
UNION ALL
SELECT 'sketch without revision', revision_id FROM revision_sketch WHERE revision_id NOT IN (SELECT id FROM revision)
UNION ALL
SELECT 'member without observation', observation_id
FROM conflict_member
WHERE observation_id NOT IN (SELECT id FROM observation)
UNION ALL
SELECT 'member without conflict', conflict_id
FROM conflict_member
WHERE conflict_id NOT IN (SELECT id FROM conflict)
UNION ALL
SELECT 'member without fact', fact_id FROM conflict_member WHERE fact_id NOT IN (SELECT id FROM fact)
UNION ALL
SELECT 'fact without decision', decision_id
FROM fact
WHERE decision_id IS NOT NULL AND decision_id NOT IN (SELECT id FROM decision)
ORDER BY what, id;
