-- When units got another territory: the edition of the new unit that comes first, and what it was made of.
SELECT subject, happened, first_edition, forebears
FROM unit_change
ORDER BY happened, subject
LIMIT 5;
