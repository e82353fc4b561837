import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Counts } from '@qingfeng/domain/features/sources/batch.ts';
import type { DeliveredKind } from '@qingfeng/domain/features/sources/kinds.ts';
import { columnOf, FIELDS, KINDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { AS_IS } from '@qingfeng/domain/features/sources/mapping.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { instant } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { mapFeed, registerApproved } from '../../../../../tests/support/feeds.ts';
import { testVault } from '../../../../../tests/support/deliveries.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { cancelBatch } from './cancel-batch.ts';
import { findStaleFeeds } from './find-stale-feeds.ts';
import { ingestFeed } from './ingest-feed.ts';
import { batchOf, listRejectedOf } from './read.ts';
import { receiveRows } from './receive-rows.ts';
import { receiveUpload } from './receive-upload.ts';
import { resumeDeliveries } from './resume-deliveries.ts';
import { stagedColumns } from './staged.ts';

const ZONE = 'Asia/Shanghai';
const { database } = await testDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-sources-'));
const files = await openFileStore(dataDir);
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const READING = { zone: ZONE, vault: testVault() };
let by: By;
let unit: { id: string; code: string };
beforeAll(async () => {
  const made = await insertUnit(database);
  const row = await database.readOne<{ code: string }>(sql`select code from unit where id = ${made.id}::uuid`);
  unit = { id: made.id, code: row?.code ?? '' };
  const { accountId } = await insertAccount(database, { unit: made, roles: ['RULE_ADMIN', 'OFFICER'] });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  by = byOf({ viewer: viewer! });
});

const feedOf = (kind: DeliveredKind = 'expense', changes: object = {}): Promise<string> =>
  registerApproved(database, by, {
    code: `F-${newId().toUpperCase()}`,
    name: '测试数据源',
    unitId: unit.id,
    kind,
    format: 'TABLE',
    provider: '测试系统',
    purpose: '测试',
    legalBasis: '测试',
    allowedFields: [],
    everyDays: 7,
    ...changes,
  });

const HEADER = '记录编号,发生日期,单位编码,费用类别,金额,发票号码\n';
const line = (id: string, day: string, amount: string, invoice = '') =>
  `${id},${day},${unit.code},差旅,${amount},${invoice}\n`;

const upload = (feedId: string, text: string | Buffer, name = 'a.csv') =>
  receiveUpload(database, by, files, feedId, name, [Buffer.from(text)] as unknown as AsyncIterable<Uint8Array>);
const ingest = (feedId: string, partRows = 10_000, signal?: AbortSignal) =>
  ingestFeed({ database, files, ...READING, partRows, ...(signal ? { signal } : {}) }, by, feedId);
const deliver = async (feedId: string, text: string | Buffer, name?: string, partRows?: number) => {
  const id = await upload(feedId, text, name);
  await ingest(feedId, partRows);
  return batchOf(database, by.viewer, id);
};
const counts = (changes: Partial<Counts>): Counts => ({
  accepted: 0,
  corrected: 0,
  unchanged: 0,
  repeated: 0,
  rejected: 0,
  ...changes,
});
const current = (feedId: string) =>
  database.read<{ id: string; day: string; amount: number }>(sql`
    select external_id as id, occurred_on as day, amount_minor as amount from expense
    where feed_id = ${feedId}::uuid and superseded_at is null order by 1`);

describe('a delivery', () => {
  test('goes in, its unit found by code, its feed fresh, its event told', async () => {
    const feedId = await feedOf();
    const batch = await deliver(
      feedId,
      HEADER + line('A', '2026-03-01', ' 100.50 ') + line('B', '2026-04-02', '"1,200"'),
    );
    expect(batch).toMatchObject({ state: 'DONE', counts: counts({ accepted: 2 }), linesDone: 2, linesTotal: 2 });
    expect(await current(feedId)).toEqual([
      { id: 'A', day: '2026-03-01', amount: 10_050 },
      { id: 'B', day: '2026-04-02', amount: 120_000 },
    ]);
    const stored = await database.read(sql`
      select r.revision, r.unit_id = ${unit.id}::uuid as unit, r.tableoid::regclass::text as part, e.currency, e.kind
      from record r join expense e on e.record_id = r.id where r.feed_id = ${feedId}::uuid order by r.external_id`);
    expect(stored).toEqual([
      { revision: 1, unit: true, part: 'record_202603', currency: 'CNY', kind: 'TRAVEL' },
      { revision: 1, unit: true, part: 'record_202604', currency: 'CNY', kind: 'TRAVEL' },
    ]);
    const events = await database.read<{ type: string; body: string }>(sql`
      select type, body from event where thing_id = ${batch.id}::uuid order by id`);
    expect(events.map(({ type }) => type)).toEqual(['batch.received', 'batch.promoted', 'batch.finished']);
    const told = JSON.parse(events[1]!.body) as { fromRecord: string; toRecord: string };
    const spanned = await database.readOne(sql`
      select count(*) as n from record where county = 1 and id between ${told.fromRecord}::uuid and ${told.toRecord}::uuid`);
    expect(spanned).toEqual({ n: 2 });
    const feed = await database.readOne(
      sql`select data_until as until, stale_since as stale from feed where id = ${feedId}::uuid`,
    );
    expect(feed).toEqual({ until: '2026-04-02', stale: null });
  });

  test('sent again changes nothing', async () => {
    const feedId = await feedOf();
    const text = HEADER + line('A', '2026-03-01', '1') + line('B', '2026-03-02', '2');
    await deliver(feedId, text);
    const again = await deliver(feedId, text);
    expect(again.counts).toEqual(counts({ unchanged: 2 }));
    expect(await database.readOne(sql`select count(*) as n from record where feed_id = ${feedId}::uuid`)).toEqual({
      n: 2,
    });
  });

  test('that corrects a day moves the record to that month and keeps the old revision', async () => {
    const feedId = await feedOf();
    await deliver(feedId, HEADER + line('A', '2026-03-31', '1'));
    const corrected = await deliver(feedId, HEADER + line('A', '2026-04-01', '1'));
    expect(corrected.counts).toEqual(counts({ corrected: 1 }));
    const rows = await database.read(sql`
      select r.revision, e.tableoid::regclass::text as part, e.superseded_at is not null as superseded, r.replaces_on as replaces
      from record r join expense e on e.record_id = r.id and e.occurred_on = r.occurred_on
      where r.feed_id = ${feedId}::uuid order by r.revision`);
    expect(rows).toEqual([
      { revision: 1, part: 'expense_202603', superseded: true, replaces: null },
      { revision: 2, part: 'expense_202604', superseded: false, replaces: '2026-03-31' },
    ]);
    const key = await database.readOne(sql`
      select revision, occurred_on as day from record_key where feed_id = ${feedId}::uuid and external_id = 'A'`);
    expect(key).toEqual({ revision: 2, day: '2026-04-01' });
  });

  test.each([1, 2, 3, 100])('with an id twice keeps the last, in parts of %i rows', async (partRows) => {
    const feedId = await feedOf();
    const batch = await deliver(
      feedId,
      HEADER +
        line('A', '2026-03-01', '1') +
        line('B', '2026-03-01', '5') +
        line('A', '2026-03-02', '2') +
        line('A', '2026-03-02', '2'),
      'a.csv',
      partRows,
    );
    expect(batch.counts).toEqual(counts({ accepted: 2, repeated: 2 }));
    expect(await current(feedId)).toMatchObject([{ id: 'A', day: '2026-03-02', amount: 200 }, { id: 'B' }]);
  });

  test('with bad rows takes the good ones and keeps each bad one with line, reason and what stood there', async () => {
    const feedId = await feedOf();
    const batch = await deliver(
      feedId,
      HEADER +
        line('A', '2026-03-01', '1') +
        line('', '2026-13-01', '1.234') +
        'B,2026-03-02\n' +
        line('C', '1026-03-02', '12元') +
        line('D', '2026-03-04', '-3.10'),
    );
    expect(batch).toMatchObject({ state: 'DONE', counts: counts({ accepted: 2, rejected: 3 }) });
    const { items } = await listRejectedOf(database, by.viewer, batch.id, { page: 1, size: 20, sort: 'line' });
    expect(items).toEqual([
      {
        line: 3,
        faults: [
          { reason: 'REQUIRED', field: 'externalId', value: null, heading: '记录编号', rule: null },
          { reason: 'NOT_A_DAY', field: 'occurredOn', value: '2026-13-01', heading: '发生日期', rule: null },
          { reason: 'NOT_AN_AMOUNT', field: 'amountMinor', value: '1.234', heading: '金额', rule: null },
        ],
      },
      { line: 4, faults: [{ reason: 'CELL_COUNT', field: null, value: null, heading: null, rule: null }] },
      {
        line: 5,
        faults: [
          { reason: 'DAY_OUT_OF_RANGE', field: 'occurredOn', value: '1026-03-02', heading: '发生日期', rule: null },
          { reason: 'NOT_AN_AMOUNT', field: 'amountMinor', value: '12元', heading: '金额', rule: null },
        ],
      },
    ]);
    expect(batch.reasons).toContainEqual({
      reason: 'NOT_AN_AMOUNT',
      field: 'amountMinor',
      heading: '金额',
      rule: null,
      rows: 2,
    });
  });

  test('keeps only what the contract allows, and fills in what the mapping says', async () => {
    const feedId = await feedOf('expense', { allowedFields: ['amountMinor'] });
    await mapFeed(database, by, feedId, {
      undated: 'REJECT',
      fields: {
        externalId: { headings: ['单据'], constant: null, reading: AS_IS },
        unitCode: { headings: null, constant: unit.code, reading: AS_IS },
      },
    });
    const batch = await deliver(feedId, '单据,日期,金额,发票号码\nA,2026/3/1,5,12345678\n');
    expect(batch.counts).toEqual(counts({ accepted: 1 }));
    const row = await database.readOne(sql`
      select unit_code as unit, amount_minor as amount, currency, invoice_no as invoice from expense where feed_id = ${feedId}::uuid`);
    expect(row).toEqual({ unit: unit.code, amount: 500, currency: 'CNY', invoice: null });
  });

  test.each([
    ['no required column', '记录编号,金额\nA,1\n', 'a.csv', 'source.columns-missing'],
    [
      'two columns for one field',
      '记录编号,externalId,日期,金额\nA,B,2026-03-01,1\n',
      'a.csv',
      'source.columns-doubled',
    ],
    ['nothing but a header', HEADER, 'a.csv', 'file.empty'],
  ])('with %s fails as a whole and says why', async (_what, text, name, code) => {
    const feedId = await feedOf();
    const batch = await deliver(feedId, text, name);
    expect(batch).toMatchObject({ state: 'FAILED', error: { code }, counts: counts({}) });
  });
});

describe('a delivery that is interrupted', () => {
  const many = (count: number, from = 0) =>
    Array.from({ length: count }, (_, index) => line(`N${String(from + index)}`, '2026-05-01', '7')).join('');

  test('by a stop goes on after its last part, and no row is counted twice', async () => {
    const feedId = await feedOf();
    const id = await upload(feedId, HEADER + many(50) + line('', 'x', 'y') + many(49, 50));
    const stop = new AbortController();
    const stopping = ingest(feedId, 10, stop.signal);
    while ((await batchOf(database, by.viewer, id)).linesDone < 20) await new Promise((done) => setTimeout(done, 5));
    stop.abort();
    await stopping;
    const halfway = await batchOf(database, by.viewer, id);
    expect(halfway.state).toBe('RUNNING');
    expect(halfway.linesDone).toBeLessThan(100);
    await ingest(feedId, 7);
    const whole = await batchOf(database, by.viewer, id);
    expect(whole).toMatchObject({ state: 'DONE', linesDone: 100, counts: counts({ accepted: 99, rejected: 1 }) });
    expect(await current(feedId)).toHaveLength(99);
    expect(await database.readOne(sql`select count(*) as n from staged_expense`)).toEqual({ n: 0 });
  });

  test('by a lost connection leaves whole parts only, and goes on', async () => {
    const feedId = await feedOf();
    const id = await upload(feedId, HEADER + many(200));
    const working = ingest(feedId, 10);
    while ((await batchOf(database, by.viewer, id)).linesDone < 30) await new Promise((done) => setTimeout(done, 5));
    const broken = expect(working).rejects.toThrow();
    await database.read(sql`
      select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`);
    await broken;
    // The pool learns of its idle connections' end only when it hears of it.
    const { rows, halfway } = await vi.waitFor(
      async () => ({ rows: await current(feedId), halfway: await batchOf(database, by.viewer, id) }),
      { timeout: 10_000 },
    );
    expect(rows).toHaveLength(halfway.linesDone);
    expect(halfway.linesDone).toBeLessThan(200);
    await ingest(feedId);
    expect(await batchOf(database, by.viewer, id)).toMatchObject({ state: 'DONE', counts: counts({ accepted: 200 }) });
  });

  test('by a dead worker is asked for again, though the queue holds its job', async () => {
    const feedId = await feedOf();
    await upload(feedId, HEADER + many(1));
    const later = byOf({ viewer: by.viewer, now: instant(new Date(Date.parse(by.now) + 3_600_000)) });
    expect(await resumeDeliveries(database, later)).toBeGreaterThan(0);
    const job = await database.readOne(
      sql`select count(*) as n from graphile_worker.jobs where key = ${`resume:${feedId}`}`,
    );
    expect(job).toEqual({ n: 1 });
    await ingest(feedId);
  });

  test('by its sender stops, keeps what is in, and can no longer be cancelled', async () => {
    const feedId = await feedOf();
    const id = await upload(feedId, HEADER + many(100));
    const working = ingest(feedId, 5);
    while ((await batchOf(database, by.viewer, id)).linesDone < 10) await new Promise((done) => setTimeout(done, 5));
    await cancelBatch(database, by, id);
    await working;
    const stopped = await batchOf(database, by.viewer, id);
    expect(stopped.state).toBe('CANCELLED');
    expect(await current(feedId)).toHaveLength(stopped.linesDone);
    await expect(cancelBatch(database, by, id)).rejects.toMatchObject({ code: 'source.batch-over' });
  });

  test('before it began is cancelled at once', async () => {
    const feedId = await feedOf();
    const id = await upload(feedId, HEADER + many(3));
    await cancelBatch(database, by, id);
    await ingest(feedId);
    expect(await batchOf(database, by.viewer, id)).toMatchObject({ state: 'CANCELLED', counts: counts({}) });
  });
});

describe('two deliveries of one feed', () => {
  test('at once, worked off by many: each row once, the newer one stands', async () => {
    const feedId = await feedOf();
    const rows = (amount: string) =>
      Array.from({ length: 60 }, (_, n) => line(`N${String(n)}`, '2026-05-01', amount)).join('');
    const [first, second] = [await upload(feedId, HEADER + rows('1')), await upload(feedId, HEADER + rows('2'))];
    await Promise.all([ingest(feedId, 7), ingest(feedId, 11), ingest(feedId, 13)]);
    await ingest(feedId);
    expect((await batchOf(database, by.viewer, first)).counts).toEqual(counts({ accepted: 60 }));
    expect((await batchOf(database, by.viewer, second)).counts).toEqual(counts({ corrected: 60 }));
    expect((await current(feedId)).every(({ amount }) => amount === 200)).toBe(true);
  });

  test('an older one that is worked off later does not override a newer one', async () => {
    const feedId = await feedOf();
    const older = await upload(feedId, HEADER + line('A', '2026-05-01', '1') + line('B', '2026-05-01', '1'));
    const sent = await receiveRows(database, by, READING, feedId, [
      { externalId: 'A', occurredOn: '2026-05-02', unitCode: unit.code, amountMinor: 900, currency: 'CNY' },
    ]);
    expect(sent.counts).toEqual(counts({ accepted: 1 }));
    await ingest(feedId);
    expect((await batchOf(database, by.viewer, older)).counts).toEqual(counts({ accepted: 1, repeated: 1 }));
    expect(await current(feedId)).toMatchObject([
      { id: 'A', amount: 900 },
      { id: 'B', amount: 100 },
    ]);
  });

  test('sent over the API by ten at once: each id once', async () => {
    const feedId = await feedOf();
    const row = (n: number) => ({
      externalId: `N${String(n)}`,
      occurredOn: '2026-06-01',
      unitCode: unit.code,
      amountMinor: 1,
      currency: 'CNY',
    });
    const rows = Array.from({ length: 20 }, (_, n) => row(n));
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => receiveRows(database, by, READING, feedId, rows)),
    );
    expect(answers.reduce((sum, answer) => sum + answer.counts.accepted, 0)).toBe(20);
    expect(answers.reduce((sum, answer) => sum + answer.counts.unchanged, 0)).toBe(180);
    expect(await current(feedId)).toHaveLength(20);
  });
});

