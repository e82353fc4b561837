import { randomBytes } from 'node:crypto';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { migrate, MIGRATIONS } from '@qingfeng/platform/migrate.ts';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';

/*
 * A county that has worked on every earlier schema goes on with its rows. Each schema is filled through what the catalogue says of
 * its tables, so that a table added tomorrow is filled without a word here.
 */

const server = inject('serverUrl');
const folder = await mkdtemp(path.join(tmpdir(), 'qingfeng-upgrade-'));
const made: string[] = [];
const withClient = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const name of made)
    await withClient(server, (client) => client.query(`drop database if exists ${name} with (force)`));
});

const names = (await readdir(MIGRATIONS, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();

/** One row in each table that takes one; what a check or key refuses stays empty. Returns the tables that hold one. */
const FILL = `
do $$
declare t record;
begin
  for t in
    select c.oid, c.relname,
      string_agg(quote_ident(attname), ', ' order by attnum) as columns,
      string_agg(case
        when typ.typname = 'uuid' then quote_literal('019a0000-0000-7000-8000-000000000001') || '::uuid'
        when typ.typname in ('int2', 'int4', 'int8', 'numeric', 'float8') then '1'
        when typ.typname = 'bool' then 'false'
        when typ.typname = 'date' then quote_literal('2026-10-12') || '::date'
        when typ.typname = 'timestamptz' then quote_literal('2026-10-12T01:00:00Z') || '::timestamptz'
        when typ.typname in ('json', 'jsonb') then quote_literal('{"a":1}') || '::' || typ.typname
        when typ.typname = 'bytea' then quote_literal('\\x00112233445566778899aabbccddeeff') || '::bytea'
        when typ.typcategory = 'A' then quote_literal('{}') || '::' || typ.oid::regtype::text
        else quote_literal('汉A') end, ', ' order by attnum) as vals
    from pg_class c join pg_attribute a on attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
      join pg_type typ on typ.oid = atttypid
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relpersistence = 'p'
      and relname not in ('_prisma_migrations', 'partitioned_table')
    group by c.oid, relname
  loop
    begin
      execute format('insert into %I (%s) values (%s)', t.relname, t.columns, t.vals);
    exception when others then null;
    end;
  end loop;
end $$`;

const rowsOf = async (client: pg.Client): Promise<Record<string, Record<string, unknown>[]>> => {
  const { rows: tables } = await client.query<{ name: string }>(`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition and relpersistence = 'p' and relname not in ('_prisma_migrations', 'partitioned_table') order by 1`);
  const held: Record<string, Record<string, unknown>[]> = {};
  for (const { name } of tables) {
    const { rows } = await client.query<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from "${name}" t`);
    if (rows.length > 0) held[name] = rows.map(({ row }) => row);
  }
  return held;
};

/** Rows that stood there, without the feeds that the platform itself has since. */
const brought = (rows: readonly Record<string, unknown>[]) => rows.filter(({ status }) => status !== 'OWN');

/** Values that a migration keeps under another name, or adds to. */
const moved = (table: string, row: Record<string, unknown>): Record<string, unknown> => {
  // Information is found by more words than it was.
  if (table === 'information') return { ...row, search: expect.stringContaining(String(row['search'])) as unknown };
  if (table !== 'rule_version' || !('reviewer_id' in row)) return row;
  const { reviewer_id: reviewer, ...rest } = row;
  return { ...rest, approver_ids: reviewer === null ? [] : [reviewer] };
};

test.each(names.slice(0, -1).map((name, index) => [name, names.slice(0, index + 1)] as const))(
  'a filled database at %s comes to this build with every row and value it had',
  async (_name, applied) => {
    const older = await mkdtemp(path.join(folder, 'at-'));
    for (const name of applied) await cp(path.join(MIGRATIONS, name), path.join(older, name), { recursive: true });
    const database = `upgrade_${randomBytes(6).toString('hex')}`;
    made.push(database);
    await withClient(server, (client) =>
      client.query(`create database ${database} template template0 encoding 'UTF8' locale 'C.UTF-8'`),
    );
    const url = Object.assign(new URL(server), { pathname: `/${database}` }).toString();
    await migrate(url, { folder: older });
    await withClient(url, async (client) => {
      // Two rounds: what refers to another row finds it the second time.
      await client.query(FILL);
      await client.query(FILL);
      const before = await rowsOf(client);
      expect(Object.keys(before)).toEqual(expect.arrayContaining(['account', 'event', 'unit', 'person', 'task']));
      expect(await migrate(url)).toEqual(names.slice(applied.length));
      const after = await rowsOf(client);
      for (const [table, rows] of Object.entries(before))
        expect(brought(after[table] ?? []), table).toEqual(
          brought(rows).map((row): unknown => expect.objectContaining(moved(table, row))),
        );
    });
  },
);
