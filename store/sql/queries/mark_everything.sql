-- Note that everything waits to be reconciled.
INSERT INTO unreconciled
SELECT index, component FROM observation WHERE year IS NOT NULL
UNION SELECT index, component FROM fact
UNION SELECT index, component FROM decision
EXCEPT SELECT index, component FROM unreconciled;