test('rows over the API: each bad one answered, a repeated request answered the same without a second delivery', async () => {
  const feedId = await feedOf('approval');
  const good = { externalId: 'S1', caseRef: 'C1', unitCode: unit.code, startedAt: '2026-05-08T16:30:00Z', stepNo: 1 };
  const sent = [
    good,
    7,
    { ...good, externalId: 'S2', startedAt: 'soon' },
    { ...good, nonsense: 1 },
    { ...good, stepNo: '2' },
  ];
  const once: By = { ...by, idempotency: { key: 'retry-0001', requestHash: 'h' } };
  const answer = await receiveRows(database, once, READING, feedId, sent);
  expect(answer.counts).toEqual(counts({ accepted: 1, rejected: 4 }));
  expect(
    answer.rejected.map(({ line: at, faults }) => [at, faults.map(({ reason, field }) => `${reason} ${field ?? ''}`)]),
  ).toEqual([
    [2, ['NOT_AN_OBJECT ']],
    [3, ['NOT_AN_INSTANT startedAt']],
    [4, ['NO_SUCH_FIELD nonsense']],
    [5, ['WRONG_TYPE stepNo']],
  ]);
  expect(await receiveRows(database, once, READING, feedId, sent)).toEqual(answer);
  const days = await database.read(sql`select occurred_on as day from approval where feed_id = ${feedId}::uuid`);
  expect(days).toEqual([{ day: '2026-05-09' }]);
  expect(await database.readOne(sql`select count(*) as n from batch where feed_id = ${feedId}::uuid`)).toEqual({
    n: 1,
  });
});

