-- Where sources give different figures.
SELECT name, index, year, attribute, state, figures, explanation_vi
FROM conflicts
WHERE kind = 'value'
ORDER BY year DESC, name, attribute;
