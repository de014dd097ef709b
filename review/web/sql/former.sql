-- What a conflict that is not there any more was about.
SELECT subject, index, component, year, attribute, scope FROM conflict_history WHERE conflict_id = $id LIMIT 1;
