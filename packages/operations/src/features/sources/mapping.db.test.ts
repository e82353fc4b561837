import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import { AS_IS, NO_MAPPING } from '@qingfeng/domain/features/sources/mapping.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { testVault } from '../../../../../tests/support/deliveries.ts';
import { mapFeed, registerApproved } from '../../../../../tests/support/feeds.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { draftMapping } from './draft-mapping.ts';
import { exportRejectedRows } from './export-rejected-rows.ts';
import { ingestFeed } from './ingest-feed.ts';
import { batchOf, listRejectedOf } from './read.ts';
import { mappingsOf } from './read-mappings.ts';
import { receiveUpload } from './receive-upload.ts';
import { sampleFile, sampleLastDelivery } from './sample-file.ts';
import { stepMapping } from './step-mapping.ts';
import { feedTemplate } from './template.ts';

const ZONE = 'Asia/Shanghai';
const { database } = await testDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-mapping-'));
const files = await openFileStore(dataDir);
const READING = { zone: ZONE, vault: testVault() };
afterAll(() => rm(dataDir, { recursive: true, force: true }));

let by: By;
let officer: By;
let unitId: string;
beforeAll(async () => {
  const unit = await insertUnit(database);
  unitId = unit.id;
  const actor = async (...roles: ('RULE_ADMIN' | 'DATA_SECURITY_OFFICER' | 'OFFICER')[]): Promise<By> => {
    const { accountId } = await insertAccount(database, { unit, roles });
    return byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
  };
  by = await actor('RULE_ADMIN', 'OFFICER');
  officer = await actor('DATA_SECURITY_OFFICER');
});

const feedOf = (changes: object = {}): Promise<string> =>
  registerApproved(database, by, {
    ...{ code: `F-${newId().toUpperCase()}`, name: '乡镇报账', unitId, kind: 'expense', format: 'TABLE' },
    ...{ provider: '测试', purpose: '测试', legalBasis: '测试', everyDays: 7 },
    ...changes,
  });
const bytesOf = (raw: string) => [Buffer.from(raw)] as unknown as AsyncIterable<Uint8Array>;
const ingest = (feedId: string, partRows = 10_000, signal?: AbortSignal) =>
  ingestFeed({ database, files, ...READING, partRows, ...(signal ? { signal } : {}) }, by, feedId);
const deliver = async (feedId: string, raw: string) => {
  const id = await receiveUpload(database, by, files, feedId, 'a.csv', bytesOf(raw));
  await ingest(feedId);
  return batchOf(database, by.viewer, id);
};
const held = (feedId: string) =>
  database.read(sql`
    select external_id as id, occurred_on::text as day, amount_minor as amount, kind, payee from expense
    where feed_id = ${feedId}::uuid and superseded_at is null order by 1`);
const read = (feedId: string, viewer = by.viewer) => mappingsOf(database, viewer, feedId, by.today, ZONE);
const draft = (feedId: string, mapping: Mapping, version: number | null = null) =>
  draftMapping(database, by, feedId, {
    version,
    mapping: structuredClone(mapping) as Parameters<typeof draftMapping>[3]['mapping'],
    note: '',
  });
const step = async (
  feedId: string,
  name: Parameters<typeof stepMapping>[3]['step'],
  as = by,
  reason: string | null = null,
) => {
  const [newest] = (await read(feedId)).versions;
  const asked = { feedId, mappingId: newest!.id, step: name, version: newest!.version, reason };
  await stepMapping(database, as, ZONE, asked);
  return (await read(feedId)).versions[0]!;
};

const MAPPING: Mapping = {
  undated: 'REJECT',
  fields: {
    externalId: { headings: ['凭证号'], constant: null, reading: AS_IS },
    occurredOn: { headings: ['记账日期'], constant: null, reading: { how: 'MOMENT', format: 'DMY' } },
    kind: {
      headings: ['科目'],
      constant: null,
      reading: { how: 'CODES', codes: { '30211': 'TRAVEL', '30217': 'RECEPTION' }, unknown: 'REJECT' },
    },
    amountMinor: {
      headings: ['支出(万元)'],
      constant: null,
      reading: { how: 'UNIT', unit: 'WAN_YUAN', rounded: false },
    },
    payee: { headings: ['收款单位'], constant: null, reading: AS_IS },
  },
};
const FILE =
  '凭证号,记账日期,科目,支出（万元）,收款单位,备注\n' +
  'A,12/03/2026,30211,1.2805,某宾馆,x\n' +
  'B,13/03/2026,30299,"1,000",某店,x\n' +
  'C,2026-03-14,30217,0.00000001,某店,x\n';

