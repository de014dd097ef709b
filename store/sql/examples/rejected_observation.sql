-- What does not count because a reviewer ruled so.
SELECT r.verdict, o.subject, o.index, o.year, o.attribute, figure(o.value, o.stated_decimals, o.label) AS said
FROM rejected_observation r
JOIN observation o ON o.id = r.observation_id;
