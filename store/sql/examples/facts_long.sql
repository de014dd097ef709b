-- Figures that no source states: they follow from the edition before and the change.
SELECT name, index, year, attribute, figure
FROM facts_long
WHERE settled = 'derived'
ORDER BY ALL
LIMIT 20;
