import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import { AS_IS } from '@qingfeng/domain/features/sources/mapping.ts';
import type { Reading } from '@qingfeng/domain/features/sources/translate.ts';
import type { Pull } from '@qingfeng/domain/features/sources/pull.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { approveFeed, mapFeed, registerApproved } from '../../../../../tests/support/feeds.ts';
import { testVault } from '../../../../../tests/support/deliveries.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { ingestFeed } from './ingest-feed.ts';
import { pullFeed, queuePulls, requestPull } from './pull-feed.ts';
import { feedOf } from './read.ts';
import { changeFeed } from './register-feed.ts';
import { receiveRows } from './receive-rows.ts';

const { database, ownerUrl } = await testDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-pull-'));
const files = await openFileStore(dataDir);
const vault = testVault();
const dropDir = path.join(dataDir, 'drop');

let by: By;
let unitId: string;
beforeAll(async () => {
  const unit = await insertUnit(database);
  unitId = unit.id;
  const { accountId } = await insertAccount(database, { unit, roles: ['RULE_ADMIN'] });
  by = byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
});
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const registered = (pull: Pull | null, more: object = {}): Promise<string> =>
  registerApproved(
    database,
    by,
    {
      code: `F-${newId().toUpperCase()}`,
      name: '测试',
      unitId,
      kind: 'expense',
      format: 'TABLE',
      provider: '测试',
      purpose: '测试',
      legalBasis: '测试',
      everyDays: 7,
      pull,
      ...more,
    },
    vault,
  );
const deps = (hosts: readonly string[]) => ({ database, files, vault, pull: { dropDir, hosts } });
const pulled = async (feedId: string, hosts: readonly string[] = []) => {
  const outcome = await pullFeed(deps(hosts), byOf(), feedId);
  await ingestFeed({ database, files, zone: 'Asia/Shanghai', vault }, byOf(), feedId);
  return outcome;
};
const held = async (feedId: string) =>
  (
    await database.read<{ id: string }>(sql`
    select external_id as id from expense where feed_id = ${feedId}::uuid and superseded_at is null order by 1`)
  ).map(({ id }) => id);
const stateOf = async (feedId: string) =>
  (await feedOf(database, by.viewer, feedId, by.today, 'Asia/Shanghai')).pulling;

const CSV = '记录编号,发生日期,费用类别,金额\nA1,2026-03-12,差旅,10.00\nA2,2026-03-13,差旅,20.00\n';

describe('over HTTP', () => {
  let answer: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
  const server = createServer((request, response) => answer(request, response));
  let host = '';
  beforeAll(async () => {
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    host = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  });
  afterAll(() => server.close());
  const from = (): Pull => ({
    from: 'HTTP',
    everyMinutes: 60,
    url: `http://${host}/out/expenses.csv`,
    header: 'X-Token',
  });

  test('what is new comes in once, under the token, and an unchanged file is not fetched again', async () => {
    const asked: (string | undefined)[] = [];
    answer = (request, response) => {
      asked.push(`${String(request.headers['x-token'])} ${String(request.headers['if-none-match'])}`);
      if (request.headers['if-none-match'] === '"v1"') response.writeHead(304).end();
      else response.writeHead(200, { 'content-type': 'text/csv', etag: '"v1"' }).end(CSV);
    };
    const feedId = await registered(from(), { pullSecret: '令牌甲' });
    const stored = await database.readOne<{ cipher: string }>(
      sql`select pull_cipher as cipher from feed where id = ${feedId}::uuid`,
    );
    expect(stored?.cipher).not.toContain('令牌');
    // A header holds Latin letters only.
    const latin = await registered(from(), { pullSecret: 'token-1' });
    expect(await pulled(latin, [host])).toBe('FETCHED');
    expect(await pulled(latin, [host])).toBe('NOTHING_NEW');
    expect(asked).toEqual(['token-1 undefined', 'token-1 "v1"']);
    expect(await held(latin)).toEqual(['A1', 'A2']);
    expect(await stateOf(latin)).toMatchObject({ outcome: 'NOTHING_NEW', deliveries: 1, failures: 0, error: null });
  });

  test.each([
    [
      'a host that nobody allowed',
      [],
      (_: IncomingMessage, r: ServerResponse) => r.writeHead(200).end(CSV),
      'source.pull-host',
    ],
    [
      'a redirect',
      null,
      (_: IncomingMessage, r: ServerResponse) => r.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'source.pull-answer',
    ],
    ['an error', null, (_: IncomingMessage, r: ServerResponse) => r.writeHead(500).end(), 'source.pull-answer'],
    ['a line that breaks', null, (_: IncomingMessage, r: ServerResponse) => r.destroy(), 'source.pull-unreachable'],
    [
      'what is no table',
      null,
      (_: IncomingMessage, r: ServerResponse) => r.writeHead(200, { 'content-type': 'text/csv' }).end('\u0000\u0001'),
      'file.type-differs',
    ],
  ])('%s is told on the feed and tried later', async (_name, hosts, respond, code) => {
    answer = respond;
    const feedId = await registered(from());
    expect(await pulled(feedId, hosts ?? [host])).toBe('FAILED');
    expect(await pulled(feedId, hosts ?? [host])).toBe('FAILED');
    expect(await stateOf(feedId)).toMatchObject({
      outcome: 'FAILED',
      error: code,
      failures: 2,
      nextAt: '2026-10-10T05:00:00.000Z',
    });
    const told = await database.read(
      sql`select 1 from event where thing_id = ${feedId}::uuid and type = 'feed.pull-failed'`,
    );
    expect(told).toHaveLength(1);
  });
});