describe('a delivery of a feed with a mapping', () => {
  test('is read by it: columns, days, units, codes; what is refused names column, rule and line, and can be mended', async () => {
    const feedId = await feedOf();
    await mapFeed(database, by, feedId, MAPPING);
    const batch = await deliver(feedId, FILE);
    expect(batch).toMatchObject({ state: 'DONE', counts: { accepted: 1, rejected: 2 }, mappingNumber: 1 });
    expect(await held(feedId)).toEqual([
      { id: 'A', day: '2026-03-12', amount: 1_280_500, kind: 'TRAVEL', payee: '某宾馆' },
    ]);
    const { items } = await listRejectedOf(database, by.viewer, batch.id, { page: 1, size: 20 });
    expect(items).toEqual([
      {
        line: 3,
        faults: [{ reason: 'CODE_UNKNOWN', field: 'kind', value: '30299', heading: '科目', rule: 'CODES' }],
      },
      {
        line: 4,
        faults: [
          { reason: 'NOT_A_DAY', field: 'occurredOn', value: '2026-03-14', heading: '记账日期', rule: 'DMY' },
          { reason: 'TOO_FINE', field: 'amountMinor', value: '0.00000001', heading: '支出（万元）', rule: 'WAN_YUAN' },
        ],
      },
    ]);
    // The file to be mended is in the source's own headings and units, so that it is read as the first was.
    const repair = await text((await exportRejectedRows(database, by, batch.id, '更正')).body);
    expect(repair).toContain('凭证号,记账日期,单位编码,');
    expect(repair).toContain('科目代码不在对照表内（按代码对照表）');
    const mended = repair.replace('30299', '30217').replace('2026-03-14', '14/03/2026').replace('0.00000001', '0.5');
    expect((await deliver(feedId, mended)).counts).toMatchObject({ accepted: 2, rejected: 0 });
    expect((await held(feedId)).slice(1)).toMatchObject([
      { id: 'B', amount: 1_000_000_000, kind: 'RECEPTION' },
      { id: 'C', amount: 500_000, day: '2026-03-14' },
    ]);
  });

  test('keeps nothing outside the contract, mapped or not', async () => {
    const feedId = await feedOf({ allowedFields: ['kind'] });
    await mapFeed(database, by, feedId, MAPPING);
    await deliver(feedId, FILE);
    expect(await held(feedId)).toMatchObject([{ id: 'A', payee: null, kind: 'TRAVEL' }]);
  });

  test('that was begun goes on with the version it was begun with; the next is read by the new one', async () => {
    const feedId = await feedOf();
    await mapFeed(database, by, feedId, MAPPING);
    const rows = Array.from({ length: 6 }, (_, n) => `N${String(n)},12/03/2026,30211,1,某店,x\n`).join('');
    const raw = `${FILE.split('\n')[0] ?? ''}\n${rows}`;
    const id = await receiveUpload(database, by, files, feedId, 'a.csv', bytesOf(raw));
    // A worker that died behind its first part.
    const stop = new AbortController();
    const first = ingest(feedId, 2, stop.signal);
    for (let tries = 0; tries < 500 && (await batchOf(database, by.viewer, id)).linesDone === 0; tries += 1);
    stop.abort();
    await first;
    const stopped = await batchOf(database, by.viewer, id);
    const cents = { ...MAPPING.fields['amountMinor']!, reading: { how: 'UNIT', unit: 'FEN', rounded: false } } as const;
    await mapFeed(database, by, feedId, { ...MAPPING, fields: { ...MAPPING.fields, amountMinor: cents } });
    await ingest(feedId, 2);
    const done = await batchOf(database, by.viewer, id);
    expect(done).toMatchObject({ state: 'DONE', counts: { accepted: 6 } });
    // Whether or not the worker had got anywhere, all rows are read by one and the same version.
    const amount = stopped.linesDone > 0 ? 1_000_000 : 1;
    expect(done.mappingNumber).toBe(stopped.linesDone > 0 ? 1 : 2);
    expect(new Set((await held(feedId)).map((row) => (row as { amount: number }).amount))).toEqual(new Set([amount]));
    expect((await deliver(feedId, raw)).mappingNumber).toBe(2);
  });
});

