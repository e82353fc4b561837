import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { assertSchemaCurrent, migrate } from './migrate.ts';

const root = path.join(import.meta.dirname, '../../..');
const folder = path.join(root, 'prisma/migrations');

const run = async (url: string, text: string): Promise<unknown[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
};

const at = (database: string): string => {
  const url = new URL(inject('serverUrl'));
  url.pathname = `/${database}`;
  return url.href;
};

const made: string[] = [];
const emptyDatabase = async (): Promise<string> => {
  const name = `test_empty_${randomBytes(6).toString('hex')}`;
  await run(at('postgres'), `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  made.push(name);
  return at(name);
};
afterAll(async () => {
  for (const name of made) await run(at('postgres'), `drop database ${name} with (force)`);
});

let scratch: string;
beforeAll(() => (scratch = mkdtempSync(path.join(tmpdir(), 'qingfeng-migrations-'))));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const folderOf = (migrations: Readonly<Record<string, string>>): string => {
  const made = mkdtempSync(path.join(scratch, 'set-'));
  for (const [name, sql] of Object.entries(migrations)) {
    mkdirSync(path.join(made, name));
    writeFileSync(path.join(made, name, 'migration.sql'), sql);
  }
  return made;
};

describe('migrate', () => {
  it('applies everything once, in order', async () => {
    const url = await emptyDatabase();
    const first = await migrate(url);
    expect(first.length).toBeGreaterThan(0);
    expect(first).toEqual([...first].sort());
    expect(await migrate(url)).toEqual([]);
    await assertSchemaCurrent(url);
  });

  it('lets one of several at once do the work, the others wait and find it done', async () => {
    const url = await emptyDatabase();
    const set = folderOf({
      '1_slow': 'select pg_sleep(0.3); create table one (id int)',
      '2_next': 'create table two (id int)',
    });
    const applied = await Promise.all([1, 2, 3, 4].map(() => migrate(url, { folder: set })));
    expect(applied.flat().sort()).toEqual(['1_slow', '2_next']);
    expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
  });

  it('leaves nothing of a migration that fails, and goes on from there when it is mended', async () => {
    const url = await emptyDatabase();
    const broken = folderOf({
      '1_good': 'create table one (id int)',
      '2_bad': 'create table two (id int); select 1/0',
    });
    await expect(migrate(url, { folder: broken })).rejects.toThrow('division by zero');
    expect(await run(url, `select to_regclass('one')::text, to_regclass('two')::text`)).toEqual(['one', null]);
    const mended = folderOf({ '1_good': 'create table one (id int)', '2_bad': 'create table two (id int)' });
    expect(await migrate(url, { folder: mended })).toEqual(['2_bad']);
  });

  it('refuses a database that is newer than the build, and so does the boot', async () => {
    const url = await emptyDatabase();
    await migrate(url, { folder: folderOf({ '1_a': 'select 1', '2_b': 'select 1' }) });
    const older = folderOf({ '1_a': 'select 1' });
    const refusal = { reason: 'newer-than-application', migrations: ['2_b'] };
    await expect(migrate(url, { folder: older })).rejects.toMatchObject(refusal);
    await expect(assertSchemaCurrent(url, { folder: older })).rejects.toMatchObject(refusal);
  });

  it('refuses a migration that was edited after it was applied', async () => {
    const url = await emptyDatabase();
    await migrate(url, { folder: folderOf({ '1_a': 'select 1' }) });
    const edited = folderOf({ '1_a': 'select 2', '2_b': 'create table two (id int)' });
    await expect(migrate(url, { folder: edited })).rejects.toMatchObject({ reason: 'edited', migrations: ['1_a'] });
    expect(await run(url, `select to_regclass('two')::text`)).toEqual([null]);
  });

  it('refuses to build on a migration that another tool left unfinished', async () => {
    const url = await emptyDatabase();
    const set = folderOf({ '1_a': 'select 1' });
    await migrate(url, { folder: set });
    await run(url, 'update _prisma_migrations set finished_at = null');
    await expect(migrate(url, { folder: set })).rejects.toMatchObject({ reason: 'unfinished' });
    await run(url, 'update _prisma_migrations set rolled_back_at = now()');
    expect(await migrate(url, { folder: set })).toEqual(['1_a']);
  });
});

describe('the boot', () => {
  it('refuses a database that lacks a migration of the build, or all of them', async () => {
    const url = await emptyDatabase();
    await expect(assertSchemaCurrent(url)).rejects.toMatchObject({ reason: 'behind-application' });
    await migrate(url, { folder: folderOf({ '1_a': 'select 1' }) });
    const newer = folderOf({ '1_a': 'select 1', '2_b': 'select 1' });
    await expect(assertSchemaCurrent(url, { folder: newer })).rejects.toMatchObject({
      reason: 'behind-application',
      migrations: ['2_b'],
    });
  });
});

describe('the application’s role', async () => {
  const { appUrl, ownerUrl } = await testDatabase();
  const event = `insert into event (id, at, request_id, thing_kind, thing_id, type, body)
    values ('01990000-0000-7000-8000-000000000001', now(), 'r', 'test', gen_random_uuid(), 'test.done', '{}')`;

  it('may boot, record events, write tables and enqueue jobs', async () => {
    await assertSchemaCurrent(appUrl);
    await run(appUrl, event);
    await run(appUrl, `insert into setting (key, value, changed_at) values ('a', '1', now())`);
    await run(appUrl, `update setting set value = '2' where key = 'a'`);
    await run(appUrl, `delete from setting where key = 'a'`);
    await run(appUrl, `select graphile_worker.add_job('test')`);
    expect(await run(appUrl, `select task_identifier from graphile_worker.jobs`)).toEqual(['test']);
    await run(appUrl, `delete from graphile_worker._private_jobs`);
  });

  it.each([
    ['rewrite an event', `update event set body = '[]'`],
    ['remove an event', 'delete from event'],
    ['empty the events', 'truncate event'],
    ['write a partition past its table', event.replace('into event', 'into event_rest')],
    ['make a table', 'create table mine (id int)'],
    ['change a table', 'alter table setting add column mine text'],
    ['hide a migration', 'delete from _prisma_migrations'],
  ])('may not %s', async (_, statement) => {
    await expect(run(appUrl, statement)).rejects.toThrow(/permission denied|must be owner/);
  });

  it('may not remove an event even with the owner’s rights', async () => {
    await run(ownerUrl, event.replace('000000000001', '000000000002'));
    await expect(run(ownerUrl, 'delete from event')).rejects.toThrow('append-only');
    await expect(run(ownerUrl, 'truncate event')).rejects.toThrow('append-only');
  });
});

describe('Prisma’s own commands', () => {
  const prisma = (url: string, ...args: string[]): { status: number | null; said: string } => {
    const command = path.join(root, 'node_modules/prisma/build/index.js');
    const { status, stdout, stderr } = spawnSync(process.execPath, [command, ...args], {
      cwd: root,
      encoding: 'utf8',
      env: { ...process.env, OWNER_DATABASE_URL: url, CHECKPOINT_DISABLE: '1' },
    });
    return { status, said: stdout + stderr };
  };

  it('accept a database migrated here', async () => {
    const url = await emptyDatabase();
    await migrate(url);
    expect(prisma(url, 'migrate', 'status')).toMatchObject({
      status: 0,
      said: expect.stringContaining('up to date') as string,
    });
    expect(prisma(url, 'migrate', 'deploy').said).toContain('No pending migrations');
  });

  it('deploy what this build then accepts, creating the database', async () => {
    const name = `test_deploy_${randomBytes(6).toString('hex')}`;
    made.push(name);
    expect(prisma(at(name), 'migrate', 'deploy')).toMatchObject({ status: 0 });
    await assertSchemaCurrent(at(name));
    expect(await migrate(at(name))).toEqual([]);
  });

  it('find no difference between schema and migrations, and would find one', async () => {
    const url = await emptyDatabase();
    await migrate(url);
    const drift = ['migrate', 'diff', '--from-config-datasource', '--to-schema', 'prisma/schema', '--exit-code'];
    expect(prisma(url, ...drift)).toMatchObject({
      status: 0,
      said: expect.stringContaining('No difference') as string,
    });
    await run(url, 'alter table setting add column strange text');
    expect(prisma(url, ...drift)).toMatchObject({ status: 2, said: expect.stringContaining('strange') as string });
  });

  it('replay function bodies whole in the shadow database', async () => {
    const migrations = path.join(scratch, 'shadow');
    cpSync(folder, migrations, { recursive: true });
    const replay = ['migrate', 'diff', '--from-migrations', migrations, '--to-schema', 'prisma/schema', '--exit-code'];
    expect(prisma(await emptyDatabase(), ...replay)).toMatchObject({ status: 0 });
    expect(await run(at('postgres'), `select datname from pg_database where datname ~ 'shadow'`)).toEqual([]);
  });

  it('tell a wrong login from a missing server', async () => {
    const wrong = new URL(await emptyDatabase());
    wrong.username = 'stranger';
    expect(prisma(wrong.href, 'migrate', 'status').said).toContain('P1000');
    expect(prisma('postgresql://a:b@127.0.0.1:1/none', 'migrate', 'status').said).toContain('P1001');
  });
});
