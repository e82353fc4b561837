-- Lists with people in them that someone took out: which, who, when and why. It only grows.
create table taken_out (
  id uuid primary key,
  what text not null,
  account_id uuid not null,
  at timestamptz(3) not null,
  reason text not null
);
create trigger taken_out_only_grows before update or delete on taken_out for each row execute function refuse_change();
create trigger taken_out_stays before truncate on taken_out for each statement execute function refuse_change();
