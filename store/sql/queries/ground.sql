-- The figures that are claimed for a fact, on its scale, and a hash of who says them: what a decision is made on.
SELECT seen, fingerprint FROM fact_ground WHERE fact_id = $fact;
