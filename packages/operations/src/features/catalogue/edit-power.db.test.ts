import type { editPower as contract } from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { PowerContent } from '@qingfeng/domain/features/catalogue/power-item.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { sql } from '@qingfeng/platform/database.ts';
import pg from 'pg';
import { beforeAll, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import type { TestUnit } from '../../../../../tests/support/people.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { editPower, stepPower } from './edit-power.ts';
import { importPowers } from './import-powers.ts';
import { powerOf, publicPower, publicPowers } from './read.ts';

const { database, ownerUrl } = await testDatabase();
const bureau = await insertUnit(database, { name: '县住建局' });
const justice = await insertUnit(database, { name: '县司法局' });
const as = async (role: Role, unit: TestUnit): Promise<By> => {
  const { accountId } = await insertAccount(database, { unit, roles: [role] });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  if (viewer === null) throw new Error('no viewer');
  return byOf({ viewer });
};
const liaison = await as('UNIT_LIAISON', bureau);
const leader = await as('LEADER', bureau);
const reviewer = await as('CATALOGUE_REVIEWER', justice);
const outsider = await as('CADRE', justice);

const WHOLE = {
  name: '占道许可',
  category: '行政许可',
  summary: '占用道路须经批准。',
  basis: [{ title: '《城市道路管理条例》第三十条', text: null }],
  steps: [{ name: '现场勘验', post: '勘验岗', days: 3, note: null, weak: true, key: true }],
  promisedDays: 10,
  legalDays: 20,
  fee: '不收费',
  section: '市政建设股',
  phone: null,
  riskPost: '勘验岗负责人',
  workRules: '两人到场',
  institutions: [],
  sourceUrl: null,
} satisfies PowerContent;

let id = '';
beforeAll(async () => {
  const row = { line: 2, value: { 编码: 'E-1', 名称: '占用城市道路许可', 类别: '行政许可', 部门: '县住建局' } };
  await importPowers(
    database,
    byOf(),
    (async function* () {
      yield row;
    })(),
  );
  id = (await database.prisma.powerItem.findFirstOrThrow({ where: { code: 'E-1' } })).id;
});

const read = (by = liaison) => powerOf(database, by, id);
const edit = async (content: BodyOf<typeof contract>['content']) =>
  editPower(database, liaison, id, { version: (await read()).version, content, note: '补齐' });
const step = async (by: By, name: Parameters<typeof stepPower>[3], reason: string | null = null) =>
  stepPower(database, by, id, name, { version: (await read()).version, reason });
const turn = async () =>
  (await database.prisma.task.findMany({ where: { thingId: id, closedAt: null } })).map(
    ({ act, role, scopeUnitId }) => [act, role, scopeUnitId],
  );

test('edited, reviewed, released: the new version replaces what the public reads, at that moment and not before', async () => {
  await edit({ ...WHOLE, steps: [] });
  await expect(step(liaison, 'submit')).rejects.toMatchObject({
    code: 'step.incomplete',
    details: { missing: ['steps'] },
  });
  await edit(WHOLE);
  expect((await read()).draft).toMatchObject({ number: 1, missing: [], content: WHOLE });
  expect(await read(outsider)).toMatchObject({ draft: null, name: '占用城市道路许可', versions: [{ number: 0 }] });

  await step(liaison, 'submit');
  expect(await turn()).toEqual([['power-item.pass', 'LEADER', bureau.id]]);
  await step(leader, 'return', '请补充收费依据');
  expect(await read()).toMatchObject({ openState: 'DRAFT', reason: '请补充收费依据' });
  expect((await read(outsider)).reason).toBeNull();
  expect(await turn()).toEqual([['power-item.submit', 'UNIT_LIAISON', bureau.id]]);
  await step(liaison, 'submit');
  await step(leader, 'pass');
  expect(await turn()).toEqual([['power-item.counter-review', 'CATALOGUE_REVIEWER', null]]);
  await step(reviewer, 'pass');
  expect(await turn()).toEqual([['power-item.release', 'LEADER', bureau.id]]);
  expect(await publicPower(database, 'E-1')).toMatchObject({ name: '占用城市道路许可', incomplete: true, steps: [] });

  await step(leader, 'release');
  expect(await turn()).toEqual([]);
  const shown = await publicPower(database, 'E-1');
  expect(shown).toMatchObject({
    name: '占道许可',
    incomplete: false,
    promisedDays: 10,
    steps: [{ name: '现场勘验', days: 3, note: null }],
    versions: [
      { number: 1, current: true, on: '2026-10-10' },
      { number: 0, current: false },
    ],
  });
  const find = async (q: string) =>
    (await publicPowers(database, { page: 1, size: 20, q })).items.map(({ name }) => name);
  expect(await find('占道')).toEqual(['占道许可']);
  expect(await find('zyds')).toEqual([]);
  expect((await read()).timeline.map(({ type }) => type)).toEqual(
    ['published', 'passed', 'passed', 'submitted', 'returned', 'submitted', 'edited', 'edited'].map(
      (what) => `power-item.${what}`,
    ),
  );
});

test('two at once: one wins, the other is told of the change', async () => {
  const { version } = await read();
  const both = await Promise.allSettled(
    [1, 2].map(() => stepPower(database, leader, id, 'suspend', { version, reason: '数据有误' })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'thing.changed' } });
  await step(leader, 'resume');
});

test('who is not in the department edits nothing, whatever is sent', async () => {
  const { version } = await read();
  const sent = { version, content: WHOLE, note: null };
  await expect(editPower(database, leader, id, sent)).rejects.toMatchObject({ code: 'access.denied' });
  await expect(editPower(database, reviewer, id, sent)).rejects.toMatchObject({ code: 'access.denied' });
});

test('given up, a draft leaves the public one as it was', async () => {
  await edit({ ...WHOLE, name: '不要的名称' });
  await step(liaison, 'giveUp');
  expect(await read()).toMatchObject({ name: '占道许可', openState: null, draft: null });
  expect((await read()).versions[0]).toMatchObject({ number: 2, state: 'SUPERSEDED', on: null });
});

test('a published version is frozen and none is deleted, even for the owner of the database', async () => {
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  try {
    for (const change of [
      `update power_item_version set content = '{}'`,
      `update power_item_version set number = 9`,
      `update power_item_version set public_hash = 'x'`,
      'delete from power_item_version',
    ]) {
      const where = `where item_id = '${id}' and published_at is not null`;
      await expect(owner.query(`${change} ${where}`), change).rejects.toMatchObject({
        message: 'a published version is frozen',
      });
    }
  } finally {
    await owner.end();
  }
  expect(await database.read(sql`select 1 from power_item_version where item_id = ${id}::uuid`)).toHaveLength(3);
});
