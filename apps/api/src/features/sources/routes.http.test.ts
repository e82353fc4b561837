import http from 'node:http';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type {
  getBatch,
  getFeed,
  listFeeds,
  listRejectedRows,
  sendRecords,
  uploadDelivery,
} from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import excel from 'exceljs';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import type { TestUnit } from '../../../../../tests/support/people.ts';
import { zipOf } from '../../../../../tests/support/zip.ts';

const { database } = await testDatabase();
const app = await startApp(database);
const files = await openFileStore(app.config.dataDir);
const ROOT = path.join(import.meta.dirname, '../../../../..');

let unit: TestUnit;
let registrar: string;
let liaison: string;
let stranger: string;
let securityOfficer: string;
beforeAll(async () => {
  unit = await insertUnit(database);
  const elsewhere = await insertUnit(database);
  const tokenOf = async (...asked: Parameters<typeof insertAccount>) =>
    app.tokenOf((await insertAccount(...asked)).accountId);
  registrar = await tokenOf(database, { unit, roles: ['RULE_ADMIN'] });
  liaison = await tokenOf(database, { unit, roles: ['UNIT_LIAISON'] });
  securityOfficer = await tokenOf(database, { unit, roles: ['DATA_SECURITY_OFFICER'] });
  stranger = await tokenOf(database, { unit: elsewhere, roles: ['UNIT_LIAISON'] });
});

const agreed = (changes: object = {}) => ({
  code: `F-${newId().toUpperCase()}`,
  name: '测试数据源',
  unitId: unit.id,
  kind: 'expense',
  format: 'TABLE',
  provider: '测试系统',
  purpose: '测试',
  legalBasis: '测试',
  everyDays: 30,
  ...changes,
});
const registerUnapproved = async (changes: object = {}): Promise<ResponseOf<typeof getFeed>> => {
  const { status, body, text } = await app.ask('POST', '/api/v1/feeds', { token: registrar, body: agreed(changes) });
  if (status !== 200) throw new Error(text);
  return body as ResponseOf<typeof getFeed>;
};
const decide = ({ id, version }: { id: string; version: number }, step: string, token = securityOfficer, reason = '') =>
  app.ask('POST', `/api/v1/feeds/${id}/contract/${step}`, {
    token,
    body: { version, reason: reason === '' ? null : reason },
  });
/** One that may deliver. */
const register = async (changes: object = {}): Promise<ResponseOf<typeof getFeed>> => {
  const { status, body, text } = await decide(await registerUnapproved(changes), 'approve');
  if (status !== 200) throw new Error(text);
  const read = await app.ask('GET', `/api/v1/feeds/${(body as { id: string }).id}`, { token: registrar });
  return read.body as ResponseOf<typeof getFeed>;
};