test('a paused feed takes nothing', async () => {
  const feedId = await feedOf();
  await database.read(sql`update feed set status = 'PAUSED' where id = ${feedId}::uuid`);
  await expect(upload(feedId, HEADER)).rejects.toMatchObject({ code: 'source.feed-paused' });
  await expect(receiveRows(database, by, READING, feedId, [{}])).rejects.toMatchObject({ code: 'source.feed-paused' });
});

test('a feed gone stale is told of once, and again only after it delivered', async () => {
  const feedId = await feedOf('expense', { everyDays: 3 });
  const at = (day: string) => byOf({ viewer: by.viewer, now: instant(new Date(`${day}T02:00:00.000Z`)) });
  const told = async () =>
    database.readOne<{ n: number }>(
      sql`select count(*) as n from event where thing_id = ${feedId}::uuid and type = 'feed.stale'`,
    );
  await findStaleFeeds(database, at('2026-10-13'), ZONE);
  expect(await told()).toEqual({ n: 0 });
  await findStaleFeeds(database, at('2026-10-14'), ZONE);
  await findStaleFeeds(database, at('2026-10-15'), ZONE);
  expect(await told()).toEqual({ n: 1 });
  by = at('2026-10-20');
  await deliver(feedId, HEADER + line('A', '2026-10-01', '1'));
  await findStaleFeeds(database, at('2026-10-23'), ZONE);
  expect(await told()).toEqual({ n: 1 });
  await findStaleFeeds(database, at('2026-10-24'), ZONE);
  expect(await told()).toEqual({ n: 2 });
});

