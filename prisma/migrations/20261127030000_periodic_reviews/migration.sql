-- What the three administrators look over every month: accounts that should not stand, roles granted, acts of privileged accounts.
create table periodic_review (
  id uuid primary key,
  kind text not null check (kind in ('ACCOUNTS', 'GRANTS', 'RECORD')),
  period_from date not null,
  period_to date not null,
  state text not null default 'OPEN' check (state in ('OPEN', 'RAISED', 'CLOSED')),
  due_on date not null,
  opened_at timestamptz(3) not null,
  found int,
  note text,
  concluded_by uuid,
  concluded_at timestamptz(3),
  answer text,
  answered_by uuid,
  answered_at timestamptz(3),
  version int not null default 1,
  check (period_from <= period_to)
);
create unique index periodic_review_kind_period_from_key on periodic_review (kind, period_from);
