import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { readTable } from '@qingfeng/platform/limited/read-rows.ts';
import excel from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { editPower, stepPower } from './edit-power.ts';
import { exportPublicPowers } from './export-powers.ts';
import { importPowers } from './import-powers.ts';
import { powerOf } from './read.ts';

const { database } = await testDatabase();
const folder = await mkdtemp(path.join(tmpdir(), 'qingfeng-catalogue-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const bureau = await insertUnit(database, { name: '县住建局' });
const forestry = await insertUnit(database, { name: '县林业局' });
const as = async (role: Role, unit = bureau): Promise<By> => {
  const { accountId } = await insertAccount(database, { unit, roles: [role] });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  if (viewer === null) throw new Error('no viewer');
  return byOf({ viewer });
};
let liaison: By;
let leader: By;
beforeAll(async () => {
  liaison = await as('UNIT_LIAISON');
  leader = await as('LEADER');
});

const HEAD = '事项实施编码,事项名称,权力类别,部门,承诺时限,link';
const rowsOf = async (name: string, content: string | Buffer) => {
  const file = path.join(folder, name);
  await writeFile(file, content);
  return readTable(file, name.endsWith('xlsx') ? 'xlsx' : 'csv');
};
const importText = async (text: string, by = liaison) =>
  importPowers(database, by, await rowsOf(`${String((count += 1))}.csv`, text));
let count = 0;

/** Every row of the catalogue and what was said about it, to tell whether an import left a trace. */
const everything = () =>
  database.read(sql`
    select (select json_agg(p order by p.id) from power_item p) as items, (select json_agg(v order by v.id) from power_item_version v) as versions,
      (select count(*) from event) as events, (select count(*) from task) as tasks`);
const idOf = async (code: string): Promise<string> =>
  (await database.readOne<{ id: string }>(sql`select id from power_item where code = ${code}`))?.id ?? 'nothing';

test('new codes become version 0, public at once and marked with what they lack; bringing them again changes nothing', async () => {
  const text = `${HEAD}
A-1,市政设施占用许可,行政许可,县住建局,10,http://example.invalid/1
A-2,"对擅自占用人行道的处罚,罚款",其他,县住建局,,
`;
  expect(await importText(text)).toEqual({ added: 2, unchanged: 0, drafted: 0, rejected: [] });
  const item = await powerOf(database, liaison, await idOf('A-1'));
  expect(item).toMatchObject({
    publicState: 'PUBLISHED',
    publishedOn: '2026-10-10',
    incomplete: true,
    missing: ['basis', 'steps', 'section', 'riskPost', 'workRules'],
    draft: null,
    versions: [{ number: 0, state: 'PUBLISHED', current: true }],
  });

  const before = await everything();
  expect(await importText(text)).toEqual({ added: 0, unchanged: 2, drafted: 0, rejected: [] });
  expect(await everything()).toEqual(before);
});

test('a department may stand by its code', async () => {
  const { code } = await database.prisma.unit.findUniqueOrThrow({ where: { id: bureau.id } });
  const text = `事项实施编码,事项名称,权力类别,单位编码\nD-1,户外广告许可,行政许可,${code.toLowerCase()}\n`;
  expect(await importText(text)).toEqual({ added: 1, unchanged: 0, drafted: 0, rejected: [] });
  expect(await powerOf(database, liaison, await idOf('D-1'))).toMatchObject({ unit: '县住建局' });
});

test('a revision that says what is in force already is not submitted', async () => {
  await importText(`${HEAD}\nD-2,夜间施工许可,行政许可,县住建局,5,\n`);
  const id = await idOf('D-2');
  const { content, version } = await powerOf(database, liaison, id);
  const whole = {
    ...content,
    basis: [{ title: '《噪声污染防治法》第四十三条', text: null }],
    steps: [{ name: '审查', post: '审查岗', days: 5, note: null, weak: false, key: true }],
    ...{ section: '审批股', riskPost: '审查岗', workRules: '两人审查' },
  };
  const at = async () => (await powerOf(database, liaison, id)).version;
  const step = async (by: By, name: 'submit' | 'pass' | 'release') =>
    stepPower(database, by, id, name, { version: await at(), reason: null });
  await editPower(database, liaison, id, { version, note: null, content: whole });
  await step(liaison, 'submit');
  await step(leader, 'pass');
  await step(await as('CATALOGUE_REVIEWER', forestry), 'pass');
  await step(leader, 'release');

  await editPower(database, liaison, id, { version: await at(), note: '没有改动', content: whole });
  await expect(step(liaison, 'submit')).rejects.toMatchObject({ code: 'power-item.changes-nothing' });
  const shown = (await powerOf(database, liaison, id)).openSteps.find((one) => one.step === 'submit');
  expect(shown).toMatchObject({ open: false, why: 'power-item.changes-nothing' });
});

test('bad rows are listed with line and reason, the good ones go in', async () => {
  const text = `${HEAD}
B-1,供水许可,行政许可,县住建局,5,
,没有编码,行政许可,县住建局,5,
B-3,,行政许可,县不在局,很久,
B-4,林地许可,行政许可,县林业局,5,
B-1,供水许可,行政许可,县住建局,5,
B-6,少一列,行政许可
B-7,排水许可,行政许可,县住建局,7,
`;
  expect(await importText(text)).toEqual({
    added: 2,
    unchanged: 0,
    drafted: 0,
    rejected: [
      { line: 3, reason: 'CODE_MISSING', column: 'code', value: '' },
      { line: 4, reason: 'NAME_MISSING', column: 'name', value: '' },
      { line: 4, reason: 'UNIT_UNKNOWN', column: 'department', value: '县不在局' },
      { line: 4, reason: 'DAYS_WRONG', column: 'promisedDays', value: '很久' },
      { line: 5, reason: 'UNIT_NOT_YOURS', column: 'department', value: '县林业局' },
      { line: 6, reason: 'REPEATED', column: 'code', value: 'B-1' },
      { line: 7, reason: 'wrong-column-count', column: null, value: null },
    ],
  });
});

describe('as departments send it', () => {
  const ROWS = [HEAD.split(','), ['G-1', '殡葬用地审批䶮', '行政许可', '县住建局', '20', '']];

  test('GB18030', async () => {
    const bytes = gb18030(ROWS.map((row) => row.join(',')).join('\r\n'));
    expect(await importPowers(database, liaison, await rowsOf('gb.csv', bytes))).toMatchObject({
      added: 1,
      rejected: [],
    });
    expect((await powerOf(database, liaison, await idOf('G-1'))).name).toBe('殡葬用地审批䶮');
  });

  test('the same as .xlsx, where numbers are numbers: nothing is new', async () => {
    const book = new excel.Workbook();
    book.addWorksheet('目录').addRows(ROWS.map((row) => row.map((cell) => (/^\d+$/.test(cell) ? Number(cell) : cell))));
    const bytes = Buffer.from(await book.xlsx.writeBuffer());
    const rows = await rowsOf('list.xlsx', bytes);
    expect(await importPowers(database, liaison, rows)).toEqual({ added: 0, unchanged: 1, drafted: 0, rejected: [] });
  });

  test('our own export comes back without a difference', async () => {
    const { body } = exportPublicPowers(database, {});
    const rows = await rowsOf('export.csv', Buffer.concat(await body.toArray()));
    const { added, unchanged, drafted, rejected } = await importPowers(database, byOf(), rows);
    expect({ added, drafted, rejected }).toEqual({ added: 0, drafted: 0, rejected: [] });
    expect(unchanged).toBeGreaterThan(4);
  });
});

describe('a known code with other content', () => {
  const line = (name: string, code: string) => `${HEAD}\n${code},${name},行政许可,县住建局,5,\n`;

  test('is drafted, and the public goes on reading the old one; the draft waits before the liaison', async () => {
    await importText(line('旧名许可', 'C-1'));
    expect(await importText(line('新名许可', 'C-1'))).toMatchObject({ drafted: 1, rejected: [] });
    const id = await idOf('C-1');
    const item = await powerOf(database, liaison, id);
    expect(item).toMatchObject({
      name: '旧名许可',
      openState: 'DRAFT',
      draft: { number: 1, content: { name: '新名许可' } },
    });
    expect(item.timeline.map(({ type }) => type)).toEqual(['power-item.edited']);
    const tasks = () => database.prisma.task.findMany({ where: { thingId: id, closedAt: null } });
    expect(await tasks()).toMatchObject([{ act: 'power-item.submit', role: 'UNIT_LIAISON', scopeUnitId: bureau.id }]);

    // A later list goes into the same draft, and that which is the draft already changes nothing.
    expect(await importText(line('更新名许可', 'C-1'))).toMatchObject({ drafted: 1 });
    expect(await importText(line('更新名许可', 'C-1'))).toMatchObject({ drafted: 0, unchanged: 1 });
    expect((await powerOf(database, liaison, id)).draft).toMatchObject({ number: 1, content: { name: '更新名许可' } });
    expect(await tasks()).toHaveLength(1);
  });

  test('of another unit is refused, also to one who may bring items of both', async () => {
    await importText(`${HEAD}\nC-2,林地许可,行政许可,县林业局,5,\n`, await as('UNIT_LIAISON', forestry));
    const before = await everything();
    const rejected = [{ line: 2, reason: 'CODE_OF_OTHER_UNIT', column: 'code', value: 'C-2' }];
    expect(await importText(line('抢来的许可', 'C-2'))).toEqual({ added: 0, unchanged: 0, drafted: 0, rejected });
    expect(await importText(line('抢来的许可', 'C-2'), byOf())).toMatchObject({ rejected });
    // Nobody but its own liaison edits a unit's catalogue, whatever else they administer.
    const notYours = [{ line: 2, reason: 'UNIT_NOT_YOURS', column: 'department', value: '县住建局' }];
    expect(await importText(line('代填的许可', 'C-9'), await as('BIZ_ADMIN'))).toMatchObject({ rejected: notYours });
    expect(await everything()).toEqual(before);
  });

  test('is refused while its revision is under review: what was passed is what is released', async () => {
    await importText(line('复核中的许可', 'C-3'));
    const id = await idOf('C-3');
    const read = async () => powerOf(database, liaison, id);
    const { content, version } = await read();
    await editPower(database, liaison, id, {
      version,
      note: null,
      content: {
        ...content,
        basis: [{ title: '《行政许可法》第十二条', text: null }],
        steps: [{ name: '审查', post: '审查岗', days: 5, note: null, weak: false, key: true }],
        section: '审批股',
        riskPost: '审查岗',
        workRules: '两人审查',
      },
    });
    await stepPower(database, liaison, id, 'submit', { version: (await read()).version, reason: null });
    const before = await everything();
    const rejected = [{ line: 2, reason: 'UNDER_REVIEW', column: 'code', value: 'C-3' }];
    expect(await importText(line('掉包的许可', 'C-3'))).toEqual({ added: 0, unchanged: 0, drafted: 0, rejected });
    expect(await everything()).toEqual(before);
  });

  test('is refused once the power is cancelled', async () => {
    await importText(line('取消的许可', 'C-4'));
    const id = await idOf('C-4');
    await stepPower(database, leader, id, 'retire', { version: 1, reason: '法规废止' });
    expect(await importText(line('复活的许可', 'C-4'))).toMatchObject({
      rejected: [{ line: 2, reason: 'RETIRED', column: 'code', value: 'C-4' }],
    });
  });
});

/** Node decodes GB18030 and does not encode it: its two-byte part turned round, and one character that only has four bytes. */
function gb18030(text: string): Buffer {
  const decoder = new TextDecoder('gb18030');
  const bytes = new Map<string, readonly number[]>([['䶮', [0x82, 0x35, 0x87, 0x38]]]);
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail !== 0x7f) bytes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
  return Buffer.from(Array.from(text).flatMap((char) => bytes.get(char) ?? [char.charCodeAt(0)]));
}