test('any deliveries, sent again in any measure: the same records as the last word on each id, every row accounted for', async () => {
  const row = fc.record({
    externalId: fc.constantFrom('A', 'B', 'C', 'D'),
    occurredOn: fc.constantFrom('2026-01-31', '2026-02-01', '2026-02-28'),
    amountMinor: fc.integer({ min: 1, max: 3 }),
  });
  const delivery = fc.record({
    rows: fc.array(row, { minLength: 1, maxLength: 8 }),
    times: fc.integer({ min: 1, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(delivery, { minLength: 1, maxLength: 4 }), async (deliveries) => {
      const feedId = await feedOf();
      let sent = 0;
      for (const { rows, times } of deliveries) {
        for (let time = 0; time < times; time += 1) {
          const { counts: told } = await receiveRows(
            database,
            by,
            READING,
            feedId,
            rows.map((one) => ({ ...one, unitCode: unit.code, currency: 'CNY' })),
          );
          expect(Object.values(told).reduce((sum, n) => sum + n, 0)).toBe(rows.length);
          if (time > 0) expect(told).toMatchObject({ accepted: 0, corrected: 0 });
          sent += rows.length;
        }
      }
      const last = new Map(deliveries.flatMap(({ rows }) => rows).map((one) => [one.externalId, one]));
      const expected = [...last.values()].map((one) => ({
        id: one.externalId,
        day: one.occurredOn,
        amount: one.amountMinor,
      }));
      expect(await current(feedId)).toEqual(expected.sort((a, b) => (a.id < b.id ? -1 : 1)));
      const total = await database.readOne(sql`
        select (select count(*) from record_key where feed_id = ${feedId}::uuid) as keys, sum(accepted) as accepted,
          (select count(*) from record where feed_id = ${feedId}::uuid) = sum(accepted + corrected) as revisions,
          sum(accepted + corrected + unchanged + repeated) as rows
        from batch where feed_id = ${feedId}::uuid`);
      expect(total).toEqual({ keys: last.size, accepted: last.size, revisions: true, rows: sent });
    }),
    { numRuns: 20 },
  );
});

describe('secrets', () => {
  const ID = '11010519491231002X';
  const heldIn = (table: string, column: string) =>
    database.read<{ digest: string }>(
      sql`select ${sql([column])} as digest from ${sql([table])} where unit_code = ${unit.code}`,
    );

  test('are kept as digests that compare over kinds, and nowhere else', async () => {
    const deaths = await feedOf('death');
    const subsidies = await feedOf('subsidy');
    const dead = await deliver(
      deaths,
      `记录编号,死亡日期,单位编码,身份证号\nD1,2026-03-03,${unit.code},${ID}\nD2,2026-03-03,${unit.code},${ID}0\n`,
    );
    await receiveRows(database, by, READING, subsidies, [
      {
        externalId: 'S1',
        occurredOn: '2026-05-20',
        unitCode: unit.code,
        item: 'LOW_INCOME',
        recipientHash: ID,
        amountMinor: 56_000,
        currency: 'CNY',
      },
    ]);
    const [[death], [paid]] = await Promise.all([heldIn('death', 'person_hash'), heldIn('subsidy', 'recipient_hash')]);
    expect(death?.digest).toMatch(/^[\w-]{43}$/);
    expect(paid?.digest).toBe(death?.digest);
    const rejected = await database.read(sql`select * from rejected_row where batch_id = ${dead.id}::uuid`);
    expect(rejected).toMatchObject([{ reason: 'NOT_AN_IDENTITY', field: 'personHash', value: null }]);
    expect(JSON.stringify(rejected)).not.toContain(ID);
  });
});

test('every kind has a table and a staging table with the columns of its fields', async () => {
  const columns = await database.read<{ name: string; columns: string[] }>(sql`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and not c.relispartition group by 1`);
  const held = new Map(columns.map(({ name, columns: names }) => [name, new Set(names)]));
  for (const kind of KINDS) {
    const named = FIELDS[kind].map(columnOf);
    expect([...(held.get(kind) ?? [])]).toEqual(expect.arrayContaining(named));
    expect([...(held.get(`staged_${kind}`) ?? [])].toSorted()).toEqual(
      stagedColumns(kind)
        .map(({ name }) => name)
        .toSorted(),
    );
  }
});
