-- How each source fares: how many of its claims could be judged, and how many of these were upheld.
SELECT source, kind, articles, claims, judged, upheld
FROM sources_scorecard
ORDER BY claims DESC, source
LIMIT 20;
