-- Other editions of a figure.
SELECT year, attribute, figure(value, decimals, label) AS figure, unit
FROM fact
WHERE subject = $subject AND index = $index AND component IS NOT DISTINCT FROM $component
    AND (scope IS NULL OR scope = coalesce($scope, 'national'))
    AND year BETWEEN $year - 3 AND $year + 3
ORDER BY year DESC;
