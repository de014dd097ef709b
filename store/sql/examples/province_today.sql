-- What became of the 63 units: which were merged into which.
SELECT today_name, list(name ORDER BY name) AS members
FROM province_today
WHERE valid_to = DATE '2025-06-30'
GROUP BY today_name
HAVING count(*) > 1
ORDER BY today_name COLLATE vi;
