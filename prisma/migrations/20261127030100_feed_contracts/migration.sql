-- What was agreed about a feed binds once the data security officer has approved it. Feeds that are there count as approved.
alter table feed
  add column contract_state text not null default 'APPROVED' check (contract_state in ('PENDING', 'APPROVED', 'REFUSED')),
  add column contract_by uuid,
  add column contract_at timestamptz(3),
  add column contract_decided_by uuid,
  add column contract_decided_at timestamptz(3),
  add column contract_reason text;