describe('from a folder', () => {
  const place = path.join(dropDir, 'caizheng');
  const drop = async (name: string, text: string, ageMs = 60_000) => {
    await mkdir(place, { recursive: true });
    await writeFile(path.join(place, name), text);
    const at = new Date(Date.parse(byOf().now) - ageMs);
    await utimes(path.join(place, name), at, at);
  };
  test('whole files come in oldest first and are put away, with the reason where one is refused; one still written to waits', async () => {
    const feedId = await registered({ from: 'FOLDER', everyMinutes: 5, folder: 'caizheng' });
    await drop('b.csv', CSV.replace('20.00', '25.00'), 60_000);
    await drop('a.csv', CSV, 120_000);
    await drop('c.exe', 'x');
    await drop('still.csv', CSV.replaceAll('A', 'B'), 1_000);
    expect(await pulled(feedId)).toBe('FETCHED');
    expect(await held(feedId)).toEqual(['A1', 'A2']);
    const amount = await database.readOne<{ n: number }>(sql`
      select amount_minor as n from expense where external_id = 'A2' and feed_id = ${feedId}::uuid and superseded_at is null`);
    expect(amount?.n).toBe(2500);
    expect((await readdir(place)).sort()).toEqual(['done', 'failed', 'still.csv']);
    expect(await readdir(path.join(place, 'done'))).toHaveLength(2);
    const [kept, why] = (await readdir(path.join(place, 'failed'))).sort();
    expect(kept).toMatch(/c\.exe$/);
    expect(await readFile(path.join(place, 'failed', why ?? ''), 'utf8')).toBe('file.type-not-allowed\n');
    expect(await pulled(feedId)).toBe('NOTHING_NEW');
  });
});

