-- A recusal has a life: declared by the person it binds or applied for by another, decided, ended by two people. What was declared before stands.
alter table recusal
  add column other_supplier_code text,
  add column other_supplier_name text,
  add column state text not null default 'IN_FORCE',
  add column applied_by uuid,
  add column applied_at timestamptz(3),
  add column decided_by uuid,
  add column decided_at timestamptz(3),
  add column end_reason text,
  add column version integer not null default 1;
update recusal set state = 'ENDED' where ended_on is not null and ended_on <= current_date;
-- Towards one thing from now on; older ones may name a person together with the unit.
alter table recusal add constraint recusal_towards_one
  check (num_nonnulls(other_person_id, other_unit_id, other_supplier_code) = 1) not valid;
create index recusal_other_person_id_idx on recusal (other_person_id);
