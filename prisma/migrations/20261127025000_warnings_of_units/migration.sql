-- Who sees some units only: what is open there is counted without passing over the rest. What is overdue comes in the order of its day.
DROP INDEX warning_open_unit;
CREATE INDEX warning_open_unit ON warning (county, object_unit_id, proposed_at DESC, id DESC)
  INCLUDE (state, overdue, object_person_id, named_account_ids, decision_roles) WHERE ended_at IS NULL;
DROP INDEX warning_overdue;
CREATE INDEX warning_overdue ON warning (county, due_on, id)
  INCLUDE (state, overdue, object_person_id, object_unit_id, named_account_ids, decision_roles) WHERE ended_at IS NULL AND overdue;
