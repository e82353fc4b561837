import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from '@qingfeng/platform/database.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import pg from 'pg';
import { afterAll, expect, inject, test } from 'vitest';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import type { Arguments } from '../../command.ts';
import { UsageError } from '../../command.ts';
import { operateCommands } from './commands.ts';
import { SEALED_COLUMNS } from './sealed-columns.ts';

const { database, appUrl, ownerUrl } = await testDatabase();
const dir = await mkdtemp(path.join(tmpdir(), 'qingfeng-operate-'));
const empty = `operate_${randomBytes(6).toString('hex')}`;
const admin = new pg.Client({ connectionString: inject('serverUrl') });
await admin.connect();
await admin.query(`create database ${empty} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
afterAll(async () => {
  await admin.query(`drop database ${empty} with (force)`);
  await admin.end();
  await rm(dir, { recursive: true, force: true });
});

const at = (url: string, name: string): string => Object.assign(new URL(url), { pathname: `/${name}` }).toString();
const env = { NODE_ENV: 'test', DATA_DIR: dir, DATABASE_URL: appUrl, OWNER_DATABASE_URL: ownerUrl };
const elsewhere = { ...env, DATABASE_URL: at(appUrl, empty), OWNER_DATABASE_URL: at(ownerUrl, empty) };

const run = async (name: string, positionals: string[] = [], values: Arguments['values'] = {}, where = env) => {
  let out = '';
  const said: string[] = [];
  const command = operateCommands.find((one) => one.name === name);
  const code = await command?.run(
    { positionals, values },
    { out: (text) => (out += text), say: (line) => said.push(line), env: where },
  );
  return { code, said, told: out === '' ? null : (JSON.parse(out) as Record<string, unknown>) };
};

test('backup, verify, restore elsewhere, and the way back is closed', async () => {
  await insertAccount(database, { unit: await insertUnit(database), roles: ['CADRE'] });
  const taken = await run('backup', [dir]);
  expect(taken.code).toBe(0);
  const file = String(taken.told?.['file']);
  expect(await readdir(dir)).toContain(path.basename(file));
  expect(await run('verify', [file])).toMatchObject({ code: 0, told: { rows: taken.told?.['rows'] } });
  await expect(run('backup', [file])).rejects.toThrow(UsageError);

  expect(await run('restore', [file], {}, elsewhere)).toMatchObject({ code: 0 });
  expect((await run('health', [], {}, elsewhere)).told?.['parts']).toContainEqual({
    part: 'schema',
    ok: true,
    figures: {},
  });
  expect(await run('restore', [file])).toMatchObject({ code: 1, said: [expect.stringContaining('not empty')] });

  await writeFile(file, 'no archive at all');
  expect(await run('verify', [file])).toMatchObject({ code: 1, told: null });
});

test('verify --live names the file whose bytes changed', async () => {
  const files = await openFileStore(dir);
  const { sha256 } = await files.put(
    (async function* () {
      yield Buffer.from('%PDF-1.4\n%%EOF\n');
    })(),
    { name: 'a.pdf', accept: ['pdf'], mostBytes: 1000 },
  );
  await database.read(sql`
    insert into stored_file (id, sha256, name, media_type, size, thing_kind, thing_id, uploaded_at)
    values (${newId()}::uuid, ${sha256}, 'a.pdf', 'application/pdf', 14, 'thing', ${newId()}::uuid, now())`);
  expect(await run('verify', [], { live: true })).toMatchObject({ code: 0, told: { files: 1, faults: 0 } });
  await writeFile(files.pathOf(sha256), 'changed');
  expect(await run('verify', [], { live: true })).toMatchObject({ code: 1, said: [expect.stringContaining(sha256)] });
});

test('verify --live says when the record could be rewritten', async () => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query('alter table event disable trigger event_append_only');
  await owner.query('alter table event disable trigger event_no_truncate');
  const { code, said } = await run('verify', [], { live: true });
  await owner.query('alter table event enable trigger user');
  await owner.end();
  expect(code).toBe(1);
  expect(said).toContain('event: the application may rewrite it');
});

test('health fails where no worker runs', async () => {
  expect(await run('health')).toMatchObject({ code: 1, told: { status: 'degraded' } });
});

test('every sealed column of the schema is rotated, and what it held opens without the old key', async () => {
  const columns = await database.read<{ table: string; column: string }>(sql`
    select table_name as table, column_name as column from information_schema.columns join pg_class on relname = table_name
    where table_schema = 'public' and not relispartition and (column_name like '%\\_cipher' or column_name in ('totp_secret', 'sealed'))
    order by 1, 2 desc`);
  expect(SEALED_COLUMNS.map(({ table, column }) => ({ table, column }))).toEqual(columns);

  const key = (id: string) => ({ id, key: randomBytes(32) });
  const asText = (...keys: { id: string; key: Buffer }[]) =>
    keys.map((one) => `${one.id}:${one.key.toString('base64')}`).join(',');
  const [old, fresh, indexKey] = [key('old'), key('fresh'), randomBytes(32)];
  const { accountId, personId } = await insertAccount(database, { unit: await insertUnit(database), roles: ['CADRE'] });
  const identityId = newId();
  await database.pool.query("insert into sealed_identity values ($1, 'd', '', now())", [identityId]);
  const feedId = newId();
  await database.pool.query(
    `insert into feed (id, code, name, unit_id, kind, format, provider, purpose, legal_basis, every_days, registered_at)
     values ($1, 'F', '', $1, 'expense', 'TABLE', '', '', '', 1, now())`,
    [feedId],
  );
  const ids: Readonly<Record<string, string>> = {
    account: accountId,
    feed: feedId,
    person: personId,
    sealed_identity: identityId,
  };
  const idIn = (table: string): string => ids[table] ?? '';
  const before = openVault({ dataKeys: [old], indexKey });
  for (const { table, column, contextOf } of SEALED_COLUMNS) {
    const id = idIn(table);
    await database.pool.query(`update ${table} set ${column} = $1 where id = $2`, [
      before.seal(column, contextOf(id)),
      id,
    ]);
  }
  const where = { ...env, DATA_KEYS: asText(fresh, old) };
  const moved = {
    'account.totp_secret': 1,
    'person.phone_cipher': 1,
    'person.email_cipher': 1,
    'sealed_identity.sealed': 1,
    'feed.pull_cipher': 1,
  };
  expect((await run('rotate-keys', [], {}, where)).told).toEqual({ key: 'fresh', moved });
  expect((await run('rotate-keys', [], {}, where)).told?.['moved']).not.toMatchObject({ 'account.totp_secret': 1 });
  const after = openVault({ dataKeys: [fresh], indexKey });
  for (const { table, column, contextOf } of SEALED_COLUMNS) {
    const id = idIn(table);
    const { rows } = await database.pool.query<{ sealed: string }>(
      `select ${column} as sealed from ${table} where id = $1`,
      [id],
    );
    expect(after.open(rows[0]?.sealed ?? '', contextOf(id)).toString()).toBe(column);
  }
});
