-- Taking the record out: asked for by the audit administrator, approved by the data security officer, for some hours.
create table audit_export (
  id uuid primary key,
  state text not null default 'REQUESTED' check (state in ('REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED')),
  filters jsonb not null,
  reason text not null,
  requested_by uuid not null,
  requested_at timestamptz(3) not null,
  decided_by uuid,
  decided_at timestamptz(3),
  note text,
  expires_at timestamptz(3),
  downloads int not null default 0,
  version int not null default 1
);
create index audit_export_requested_by_idx on audit_export (requested_by, id);
