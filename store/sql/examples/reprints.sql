-- The longest chains of articles that are one witness.
SELECT key, attribute, said, count(*) AS articles, min(published) AS first_printed, list(source ORDER BY place) AS sources
FROM reprints
GROUP BY key, attribute, said, witness
ORDER BY articles DESC, key
LIMIT 5;
