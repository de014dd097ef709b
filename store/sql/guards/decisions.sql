-- Decisions are never changed nor deleted. Triggers are not copied along with a database, so they are made anew
-- whenever a store is opened for writing.

CREATE TRIGGER IF NOT EXISTS decision_keeps_its_rows AFTER UPDATE ON decision FOR EACH STATEMENT
    INSERT INTO decision_refused SELECT error('decisions are append-only: add one that supersedes it');
CREATE TRIGGER IF NOT EXISTS decision_loses_no_rows AFTER DELETE ON decision FOR EACH STATEMENT
    INSERT INTO decision_refused SELECT error('decisions are append-only: add one that takes it back');
CREATE TRIGGER IF NOT EXISTS decision_claim_keeps_its_rows AFTER UPDATE ON decision_claim FOR EACH STATEMENT
    INSERT INTO decision_refused SELECT error('decisions are append-only: add one that supersedes it');
CREATE TRIGGER IF NOT EXISTS decision_claim_loses_no_rows AFTER DELETE ON decision_claim FOR EACH STATEMENT
    INSERT INTO decision_refused SELECT error('decisions are append-only: add one that takes it back');
