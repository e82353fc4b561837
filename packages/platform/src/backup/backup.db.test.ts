import { randomBytes } from 'node:crypto';
import { mkdtemp, open, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { byOf, testDatabase } from '../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../tests/support/people.ts';
import { change } from '../change.ts';
import { openDatabase, sql } from '../database.ts';
import { openFileStore } from '../files.ts';
import { newId } from '../ids.ts';
import { faultsOfArchive, openArchive } from './manifest.ts';
import { restoreBackup } from './restore-backup.ts';
import { takeBackup } from './take-backup.ts';

const { database, appUrl, ownerUrl } = await testDatabase(['thing.happened']);
const dir = await mkdtemp(path.join(tmpdir(), 'qingfeng-backup-'));
const files = await openFileStore(path.join(dir, 'from'));
const archive = path.join(dir, 'backup.tar');
const emptied: string[] = [];
const ODD = 'tab\there, back\\slash, newline\n, "quotes", 汉字';
let sha256 = '';

/** An empty database on the same server, dropped at the end. */
const emptyDatabase = async (): Promise<string> => {
  const name = `restored_${randomBytes(6).toString('hex')}`;
  emptied.push(name);
  await asOwner(inject('serverUrl'), `create database ${name} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  return Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).toString();
};
const asOwner = async <Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  const above = await insertUnit(database);
  const unit = await insertUnit(database, { name: ODD, above });
  const { accountId } = await insertAccount(database, { unit, roles: ['CADRE'] });
  await database.read(sql`select ensure_partitions('2026-10-01', '2026-11-30')`);
  await change(database, byOf({ viewer: { ...SYSTEM, accountId } }), async () => ({
    result: null,
    events: [{ type: 'thing.happened', thingKind: 'thing', thingId: newId(), version: 1, body: { said: 'a\\b' } }],
  }));
  const stored = await files.put(
    (async function* () {
      yield Buffer.from('%PDF-1.4 清风\n%%EOF\n');
    })(),
    { name: 'a.pdf', accept: ['pdf'], mostBytes: 1000 },
  );
  sha256 = stored.sha256;
  await database.read(sql`
    insert into stored_file (id, sha256, name, media_type, size, thing_kind, thing_id, uploaded_at)
    values (${newId()}::uuid, ${sha256}, 'a.pdf', 'application/pdf', 20, 'thing', ${newId()}::uuid, now())`);
  await takeBackup(appUrl, files, archive, new Date());
});
afterAll(async () => {
  await rm(dir, { recursive: true, force: true });
  for (const name of emptied) await asOwner(inject('serverUrl'), `drop database if exists ${name} with (force)`);
});

const rowsOf = async (url: string): Promise<Record<string, unknown>> => {
  const { manifest } = await openArchive(archive);
  const counted: Record<string, unknown> = {};
  for (const { name } of manifest.tables) {
    const [row] = await asOwner<{ rows: unknown }>(
      url,
      `select coalesce(json_agg(t order by t::text), '[]') as rows from "${name}" t`,
    );
    counted[name] = row?.rows;
  }
  return counted;
};

test('what is restored is what was there: rows, odd characters, partitions, files, pending jobs', async () => {
  const url = await emptyDatabase();
  const store = await openFileStore(path.join(dir, 'to'));
  await restoreBackup(url, store, archive);
  expect(await rowsOf(url)).toEqual(await rowsOf(ownerUrl));
  expect(await store.verify(sha256)).toBe(true);
  const events = `select tableoid::regclass::text as part from event`;
  expect(await asOwner(url, events)).toEqual(await asOwner(ownerUrl, events));
  const jobs = `select task_identifier, queue_name, key, priority, max_attempts from graphile_worker.jobs`;
  const pending = await asOwner(url, jobs);
  expect(pending).toHaveLength(1);
  expect(pending).toEqual(await asOwner(ownerUrl, jobs));

  const constraints = `select conrelid::regclass::text as table, conname, pg_get_constraintdef(oid) as means, convalidated from pg_constraint
    where contype = 'f' order by 1, 2`;
  expect(await asOwner(url, constraints)).toEqual(await asOwner(ownerUrl, constraints));
  await expect(asOwner(url, `update event set body = ''`)).rejects.toThrow('append-only');
  await expect(restoreBackup(url, store, archive)).rejects.toThrow('not empty');
});

test('one moment: what is committed while a backup runs is in it whole or not at all', async () => {
  const target = path.join(dir, 'under-load.tar');
  const going = new AbortController();
  const load = (async () => {
    while (!going.signal.aborted) {
      await database.prisma.$transaction(async (tx) => {
        const id = newId();
        await tx.$executeRaw(
          sql`insert into setting (key, value, changed_at) values (${`pair:${id}`}, ${`"${id}"`}::jsonb, now())`,
        );
        await tx.$executeRaw(sql`
          insert into unit (id, code, name, short_name, kind, path, initials)
          values (${id}::uuid, ${id}, 'pair', 'pair', 'DEPARTMENT', '/', 'p')`);
      });
    }
  })();
  const manifest = await takeBackup(appUrl, files, target, new Date());
  going.abort();
  await load;
  const rows = (name: string) => manifest.tables.find((table) => table.name === name)?.rows ?? NaN;
  expect(rows('unit') - rows('setting')).toBe(2);
  await database.read(sql`delete from setting`);
  await database.read(sql`delete from unit where name = 'pair'`);
});

test('nobody stays signed in, and no secret of a session is in the archive', async () => {
  const names = (await openArchive(archive)).manifest.tables.map(({ name }) => name);
  expect(names).toContain('account');
  expect(names).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(session|refresh_token|download_ticket)$/)]),
  );
});

test('every flipped byte of a table or file is found, and a damaged archive loads nothing', async () => {
  expect(await faultsOfArchive(archive)).toEqual([]);
  const { manifest, entry } = await openArchive(archive);
  const damaged = path.join(dir, 'damaged.tar');
  for (const part of [...manifest.tables.map(({ name }) => `tables/${name}.copy.gz`), `files/${sha256}`]) {
    await writeFile(damaged, await readFile(archive));
    const { offset, size } = entry(part);
    const file = await open(damaged, 'r+');
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, offset + (size >> 1));
    await file.write(Buffer.from([buffer.readUInt8(0) ^ 1]), 0, 1, offset + (size >> 1));
    await file.close();
    expect(await faultsOfArchive(damaged)).toEqual([`${part} is damaged`]);
  }
  const url = await emptyDatabase();
  await expect(restoreBackup(url, files, damaged)).rejects.toThrow('is damaged');
  expect(await asOwner(url, `select to_regclass('event') as there`)).toEqual([{ there: null }]);
});

test('a cut archive and a file that is none are refused', async () => {
  const cut = path.join(dir, 'cut.tar');
  const bytes = await readFile(archive);
  for (const length of [0, 100, 5_000, bytes.length - 2_000]) {
    await writeFile(cut, bytes);
    await truncate(cut, length);
    await expect(faultsOfArchive(cut)).rejects.toThrow(/cut short|lacks/);
  }
  await writeFile(cut, randomBytes(4_096));
  await expect(faultsOfArchive(cut)).rejects.toThrow('no archive');
});

test('a file that the store lost is told of; a backup that fails leaves nothing behind', async () => {
  const other = await openFileStore(path.join(dir, 'other'));
  const target = path.join(dir, 'lossy.tar');
  expect((await takeBackup(appUrl, other, target, new Date())).lostFiles).toEqual([sha256]);
  expect(await faultsOfArchive(target)).toEqual([expect.stringContaining(sha256)]);
  await expect(
    takeBackup('postgresql://nobody:x@127.0.0.1:1/none', other, path.join(dir, 'never.tar'), new Date()),
  ).rejects.toThrow();
  expect((await readdir(dir)).filter((name) => name.startsWith('never') || name.endsWith('.part'))).toEqual([]);
});

test('the application goes on working on a restored database', async () => {
  const url = await emptyDatabase();
  await restoreBackup(url, files, archive);
  const app = Object.assign(new URL(appUrl), { pathname: new URL(url).pathname }).toString();
  const restored = openDatabase(app);
  await change(restored, byOf(), async () => ({
    result: null,
    events: [{ type: 'thing.happened', thingKind: 'thing', thingId: newId(), version: 1, body: {} }],
  }));
  expect((await restored.readOne<{ n: number }>(sql`select count(*) as n from event`))?.n).toBe(2);
  await restored.close();
});