describe('a mapping', () => {
  test('is drafted, put before the data security officer, and in force only then; the one before is kept', async () => {
    const feedId = await feedOf();
    await draft(feedId, MAPPING);
    expect((await deliver(feedId, FILE)).error?.code).toBe('source.columns-missing');
    await expect(draft(feedId, MAPPING)).rejects.toMatchObject({ code: 'thing.changed' });
    await draft(feedId, NO_MAPPING, 1);
    await expect(step(feedId, 'submit')).rejects.toMatchObject({ code: 'source.mapping-changes-nothing' });
    await draft(feedId, MAPPING, 2);
    expect(await step(feedId, 'submit')).toMatchObject({ state: 'PROPOSED', changed: Object.keys(MAPPING.fields) });
    await expect(draft(feedId, MAPPING, 4)).rejects.toMatchObject({ code: 'source.mapping-open' });
    await expect(step(feedId, 'approve')).rejects.toMatchObject({ code: 'access.denied' });
    const both = { ...by, viewer: { ...by.viewer, roles: ['RULE_ADMIN', 'DATA_SECURITY_OFFICER'] as const } };
    await expect(step(feedId, 'approve', both)).rejects.toMatchObject({ code: 'source.own-mapping' });
    const tasks = () =>
      database.read<{ act: string }>(sql`
        select act from task where thing_id = ${feedId}::uuid and closed_at is null order by act`);
    expect(await tasks()).toEqual([{ act: 'feed.approve-mapping' }]);
    await expect(step(feedId, 'refuse', officer)).rejects.toMatchObject({ code: 'step.incomplete' });
    expect(await step(feedId, 'refuse', officer, '金额单位不对')).toMatchObject({
      state: 'REFUSED',
      decision: '金额单位不对',
    });
    expect(await tasks()).toEqual([{ act: 'feed.revise-mapping' }]);
    await draft(feedId, MAPPING);
    await step(feedId, 'submit');
    expect(await step(feedId, 'approve', officer)).toMatchObject({ state: 'IN_FORCE', number: 2 });
    expect(await tasks()).toEqual([]);
    expect((await deliver(feedId, FILE)).mappingNumber).toBe(2);
    const { versions, lastDelivery, mayDraft } = await read(feedId, officer.viewer);
    expect(mayDraft).toBe(false);
    expect(versions.map(({ number, state, deliveries }) => [number, state, deliveries])).toEqual([
      [2, 'IN_FORCE', 1],
      [1, 'REFUSED', 0],
    ]);
    expect(lastDelivery?.headings).toEqual(['凭证号', '记账日期', '科目', '支出（万元）', '收款单位', '备注']);
    const events = await database.read<{ type: string }>(sql`
      select type from event where thing_id = ${feedId}::uuid and type like 'feed.mapping%' order by id`);
    expect(events.map(({ type }) => type.replace('feed.mapping-', ''))).toEqual([
      ...['drafted', 'drafted', 'drafted', 'proposed', 'refused', 'drafted', 'proposed', 'approved'],
    ]);
  });

  test('that only knows another word for a column is in force at once', async () => {
    const feedId = await feedOf();
    await mapFeed(database, by, feedId, MAPPING);
    const payee = { ...MAPPING.fields['payee']!, headings: ['收款单位', '收款人'] };
    await draft(feedId, { ...MAPPING, fields: { ...MAPPING.fields, payee } });
    expect(await step(feedId, 'submit')).toMatchObject({ state: 'IN_FORCE', number: 2, decidedBy: null });
    expect((await read(feedId)).versions.map(({ state }) => state)).toEqual(['IN_FORCE', 'SUPERSEDED']);
    expect((await deliver(feedId, FILE.replace('收款单位', '收款人'))).counts.accepted).toBe(1);
  });

  test('with a fault is not put forward, and one of releases is not drafted', async () => {
    const feedId = await feedOf();
    await draft(feedId, { ...MAPPING, fields: { externalId: { headings: [], constant: null, reading: AS_IS } } });
    await expect(step(feedId, 'submit')).rejects.toMatchObject({
      code: 'source.mapping-faulty',
      details: { fields: ['externalId'] },
    });
    expect(await step(feedId, 'discard')).toMatchObject({ state: 'DISCARDED' });
    const releases = await feedOf({ kind: 'procurement', format: 'OCDS' });
    await expect(draft(releases, NO_MAPPING)).rejects.toMatchObject({ code: 'source.mapping-of-tables' });
    await expect(draft(feedId, { ...NO_MAPPING, fields: { nothing: MAPPING.fields['payee']! } })).rejects.toMatchObject(
      {
        code: 'source.field-unknown',
      },
    );
  });
});

