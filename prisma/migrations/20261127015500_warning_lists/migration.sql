-- The tabs of the warning list are counted without reading a row, and orders by due day come by an index whoever asks.
DROP INDEX warning_open_due;
CREATE INDEX warning_open_due ON warning (county, due_on, id) WHERE ended_at IS NULL;
DROP INDEX warning_open_state;
CREATE INDEX warning_open_state ON warning (county, state)
  INCLUDE (id, overdue, object_person_id, object_unit_id, named_account_ids, decision_roles) WHERE ended_at IS NULL;
CREATE INDEX warning_overdue ON warning (county)
  INCLUDE (id, state, overdue, object_person_id, object_unit_id, named_account_ids, decision_roles) WHERE ended_at IS NULL AND overdue;
CREATE INDEX warning_ended ON warning (county, object_unit_id)
  INCLUDE (id, state, ended_at, object_person_id, named_account_ids, decision_roles) WHERE ended_at IS NOT NULL;

-- Nearly all warnings have ended, and what is overdue or served has not: without this the planner expects a hundred where thousands are.
CREATE STATISTICS warning_stands (mcv) ON state, overdue, ended_at FROM warning;
