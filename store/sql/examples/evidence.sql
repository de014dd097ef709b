-- Every sentence that speaks for or against one figure.
SELECT role, said, source, published, sentence
FROM evidence
WHERE key = 'province/hai-phong:PAR_INDEX:2023' AND attribute = 'score'
ORDER BY role DESC, published, source;