describe('looking into a file', () => {
  const IDENTITY = '999001196511020021';
  const sampling = { database, files, reading: READING };
  const stored = async () =>
    (await readdir(path.join(dataDir, 'files'), { recursive: true, withFileTypes: true })).filter((one) => one.isFile())
      .length;

  test('shows its first rows with secrets as digests, keeps nothing of it, and tries a draft on all of it', async () => {
    const feedId = await feedOf({ kind: 'death' });
    await draft(feedId, {
      ...NO_MAPPING,
      fields: { personHash: { headings: ['号'], constant: null, reading: AS_IS } },
    });
    const [version] = (await read(feedId)).versions;
    const rows = Array.from(
      { length: 30 },
      (_, n) => `R${String(n)},2026-03-12,${n === 29 ? '123' : IDENTITY},手机13800138000\n`,
    );
    const raw = `记录编号,死亡日期,号,备注\n${rows.join('')}`;
    const before = await stored();
    const sample = await sampleFile(sampling, by, feedId, { name: '死亡.csv', mappingId: version!.id }, bytesOf(raw));
    expect(await stored()).toBe(before);
    expect(JSON.stringify(sample)).not.toMatch(/99900119|13800138000/);
    expect(sample.rows).toHaveLength(20);
    const [first, second] = sample.rows.map(({ cells }) => cells[2]);
    expect(first).toEqual({ digest: expect.stringMatching(/^.{8}$/) as string, isIdentity: true });
    expect(second).toEqual(first);
    expect(sample.tried).toEqual({
      ...{ taken: 29, rejected: 1, cut: false, error: null },
      reasons: [{ reason: 'NOT_AN_IDENTITY', field: 'personHash', heading: '号', rule: null, rows: 1, lines: [31] }],
    });
    const records = await database.readOne(sql`select count(*) as n from death where feed_id = ${feedId}::uuid`);
    const identities = await database.readOne(sql`select count(*) as n from sealed_identity`);
    expect([records, identities]).toEqual([{ n: 0 }, { n: 0 }]);
  });

  test('goes for the last delivery too, as long as its file is kept; what would refuse the whole file is told', async () => {
    const feedId = await feedOf();
    await expect(sampleLastDelivery(sampling, by, feedId, undefined)).rejects.toMatchObject({
      code: 'source.no-delivery',
    });
    await deliver(feedId, FILE);
    expect(await sampleLastDelivery(sampling, by, feedId, undefined)).toMatchObject({
      headings: ['凭证号', '记账日期', '科目', '支出（万元）', '收款单位', '备注'],
      tried: null,
    });
    await draft(feedId, { ...NO_MAPPING, fields: { externalId: MAPPING.fields['externalId']! } });
    const { id } = (await read(feedId)).versions[0]!;
    expect((await sampleLastDelivery(sampling, by, feedId, id)).tried?.error).toEqual({
      code: 'source.columns-missing',
      details: { columns: ['发生日期', '金额'] },
    });
    await expect(sampleLastDelivery(sampling, by, feedId, newId())).rejects.toMatchObject({ code: 'thing.missing' });
  });
});

test('the template of a feed is in its own headings and codes, and leaves out what may not be kept', async () => {
  const feedId = await feedOf({ allowedFields: ['kind', 'payee'] });
  await mapFeed(database, by, feedId, MAPPING);
  const book = new excel.Workbook();
  await book.xlsx.load((await feedTemplate(database, by.viewer, feedId)).body as unknown as ArrayBuffer);
  const [sheet, notes] = book.worksheets;
  const headings = (sheet?.getRow(1).values as string[]).slice(1);
  expect(headings).toEqual(['凭证号*', '记账日期*', '单位编码', '科目', '支出(万元)*', '币种', '收款单位']);
  expect(sheet?.getCell(2, 4).dataValidation.formulae).toEqual(['"30211,30217"']);
  expect(notes?.getRow(6).getCell(6).text).toBe('单位万元');
});
