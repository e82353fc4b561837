-- What the application's role may do; run after every migration, in one transaction with nothing else.
-- Partitions get nothing: they are reached through the table they belong to. A table whose trigger refuses changes only grows,
-- and the tables that tell the schema's own state are for reading.
do $$
declare
  app text := current_setting('qingfeng.app_role');
  entry record;
begin
  execute format('revoke all on all tables in schema public from %I', app);
  execute format('revoke create on schema public from %I', app);
  execute format('grant usage on schema public, graphile_worker to %I', app);

  for entry in
    select quote_ident(relname) as name,
      case
        when relname in ('_prisma_migrations', 'partitioned_table') then 'select'
        when exists (
          select from pg_trigger
          join pg_proc on pg_proc.oid = tgfoid
          where tgrelid = pg_class.oid and proname = 'refuse_change'
        ) then 'select, insert'
        else 'select, insert, update, delete'
      end as rights
    from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition
  loop
    execute format('grant %s on table public.%s to %I', entry.rights, entry.name, app);
  end loop;

  execute format('grant usage, select on all sequences in schema public to %I', app);
  execute format('grant execute on all functions in schema public to %I', app);

  execute format('grant select, insert, update, delete on all tables in schema graphile_worker to %I', app);
  execute format('revoke insert, update, delete on table graphile_worker.migrations from %I', app);
  execute format('grant usage, select on all sequences in schema graphile_worker to %I', app);
  execute format('grant execute on all functions in schema graphile_worker to %I', app);
  -- The queue's tables are closed to all but their owner until a policy opens them.
  for entry in
    select relname as name from pg_class
    where relnamespace = 'graphile_worker'::regnamespace and relrowsecurity
      and not exists (select from pg_policy where polrelid = pg_class.oid and polname = app)
  loop
    execute format('create policy %I on graphile_worker.%I to %I using (true) with check (true)', app, entry.name, app);
  end loop;
end $$;
