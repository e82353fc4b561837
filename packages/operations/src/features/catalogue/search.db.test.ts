import type { QueryInput } from '@qingfeng/contracts/shared/endpoint.ts';
import { listPublicPowers } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import { initialsOf } from '@qingfeng/platform/chinese.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertUnit } from '../../../../../tests/support/people.ts';
import { stepPower } from './edit-power.ts';
import { importPowers } from './import-powers.ts';
import { publicPower, publicPowers, publicRows, publicSums } from './read.ts';

const { database } = await testDatabase();
await insertUnit(database, { name: '县住建局' });
await insertUnit(database, { name: '县林业局' });

const ITEMS = [
  [
    '511Z07001006-511602000000-000-11511301008778183N-1-00',
    '市政设施占用许可',
    '行政许可',
    '县住建局',
    '占用城市道路须经批准',
  ],
  ['LY-0006', '临时占用林地审批', '行政许可', '县林业局', ''],
  ['ZJ-0003', '城市道路挖掘修复费征收', '行政征收', '县住建局', '占用、挖掘城市道路的'],
  ['ZJ-0004', '对擅自占用人行道的处罚', '行政处罚', '县住建局', ''],
  ['ZJ-0005', '建筑工程施工许可证核发', '行政许可', '县住建局', ''],
  ['ZJ-0006', "100%_\\'奇怪;的名称", '其他行政权力', '县住建局', ''],
] as const;

beforeAll(async () => {
  const rows = ITEMS.map(([code, name, category, department, summary], index) => ({
    line: index + 2,
    value: { 编码: code, 名称: name, 类别: category, 部门: department, 简介: summary },
  }));
  const outcome = await importPowers(
    database,
    byOf(),
    (async function* () {
      yield* rows;
    })(),
  );
  expect(outcome).toMatchObject({ added: ITEMS.length, rejected: [] });
});

const search = (query: QueryInput<typeof listPublicPowers>) =>
  publicPowers(database, listPublicPowers.query.parse(query));
const namesOf = async (q: string) => (await search({ q })).items.map(({ name }) => name);

describe('an item is found by', () => {
  test.each([
    [
      'words of its name before words of the rest',
      '占用',
      ['市政设施占用许可', '临时占用林地审批', '对擅自占用人行道的处罚', '城市道路挖掘修复费征收'],
    ],
    ['all words, in any order and place', '道路 占用', ['市政设施占用许可', '城市道路挖掘修复费征收']],
    ['the beginning of a word', '施工许可', ['建筑工程施工许可证核发']],
    ['a part of the name that is no word', '自占用人', ['对擅自占用人行道的处罚']],
    ['pinyin initials from anywhere in the name', 'sgxk', ['建筑工程施工许可证核发']],
    ['two initials where the name begins', 'LS', ['临时占用林地审批']],
    ['its whole code', ITEMS[0][0], ['市政设施占用许可']],
    ['the beginning of its code, small or large', 'zj-0005', ['建筑工程施工许可证核发']],
    ['a piece of its code', '8778183', ['市政设施占用许可']],
    ['full-width letters', 'ＺＪ－０００５', ['建筑工程施工许可证核发']],
    ['nothing that stands nowhere', '航天发射', []],
  ])('%s', async (_, q, names) => {
    expect(new Set(await namesOf(q))).toEqual(new Set(names));
    expect((await namesOf(q))[0]).toBe(names[0]);
  });

  test.each(["100%_\\'", '%', '_', "'", '\\', '&', '!:*', "') or true --", '((', '的', '。', '𠮷'])(
    '%s as it stands, harming nothing',
    async (q) => {
      expect((await namesOf(q)).length).toBeLessThan(ITEMS.length);
    },
  );
});

test('counts beside the filters: each leaves out its own', async () => {
  const { total, categories, units } = await search({ q: '占用', category: '行政许可' });
  expect(total).toBe(2);
  expect(categories.map(({ value, count }) => [value, count])).toEqual([
    ['行政许可', 2],
    ['行政处罚', 1],
    ['行政征收', 1],
  ]);
  expect(units.map(({ label, count }) => [label, count])).toEqual([
    ['县住建局', 1],
    ['县林业局', 1],
  ]);
});

test('pages follow one another without a gap or a repeat', async () => {
  const pages = await Promise.all([1, 2, 3, 4].map((page) => publicRows(database, { page, size: 2 })));
  expect(pages.map(({ length }) => length)).toEqual([2, 2, 2, 0]);
  expect(new Set(pages.flat().map(({ code }) => code)).size).toBe(ITEMS.length);
});

test('a suspended item is in no list and says nothing of itself; a cancelled one is in no list and keeps what was public', async () => {
  const unit = await database.prisma.unit.findFirstOrThrow({ where: { name: '县林业局' } });
  const { id } = await database.prisma.powerItem.findFirstOrThrow({ where: { code: 'LY-0006' } });
  const leader = byOf({ viewer: { ...byOf().viewer, roles: ['LEADER'], unitId: unit.id } });
  const step = async (name: 'suspend' | 'resume' | 'retire', version: number) =>
    stepPower(database, leader, id, name, { version, reason: name === 'resume' ? null : '数据有误' });

  await step('suspend', 1);
  expect(await namesOf('林地')).toEqual([]);
  expect(await publicSums(database)).toMatchObject({ units: 1, items: ITEMS.length - 1 });
  expect(await publicPower(database, 'LY-0006')).toMatchObject({
    state: 'SUSPENDED',
    versions: [],
    steps: [],
    basis: [],
  });
  await step('resume', 2);
  expect(await namesOf('林地')).toEqual(['临时占用林地审批']);
  await step('retire', 3);
  expect(await namesOf('林地')).toEqual([]);
  expect(await publicPower(database, 'LY-0006')).toMatchObject({ state: 'RETIRED', versions: [{ number: 0 }] });
});

test('initials are those of the name as people say it', () => {
  expect(initialsOf('行政许可证 A-1')).toBe('xzxkza1');
});
