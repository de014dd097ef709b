-- How many units there were before the merger and after it.
SELECT (SELECT count(*) FROM provinces_on('2025-06-30')) AS before, (SELECT count(*) FROM provinces_on('2025-07-01')) AS after;
