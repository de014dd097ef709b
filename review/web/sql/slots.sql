-- Why some observations are about what they are about, and where that is said.
SELECT observation_id, slot, value, span_start, span_end, reason
FROM observation_slot
WHERE observation_id IN (SELECT unnest($observations)) AND reason <> 'none'
ORDER BY observation_id, list_position(['subject', 'index', 'component', 'year', 'scope'], slot);