type Sent = { readonly status: number; readonly code: string; readonly batch: ResponseOf<typeof uploadDelivery> };
const upload = async (
  feedId: string,
  name: string,
  raw: string | Buffer,
  token = liaison,
  key?: string,
): Promise<Sent> => {
  const headers = { 'content-type': 'application/octet-stream', ...(key !== undefined && { 'idempotency-key': key }) };
  const response = await fetch(`${app.url}/api/v1/feeds/${feedId}/uploads?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, ...headers },
    body: typeof raw === 'string' ? raw : new Uint8Array(raw),
  });
  const body = (await response.json()) as Sent['batch'] & { code?: string };
  return { status: response.status, code: body.code ?? '', batch: body };
};
/** What the worker does when its job comes. */
const work = (feedId: string) => {
  const now = instant(new Date());
  const by = { viewer: SYSTEM, onBehalfOf: null, now, today: dayOf(now, app.config.zone), newId, requestId: 'test' };
  return ingestFeed({ database, files, zone: app.config.zone, vault: openVault(app.config) }, by, feedId);
};
const batchOf = async (id: string): Promise<ResponseOf<typeof getBatch>> =>
  (await app.ask('GET', `/api/v1/batches/${id}`, { token: liaison })).body as ResponseOf<typeof getBatch>;
const deliver = async (feedId: string, name: string, raw: string | Buffer) => {
  const { status, code, batch } = await upload(feedId, name, raw);
  if (status !== 202) throw new Error(`${status} ${code}`);
  await work(feedId);
  return batchOf(batch.id);
};

const HEADER = '记录编号,发生日期,金额,收款方\n';
const GOOD = `${HEADER}A,2026-03-01,12.50,云岫宾馆\n`;

describe('a file', () => {
  test.each([
    ['UTF-8', Buffer.from(GOOD)],
    ['UTF-8 with its mark', Buffer.from(`\uFEFF${GOOD}`)],
    ['GB18030', iconv.encode(GOOD, 'gb18030')],
    ['UTF-16 with its mark', iconv.encode(GOOD, 'utf16le', { addBOM: true })],
    ['tabs and Windows line ends', Buffer.from(GOOD.replaceAll(',', '\t').replaceAll('\n', '\r\n'))],
  ])('in %s comes in', async (_how, bytes) => {
    const { id } = await register();
    expect(await deliver(id, '报销.csv', bytes)).toMatchObject({ state: 'DONE', counts: { accepted: 1, rejected: 0 } });
    const row = await database.readOne(
      sql`select payee, amount_minor as amount from expense where feed_id = ${id}::uuid`,
    );
    expect(row).toEqual({ payee: '云岫宾馆', amount: 1_250 });
  });

  test('of Excel comes in by the template, filled in as people do', async () => {
    const { id } = await register();
    const template = await app.ask('GET', '/api/v1/templates/expense.xlsx', { token: liaison });
    expect(template.headers.get('content-disposition')).toContain('attachment');
    const book = new excel.Workbook();
    await book.xlsx.load(template.bytes as unknown as ArrayBuffer);
    const [sheet, notes] = book.worksheets;
    expect(notes?.name).toBe('填写说明');
    const headings = (sheet?.getRow(1).values as string[]).slice(1);
    expect(sheet?.getCell(2, headings.indexOf('费用类别') + 1).dataValidation.type).toBe('list');
    const filled: Readonly<Record<string, unknown>> = {
      '记录编号*': 'BX-1',
      '发生日期*': new Date('2026-03-12T00:00:00Z'),
      费用类别: '会议',
      '金额*': 1280.5,
      发票号码: '26322000000012345678',
    };
    headings.forEach((heading, index) => {
      sheet!.getCell(2, index + 1).value = (filled[heading] ?? null) as excel.CellValue;
    });
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    expect(await deliver(id, '报销.xlsx', bytes)).toMatchObject({
      state: 'DONE',
      counts: { accepted: 1, rejected: 0 },
    });
    const row = await database.readOne(sql`
      select occurred_on as day, kind, amount_minor as amount, invoice_no as invoice from expense where feed_id = ${id}::uuid`);
    expect(row).toEqual({ day: '2026-03-12', kind: 'MEETING', amount: 128_050, invoice: '26322000000012345678' });
  });

  test.each([
    ['a program', 'a.exe', 'MZ', 422, 'file.type-not-allowed'],
    ['a picture called a table', 'a.csv', Buffer.from('\x89PNG\r\n\x1A\n\0\0', 'latin1'), 422, 'file.type-differs'],
    ['a table called a workbook', 'a.xlsx', GOOD, 422, 'file.type-differs'],
    ['JSON for a source in columns', 'a.json', '[]', 422, 'file.type-not-allowed'],
    ['nothing', 'a.csv', '', 422, 'file.empty'],
    [
      'a zip bomb called a workbook',
      'a.xlsx',
      zipOf([{ name: 'xl/workbook.xml', data: Buffer.alloc(300 * 1024 * 1024) }]),
      413,
      'file.unpacks-too-large',
    ],
  ])('that is %s is refused at the door', async (_what, name, raw, status, code) => {
    const { id } = await register();
    expect(await upload(id, name, raw)).toMatchObject({ status, code });
    expect(await database.readOne(sql`select count(*) as n from batch where feed_id = ${id}::uuid`)).toEqual({ n: 0 });
  });

  test('of more than 100 MB is refused, and the process lives', async () => {
    const { id } = await register();
    const status = await new Promise<number | 'closed'>((resolve) => {
      // A connection of its own: a server that has said no need not hear the rest.
      const request = http.request(
        `${app.url}/api/v1/feeds/${id}/uploads?name=a.csv`,
        { method: 'POST', agent: false, headers: { authorization: `Bearer ${liaison}` } },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      request.on('error', () => resolve('closed'));
      request.end(Buffer.alloc(101 * 1024 * 1024, 'a'));
    });
    expect([413, 'closed']).toContain(status);
    expect(await database.readOne(sql`select count(*) as n from batch where feed_id = ${id}::uuid`)).toEqual({ n: 0 });
    expect((await app.ask('GET', '/healthz')).status).toBe(200);
  });

  test.each([
    [
      'a workbook whose sheet is no XML',
      'a.xlsx',
      zipOf([{ name: 'xl/workbook.xml', data: '<<<' }]),
      'file.unreadable',
    ],
    ['wrong headings', 'a.csv', '甲,乙\n1,2\n', 'source.columns-missing'],
  ])('with %s fails as a whole and says why', async (_what, name, raw, code) => {
    const { id } = await register();
    expect(await deliver(id, name, raw)).toMatchObject({ state: 'FAILED', error: { code } });
  });

  test('with bytes that are no text returns those lines and says so', async () => {
    const { id } = await register();
    const raw = Buffer.concat([iconv.encode(`${GOOD}B,2026-03-02,1,`, 'gb18030'), Buffer.from([0xff, 0xff, 0x0a])]);
    expect(await deliver(id, 'a.csv', raw)).toMatchObject({ state: 'DONE', reasons: [{ reason: 'UNDECODABLE' }] });
  });

  test('with a stray quote loses that line, not the others', async () => {
    const { id } = await register();
    const batch = await deliver(id, 'a.csv', `${HEADER}A,2026-03-01,1,"甲"乙\nB,2026-03-02,2,丙\n`);
    expect(batch).toMatchObject({
      state: 'DONE',
      counts: { accepted: 1, rejected: 1 },
      reasons: [{ reason: 'QUOTES_BROKEN', rows: 1 }],
    });
  });

  test('sent again under one key is one delivery; another file under that key is refused', async () => {
    const { id } = await register();
    const first = await upload(id, 'a.csv', GOOD, liaison, 'upload-0001');
    const again = await upload(id, 'a.csv', GOOD, liaison, 'upload-0001');
    expect(again.batch.id).toBe(first.batch.id);
    expect(await upload(id, 'a.csv', `${GOOD}\n`, liaison, 'upload-0001')).toMatchObject({
      status: 422,
      code: 'request.key-reused',
    });
  });

  test('is nobody’s business elsewhere, before a byte of it is kept', async () => {
    const { id } = await register();
    expect(await upload(id, 'a.csv', GOOD, stranger)).toMatchObject({ status: 404, code: 'thing.missing' });
  });
});

test('returned rows come back as CSV; corrected, they go in, and nothing else changes', async () => {
  const { id } = await register();
  const batch = await deliver(id, 'a.csv', `${HEADER}A,2026-03-01,1,甲\nB,2026-03-32,2,=1+1\nC,,3,丙\n`);
  expect(batch).toMatchObject({ counts: { accepted: 1, rejected: 2 } });
  const listed = await app.ask('GET', `/api/v1/batches/${batch.id}/rejected?reason=NOT_A_DAY`, { token: liaison });
  expect((listed.body as ResponseOf<typeof listRejectedRows>).items).toEqual([
    {
      line: 3,
      faults: [{ reason: 'NOT_A_DAY', field: 'occurredOn', value: '2026-03-32', heading: '发生日期', rule: null }],
    },
  ]);
  const { text, headers } = await app.ask(
    'GET',
    `/api/v1/batches/${batch.id}/rejected.csv?reason=${encodeURIComponent('更正')}`,
    {
      token: liaison,
    },
  );
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  // What a spreadsheet would run is led by an apostrophe, and read back without it.
  expect(text).toContain("'=1+1");
  expect(text).toContain('发生日期不是日期');
  const corrected = text.replace('2026-03-32', '2026-03-31').replace('C,,', 'C,2026-03-30,');
  expect(await deliver(id, '退回行.csv', corrected)).toMatchObject({ counts: { accepted: 2, rejected: 0 } });
  const rows = await database.read(sql`
    select external_id as id, occurred_on as day, payee from expense where feed_id = ${id}::uuid and superseded_at is null order by 1`);
  expect(rows).toEqual([
    { id: 'A', day: '2026-03-01', payee: '甲' },
    { id: 'B', day: '2026-03-31', payee: '=1+1' },
    { id: 'C', day: '2026-03-30', payee: '丙' },
  ]);
});

test('what the rules made of a delivery is told to who may see rules, and to nobody who only sends', async () => {
  const batch = await deliver((await register()).id, '报销.csv', GOOD);
  expect(batch.judged).toBeNull();
  await database.prisma.rule.create({ data: { code: 'Z1', name: '测试规则' } });
  for (const [reason, count] of [
    ['missing:invoiceNo', 2],
    ['currency', 1],
  ] as const)
    await database.prisma.ruleRun.create({
      data: {
        id: newId(),
        cause: 'ARRIVAL',
        batchId: batch.id,
        startedAt: new Date(),
        outcomes: {
          create: [
            { ruleCode: 'Z1', outcome: 'hit', count: 1, on: new Date() },
            { ruleCode: 'Z1', outcome: 'not-evaluable', reason, count, on: new Date() },
          ],
        },
      },
    });
  const { body } = await app.ask('GET', `/api/v1/batches/${batch.id}`, { token: registrar });
  const notEvaluable = [
    { reason: 'missing:invoiceNo', count: 2 },
    { reason: 'currency', count: 1 },
  ];
  expect(body).toMatchObject({ judged: [{ code: 'Z1', name: '测试规则', hits: 2, notEvaluable }] });
});

describe('rows over the API', () => {
  const send = async (feedId: string, rows: unknown, token = liaison) =>
    app.ask('POST', `/api/v1/feeds/${feedId}/records`, { token, body: { rows } });

  test('are answered row by row', async () => {
    const { id } = await register();
    const { status, body } = await send(id, [
      { externalId: 'A', occurredOn: '2026-03-01', amountMinor: 100, currency: 'CNY' },
      { externalId: 'B', occurredOn: 'soon', amountMinor: 100, currency: 'CNY', payee: 'a\tb\ud800' },
      null,
    ]);
    expect(status).toBe(200);
    expect(body as ResponseOf<typeof sendRecords>).toMatchObject({
      counts: { accepted: 1, rejected: 2 },
      rejected: [
        { line: 2, faults: [{ reason: 'NOT_A_DAY', field: 'occurredOn', value: 'soon' }] },
        { line: 3, faults: [{ reason: 'NOT_AN_OBJECT', field: null, value: null }] },
      ],
    });
  });

  test('keep no character that the database cannot hold', async () => {
    const { id } = await register();
    const { body } = await send(id, [
      { externalId: 'A', occurredOn: '2026-03-01', amountMinor: 1, currency: 'CNY', payee: 'a\tb\ud800' },
    ]);
    expect(body).toMatchObject({ counts: { accepted: 1 } });
    expect(await database.readOne(sql`select payee from expense where feed_id = ${id}::uuid`)).toEqual({
      payee: 'a b\ufffd',
    });
  });

  test('are at most a thousand, and at most a megabyte', async () => {
    const { id } = await register();
    expect(
      (
        await send(
          id,
          Array.from({ length: 1_001 }, () => ({})),
        )
      ).status,
    ).toBe(400);
    expect((await send(id, [])).status).toBe(400);
    expect((await send(id, [{ externalId: 'x'.repeat(1_100_000) }])).status).toBe(413);
  });

  test('that nest without end harm nobody', async () => {
    const { id } = await register();
    const raw = `{"rows":[{"externalId":${'['.repeat(100_000)}${']'.repeat(100_000)}}]}`;
    const response = await fetch(`${app.url}/api/v1/feeds/${id}/records`, {
      method: 'POST',
      headers: { authorization: `Bearer ${liaison}`, 'content-type': 'application/json' },
      body: raw,
    });
    expect(response.status).toBe(400);
    expect((await app.ask('GET', '/healthz')).status).toBe(200);
  });
});

describe('a feed', () => {
  test('is registered once, tells its health, and is changed bound to what was read', async () => {
    const feed = await register({ everyDays: 1 });
    expect(feed).toMatchObject({ health: 'NEVER', daysLate: 0, may: { send: true, change: true } });
    expect(
      (await app.ask('POST', '/api/v1/feeds', { token: registrar, body: agreed({ code: feed.code }) })).body,
    ).toMatchObject({
      code: 'source.code-taken',
    });
    const change = (version: number) => {
      const { code: _code, kind: _kind, format: _format, ...rest } = agreed();
      return app.ask('PUT', `/api/v1/feeds/${feed.id}`, {
        token: registrar,
        body: { ...rest, status: 'PAUSED', version },
      });
    };
    expect((await change(2)).body).toMatchObject({ health: 'PAUSED', contractState: 'APPROVED', version: 3 });
    expect((await change(2)).status).toBe(409);
    expect(await upload(feed.id, 'a.csv', GOOD)).toMatchObject({ status: 409, code: 'source.feed-paused' });
  });

  test.each([
    ['a field of another kind', { allowedFields: ['supplier'] }, 422],
    ['a field of none', { allowedFields: ['nonsense'] }, 400],
    ['OCDS of expenses', { format: 'OCDS' }, 400],
    ['a unit that is not there', { unitId: newId() }, 404],
  ])('with %s is refused', async (_what, changes, status) => {
    expect((await app.ask('POST', '/api/v1/feeds', { token: registrar, body: agreed(changes) })).status).toBe(status);
  });

  test('gone stale stands in the list and its count', async () => {
    const feed = await register({ everyDays: 2 });
    await database.read(
      sql`update feed set contract_decided_at = now() - interval '10 days' where id = ${feed.id}::uuid`,
    );
    const { body } = await app.ask('GET', `/api/v1/feeds?health=STALE&q=${feed.code}`, { token: liaison });
    const list = body as ResponseOf<typeof listFeeds>;
    expect(list.items).toMatchObject([{ id: feed.id, health: 'STALE', daysLate: 8 }]);
    expect(list.stale).toBeGreaterThan(0);
    expect((await app.ask('GET', '/api/v1/feeds', { token: stranger })).body).toMatchObject({ items: [], stale: 0 });
  });
});

describe('OCDS', () => {
  const shared = path.join(ROOT, '../shared/data/ocds');
  const found = existsSync(shared)
    ? ['small', 'colombia'].flatMap((folder) =>
        readdirSync(path.join(shared, folder)).map((name) => path.join(folder, name)),
      )
    : [];
  // How many processes each real file tells of.
  const PROCESSES: Readonly<Record<string, number>> = {
    'colombia/release-package.json': 100,
    'colombia/releases.jsonl': 100,
    'small/record-package-1-2.json': 2,
    'small/record-package_linked-releases.json': 2,
    'small/record-package_package.json': 2,
    'small/record-package_package_1.1.json': 2,
    'small/record-package_record-package.json': 2,
    'small/record-package_split.json': 2,
    'small/record-package_versioned.json': 2,
    'small/release-package-1-2.json': 2,
    'small/release-package_record-package.json': 2,
  };

  if (found.length === 0) test.skip('23 real OCDS files skipped: ../shared is not here', () => undefined);

  test.each(found)('%s is read to its end', async (name) => {
    const { id } = await register({ kind: 'procurement', format: 'OCDS' });
    const bytes = readFileSync(path.join(shared, name));
    const batch = await deliver(id, path.basename(name), bytes);
    expect(batch).toMatchObject({
      state: 'DONE',
      error: null,
      counts: { accepted: PROCESSES[name] ?? 1, rejected: 0 },
    });
    const again = await deliver(id, path.basename(name), bytes);
    expect(again.counts).toMatchObject({ accepted: 0, corrected: 0, rejected: 0, unchanged: PROCESSES[name] ?? 1 });
  });

  test('releases in any order over several deliveries give one process, as its newest word has it', async () => {
    const { id } = await register({ kind: 'procurement', format: 'OCDS' });
    const award = {
      ocid: 'o-1',
      id: '2',
      date: '2026-03-02T00:00:00Z',
      awards: [{ id: 'a', date: '2026-03-01T00:00:00Z', value: { amount: 5, currency: 'CNY' } }],
    };
    const tender = {
      ocid: 'o-1',
      id: '1',
      date: '2026-02-01T00:00:00Z',
      tender: { title: '旧', numberOfTenderers: 3 },
    };
    expect(await deliver(id, 'b.jsonl', `${JSON.stringify(award)}\n`)).toMatchObject({ counts: { accepted: 1 } });
    expect(await deliver(id, 'a.json', JSON.stringify({ releases: [tender, { id: 'x', tender: {} }] }))).toMatchObject({
      counts: { corrected: 1, rejected: 1 },
      reasons: [{ reason: 'OCID_MISSING', field: 'ocid', rows: 1 }],
    });
    const row = await database.read(sql`
      select project, tenderers, amount_minor as amount, occurred_on as day from procurement where feed_id = ${id}::uuid and superseded_at is null`);
    expect(row).toEqual([{ project: '旧', tenderers: 3, amount: 500, day: '2026-03-01' }]);
  });

  test.each([
    ['text that is none', 'a.json', 'hello', 'file.unreadable'],
    ['a document cut off', 'a.json', '{"releases": [', 'file.unreadable'],
    ['nesting without end', 'a.json', `${'['.repeat(100_000)}${']'.repeat(100_000)}`, 'file.too-costly'],
  ])('%s fails as a whole and says why', async (_what, name, raw, code) => {
    const { id } = await register({ kind: 'procurement', format: 'OCDS' });
    expect(await deliver(id, name, raw)).toMatchObject({ state: 'FAILED', error: { code } });
  });

  test('one bad line among many is returned, the others go in', async () => {
    const { id } = await register({ kind: 'procurement', format: 'OCDS' });
    const good = (n: number) =>
      JSON.stringify({ ocid: `o-${n}`, date: '2026-03-02T00:00:00Z', tender: { title: 'T' } });
    expect(await deliver(id, 'a.jsonl', `${good(1)}\n{"ocid":\n${good(2)}\n"text"\n`)).toMatchObject({
      state: 'DONE',
      counts: { accepted: 2, rejected: 2 },
    });
  });
});

describe('what was agreed about a feed', () => {
  const tasksOf = async (token: string, thingId: string): Promise<string[]> =>
    (
      (await app.ask('GET', '/api/v1/tasks?size=200', { token })).body as { items: { act: string; thingId: string }[] }
    ).items
      .filter((task) => task.thingId === thingId)
      .map(({ act }) => act);
  const send = (id: string) =>
    app.ask('POST', `/api/v1/feeds/${id}/records`, { token: liaison, body: { rows: [{ externalId: 'A1' }] } });
  const codeOf = ({ body }: { body: unknown }): string => (body as { code: string }).code;
  const change = ({ id, version, ...feed }: ResponseOf<typeof getFeed>, changes: object) =>
    app.ask('PUT', `/api/v1/feeds/${id}`, {
      token: registrar,
      body: {
        ...{ name: feed.name, unitId: feed.unit.id, provider: feed.provider, purpose: feed.purpose },
        ...{ legalBasis: feed.legalBasis, everyDays: feed.everyDays, version, status: 'ACTIVE', ...changes },
      },
    });

  test('waits for the data security officer, and nothing is taken by any door until then', async () => {
    const feed = await registerUnapproved();
    expect(feed).toMatchObject({ contractState: 'PENDING', health: 'UNAPPROVED', dueOn: null });
    expect(await tasksOf(securityOfficer, feed.id)).toEqual(['feed.approve']);
    expect(codeOf(await send(feed.id))).toBe('source.contract-not-approved');
    expect((await upload(feed.id, 'a.csv', '记录编号,发生日期,金额\n')).code).toBe('source.contract-not-approved');
    expect((await decide(feed, 'approve', registrar)).status).toBe(403);
    expect(codeOf(await decide(feed, 'refuse'))).toBe('step.incomplete');

    expect((await decide(feed, 'approve')).body).toMatchObject({ contractState: 'APPROVED', health: 'NEVER' });
    expect(await tasksOf(securityOfficer, feed.id)).toEqual([]);
    expect((await send(feed.id)).status).toBe(200);
  });

  test('refused it goes back to who wrote it, and comes again once it is changed', async () => {
    const feed = await registerUnapproved();
    const refused = (await decide(feed, 'refuse', securityOfficer, '用途过宽')).body as ResponseOf<typeof getFeed>;
    expect(refused).toMatchObject({ contractState: 'REFUSED', contract: { reason: '用途过宽', openSteps: [] } });
    expect(await tasksOf(registrar, feed.id)).toEqual(['feed.revise']);
    const again = await change(refused, { purpose: '监督差旅报销' });
    expect(again.body).toMatchObject({ contractState: 'PENDING', contract: { reason: null } });
    expect([await tasksOf(registrar, feed.id), await tasksOf(securityOfficer, feed.id)]).toEqual([
      [],
      ['feed.approve'],
    ]);
  });

  test('other terms wait again, another rhythm does not; what came before them is not worked off', async () => {
    const feed = await register();
    const rhythm = await change(feed, { everyDays: 7 });
    expect(rhythm.body).toMatchObject({ contractState: 'APPROVED', everyDays: 7 });
    const before = await upload(feed.id, 'a.csv', `记录编号,发生日期,费用类别,金额\nA1,2026-03-12,差旅,10.00\n`);
    expect(before.status).toBe(202);
    const wider = await change(rhythm.body as ResponseOf<typeof getFeed>, { retentionMonths: 120 });
    expect(wider.body).toMatchObject({ contractState: 'PENDING' });
    await work(feed.id);
    expect(await database.prisma.batch.findUniqueOrThrow({ where: { id: before.batch.id } })).toMatchObject({
      state: 'FAILED',
      error: 'source.contract-not-approved',
    });
  });

  test('an approval can be taken back with a reason, whoever wrote it', async () => {
    const feed = await register();
    expect((await decide(feed, 'revoke', securityOfficer, '超出用途使用')).body).toMatchObject({
      contractState: 'REFUSED',
    });
    expect(codeOf(await send(feed.id))).toBe('source.contract-not-approved');
    const events = await database.prisma.event.findMany({ where: { thingId: feed.id }, orderBy: { id: 'asc' } });
    expect(events.map(({ type }) => type)).toEqual([
      'feed.registered',
      'feed.contract-approved',
      'feed.contract-revoked',
    ]);
  });
});

describe('a mapping over HTTP', () => {
  const HEADINGS = '凭证号,记账日期,支出（万元）,身份证号,备注\n';
  const SECRET = '999001196511020021';
  const mapping = {
    undated: 'REJECT',
    fields: {
      externalId: { headings: ['凭证号'], constant: null, reading: { how: 'AS_IS' } },
      occurredOn: { headings: ['记账日期'], constant: null, reading: { how: 'MOMENT', format: 'DMY' } },
      amountMinor: {
        headings: ['支出（万元）'],
        constant: null,
        reading: { how: 'UNIT', unit: 'WAN_YUAN', rounded: false },
      },
    },
  };
  type Versions = { versions: { id: string; version: number; state: string; openSteps: { step: string }[] }[] };
  const step = (feedId: string, { id, version }: { id: string; version: number }, name: string, token: string) =>
    app.ask('POST', `/api/v1/feeds/${feedId}/mappings/${id}/${name}`, { token, body: { version, reason: null } });
  const draft = (feedId: string, body: object, token = registrar) =>
    app.ask('PUT', `/api/v1/feeds/${feedId}/mappings/draft`, { token, body: { version: null, ...body } });

  test('is sampled, drafted, approved, and read by; its template has its words', async () => {
    const { id } = await register();
    const sampled = await fetch(`${app.url}/api/v1/feeds/${id}/sample?name=a.csv`, {
      method: 'POST',
      headers: { authorization: `Bearer ${registrar}`, 'content-type': 'application/octet-stream' },
      body: `${HEADINGS}A,12/03/2026,1.28,${SECRET},手机13800138000\n`,
    });
    const text = await sampled.text();
    expect(sampled.status).toBe(200);
    expect(text).not.toContain('99900119');
    expect(text).not.toContain('13800138000');
    expect(JSON.parse(text)).toMatchObject({ headings: HEADINGS.trim().split(','), tried: null });

    const drafted = (await draft(id, { mapping })).body as Versions;
    expect(drafted.versions[0]?.openSteps.map((one) => one.step)).toEqual(['submit', 'discard']);
    const submitted = (await step(id, drafted.versions[0]!, 'submit', registrar)).body as Versions;
    expect(submitted.versions[0]?.state).toBe('PROPOSED');
    expect((await step(id, submitted.versions[0]!, 'approve', registrar)).status).toBe(403);
    expect((await step(id, submitted.versions[0]!, 'approve', securityOfficer)).status).toBe(200);
    const feed = await app.ask('GET', `/api/v1/feeds/${id}`, { token: liaison });
    expect(feed.body).toMatchObject({ mapping: { number: 1, undated: 'REJECT', open: null } });

    const batch = await deliver(id, 'a.csv', `${HEADINGS}A,12/03/2026,1.28,${SECRET},\nB,2026-03-12,1.28,,\n`);
    expect(batch).toMatchObject({ mappingNumber: 1, counts: { accepted: 1, rejected: 1 } });
    expect(batch.reasons).toEqual([
      { reason: 'NOT_A_DAY', field: 'occurredOn', heading: '记账日期', rule: 'DMY', rows: 1 },
    ]);
    const template = await app.ask('GET', `/api/v1/feeds/${id}/template.xlsx`, { token: liaison });
    const book = new excel.Workbook();
    await book.xlsx.load(template.bytes as unknown as ArrayBuffer);
    expect((book.worksheets[0]?.getRow(1).values as string[]).slice(1, 4)).toEqual([
      '凭证号*',
      '记账日期*',
      '单位编码',
    ]);
  });

  test.each([
    [
      'a reading that there is not',
      { fields: { kind: { headings: null, constant: null, reading: { how: 'MAGIC' } } } },
    ],
    ['a heading without words', { fields: { kind: { headings: [' '], constant: null, reading: { how: 'AS_IS' } } } }],
    ['something beside', { fields: {}, also: 1 }],
  ])('with %s is not understood', async (_what, said) => {
    const { id } = await register();
    expect((await draft(id, { mapping: { undated: 'REJECT', ...said } })).status).toBe(400);
  });

  test('of another unit is missing, and a liaison drafts none', async () => {
    const { id } = await register();
    expect((await app.ask('GET', `/api/v1/feeds/${id}/mappings`, { token: stranger })).status).toBe(404);
    expect((await app.ask('GET', `/api/v1/feeds/${id}/template.xlsx`, { token: stranger })).status).toBe(404);
    expect((await draft(id, { mapping }, liaison)).status).toBe(403);
  });
});