describe('from a database', () => {
  const { hostname, port, username, password, pathname } = new URL(ownerUrl);
  const host = `${hostname}:${port}`;
  const source = (more: object = {}): Pull => ({
    ...{ from: 'SQL', everyMinutes: 60, engine: 'POSTGRESQL', host: hostname, port: Number(port) },
    ...{ database: pathname.slice(1), user: decodeURIComponent(username), table: 'public.bills', watermark: 'changed' },
    ...more,
  });
  const owner = new pg.Client({ connectionString: ownerUrl });
  beforeAll(async () => {
    await owner.connect();
    await owner.query(
      'create table bills (记录编号 text, 发生日期 date, 费用类别 text, 金额 numeric(12,2), changed timestamptz(6))',
    );
  });
  afterAll(() => owner.end());
  const secret = { pullSecret: decodeURIComponent(password) || 'x' };

  test('rows past the highest value seen come in, numbers and days as the database writes them', async () => {
    const feedId = await registered(source(), secret);
    expect(await pulled(feedId, [host])).toBe('NOTHING_NEW');
    await owner.query(
      `insert into bills values ('D1', '2026-03-12', '差旅', 0.10, '2026-03-12 01:00:00.000001+00'), ('D,"2', '2026-03-13', '差旅', 1234567.89, '2026-03-12 01:00:00.000002+00')`,
    );
    expect(await pulled(feedId, [host])).toBe('FETCHED');
    expect(await pulled(feedId, [host])).toBe('NOTHING_NEW');
    await owner.query(`insert into bills values ('D3', '2026-03-14', '差旅', 3, '2026-03-12 01:00:00.000003+00')`);
    expect(await pulled(feedId, [host])).toBe('FETCHED');
    expect(await held(feedId)).toEqual(['D,"2', 'D1', 'D3']);
    const amounts = await database.read<{ n: number }>(
      sql`select amount_minor as n from expense where feed_id = ${feedId}::uuid order by 1`,
    );
    expect(amounts.map(({ n }) => n)).toEqual([10, 300, 123_456_789]);
  });

  test('what could not be read without a mapping is fetched again once there is one', async () => {
    await owner.query(
      `create table gl (voucher_no text, biz_date timestamptz, item text, amt_wan numeric(18,6), changed timestamptz);
       insert into gl values ('G1', '2026-03-11 16:30:00+00', '30211', 1.2805, '2026-03-12 01:00:00+00')`,
    );
    const feedId = await registered(source({ table: 'gl' }), secret);
    expect(await pulled(feedId, [host])).toBe('FETCHED');
    expect(await held(feedId)).toEqual([]);
    const column = (heading: string, reading: Reading = AS_IS) => ({ headings: [heading], constant: null, reading });
    const mapping: Mapping = {
      undated: 'REJECT',
      fields: {
        externalId: column('voucher_no'),
        occurredOn: column('biz_date', { how: 'MOMENT', format: 'YMD' }),
        kind: column('item', { how: 'CODES', codes: { '30211': 'TRAVEL' }, unknown: 'REJECT' }),
        amountMinor: column('amt_wan', { how: 'UNIT', unit: 'WAN_YUAN', rounded: false }),
      },
    };
    await mapFeed(database, by, feedId, mapping);
    expect(await pulled(feedId, [host])).toBe('FETCHED');
    const rows = await database.read(sql`
      select external_id as id, occurred_on::text as day, kind, amount_minor as amount from expense where feed_id = ${feedId}::uuid`);
    expect(rows).toEqual([{ id: 'G1', day: '2026-03-12', kind: 'TRAVEL', amount: 1_280_500 }]);
    expect(await pulled(feedId, [host])).toBe('NOTHING_NEW');
  });

  test('another place is asked nothing before it is approved, and then from its beginning', async () => {
    const feedId = await registered(source(), secret);
    await owner.query(
      'create table other_bills as select 记录编号 || $$-2$$ as 记录编号, 发生日期, 费用类别, 金额, changed from bills',
    );
    await pulled(feedId, [host]);
    const moved = {
      ...{ name: '测试', unitId, provider: '测试', purpose: '测试', legalBasis: '测试', everyDays: 7 },
      ...{ version: 2, status: 'ACTIVE' as const, pull: source({ table: 'other_bills' }) },
    };
    await changeFeed(database, by, feedId, moved, vault);
    expect(await pulled(feedId, [host])).toBe('FAILED');
    expect(await stateOf(feedId)).toMatchObject({ error: 'source.contract-not-approved' });
    await approveFeed(database, by, feedId, 3);
    expect(await pulled(feedId, [host])).toBe('FETCHED');
    expect((await held(feedId)).filter((id) => id.endsWith('-2'))).toEqual(['D,"2-2', 'D1-2', 'D3-2']);
  });

  test.each([
    ['a table that is not there', { table: 'nothing' }, [host], 'source.pull-database'],
    ['a host that nobody allowed', {}, [], 'source.pull-host'],
    ['a server that is not there', { port: 1 }, [`${hostname}:1`], 'source.pull-database'],
  ])('%s is told on the feed', async (_name, more, hosts, code) => {
    const feedId = await registered(source(more), secret);
    expect(await pulled(feedId, hosts)).toBe('FAILED');
    const { error, errorFacts } = (await stateOf(feedId)) ?? {};
    expect(error).toBe(code);
    // What the words of the refusal name is kept with it.
    expect(errorFacts).toHaveProperty(code === 'source.pull-host' ? 'host' : 'code');
  });
});

test('a feed is put into the queue when it is due or asked for, once', async () => {
  const feedId = await registered({ from: 'FOLDER', everyMinutes: 5, folder: 'queue' });
  const waiting = async () =>
    (await database.read(sql`select 1 from graphile_worker.jobs where key = ${`pull-feed:${feedId}`}`)).length;
  await queuePulls(database, byOf());
  await queuePulls(database, byOf());
  await requestPull(database, by, feedId);
  expect(await waiting()).toBe(1);
  await expect(requestPull(database, by, await registered(null))).rejects.toMatchObject({ code: 'source.no-pull' });
});

test('nothing comes in outside what was agreed', async () => {
  const over = await registered(null, { agreedUntil: localDate('2026-10-09') });
  const row = { externalId: 'X', occurredOn: '2026-03-12', kind: 'TRAVEL', amountMinor: 1, currency: 'CNY' };
  await expect(receiveRows(database, by, { zone: 'Asia/Shanghai', vault }, over, [row])).rejects.toMatchObject({
    code: 'source.agreement-over',
    details: { until: '2026-10-09' },
  });
  const holds = await registered(null, { agreedFrom: localDate('2026-10-10'), agreedUntil: localDate('2026-10-10') });
  expect((await receiveRows(database, by, { zone: 'Asia/Shanghai', vault }, holds, [row])).counts.accepted).toBe(1);
});
