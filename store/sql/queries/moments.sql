-- The moments at which what is known changed, the latest first.
SELECT * FROM moment ORDER BY known_at DESC;
