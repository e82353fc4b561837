-- An alert that nobody has taken may be put off until a day, with a reason.
ALTER TABLE "information" ADD COLUMN "snoozed_until" DATE;

CREATE INDEX information_snoozed ON information (county, snoozed_until) WHERE closed_at IS NULL AND snoozed_until IS NOT NULL;
-- The inbox leaves out what sleeps: the counts must not read a row for that either.
DROP INDEX information_open_facets;
CREATE INDEX information_open_facets ON information (county, rule_code, unit_id, handler_id, subject_person_id)
  INCLUDE (state, pending, matter_id, snoozed_until) WHERE closed_at IS NULL;
