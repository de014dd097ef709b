-- A series over the merger: before it the members, each with its own figure; from the first edition on, the new unit.
SELECT today_name, year, role, name, score, rank, ranked
FROM comparable('PAR_INDEX')
WHERE today_name = 'Hải Phòng'
ORDER BY year, name;
