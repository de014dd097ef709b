-- The rows of facts of a subject, those with the key most alike first.
SELECT key
FROM (SELECT DISTINCT key FROM facts_long WHERE subject = split_part($key, ':', 1))
ORDER BY levenshtein(key, $key), key DESC
LIMIT $many;
