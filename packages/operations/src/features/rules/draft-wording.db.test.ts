import { sampleRule } from '@qingfeng/contracts/features/rules/samples.ts';
import type { RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import { COLUMNS, type Column } from '@qingfeng/domain/features/rules/columns.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { addDays, localDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { expense } from '../../../../../tests/support/rule-rows.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { draftRule, draftRuleVersion, reviseRuleVersion } from './draft-rule-version.ts';
import { publishShippedRules } from './publish-rules.ts';
import { ruleVersionOf } from './read-version.ts';
import { listRulesOf, ruleOf } from './read.ts';
import { runBackTest } from './run-back-test.ts';
import { sampleOf } from './sample-rule.ts';
import { stepRuleVersion } from './step-rule-version.ts';
import { publishedRules } from './store.ts';

const { database, ownerUrl } = await testDatabase();
const ZONE = 'Asia/Shanghai';
const unit = await insertUnit(database, { name: '县住建局' });
const as = async (...roles: Role[]): Promise<By> => {
  const { accountId } = await insertAccount(database, { unit, roles });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  if (viewer === null) throw new Error('no viewer');
  return byOf({ viewer });
};
const author = await as('RULE_ADMIN');
const officer = await as('OFFICER');
const leader = await as('COMMISSION_LEADER');

const TODAY = author.today;
const owner = new pg.Client({ connectionString: ownerUrl });
/** Claims of 10,000 yuan more each, one every ten days back from today; the last has no amount. */
beforeAll(async () => {
  await owner.connect();
  await publishShippedRules(database, byOf(), PACK);
  const feedId = newId();
  const rows = Array.from({ length: 12 }, (_, nth) => ({
    ...expense({
      occurredOn: addDays(TODAY, -10 * nth),
      amountMinor: nth === 11 ? null : (nth + 1) * 1_000_000,
      externalId: `E${String(nth)}`,
      claimant: '柳某',
      unitId: unit.id,
      payee: '云岫酒店',
      payeeCode: 'S1',
    }),
    recordId: newId(),
    feedId,
  }));
  const stored = rows.map((row) => ({
    county: 1,
    ...Object.fromEntries(
      Object.entries<Column>(COLUMNS.expense).map(([field, { column }]) => [column, row[field as keyof typeof row]]),
    ),
  }));
  await owner.query('insert into expense select * from jsonb_populate_recordset(null::expense, $1)', [
    JSON.stringify(stored),
  ]);
});
afterAll(() => owner.end());

/** One claim above a limit. */
const rule: Rule = {
  code: 'L00',
  name: { zh: '单笔大额', en: 'a large claim' },
  kind: 'expense',
  subject: [{ kind: 'UNIT', field: 'unitCode' }],
  parameters: {
    limit: { label: { zh: '限额', en: 'limit' }, unit: 'FEN', value: 5_000_000, least: 0, most: 1e9 },
  },
  exceptions: [],
  finds: [
    {
      each: 'row',
      name: 'claim',
      values: { amount: { label: { zh: '金额', en: 'amount' }, of: { yuan: 'amountMinor' }, unit: 'FEN' } },
      when: { compare: [{ value: 'amount' }, '>', { parameter: 'limit' }] },
      because: [{ zh: '报销{amount}', en: '{amount} claimed' }],
    },
  ],
  levels: [{ colour: 'BLUE' }],
  hypothesis: { zh: '大额', en: 'large' },
  legalBasis: [],
  falsePositives: [],
};
const claimOf = (name: string, amountMinor: number, expect: RuleCase['expect']): RuleCase => ({
  name,
  expect,
  asOf: localDate('2026-10-01'),
  records: { expense: [{ unitCode: 'U1', amountMinor, currency: 'CNY' }] },
});
const cases = [claimOf('六万', 6_000_000, 'HIT'), claimOf('五万', 5_000_000, 'NO_HIT')];
const read = (id: string, by = author) => ruleVersionOf(database, by.viewer, id, by.today);
const step = async (id: string, by: By, name: Parameters<typeof stepRuleVersion>[3]) =>
  stepRuleVersion(database, by, { id, version: (await read(id)).version }, name, null, { approvers: 1 });

test('a rule of the county’s own: drafted with its cases, held back by one that fails, reviewed, published, in force', async () => {
  const id = await draftRule(database, author, { wording: { definition: rule, cases }, reason: '试' });
  const drafted = await read(id);
  expect(drafted).toMatchObject({ ruleCode: 'L01', state: 'DRAFT', inForce: null, definition: { code: 'L01' } });
  expect(drafted.cases.map(({ result }) => result.passes)).toEqual([true, true]);
  expect(await ruleOf(database, author.viewer, 'L01', TODAY)).toMatchObject({ state: 'UNPUBLISHED' });
  expect((await publishedRules(database, null)).some(({ rule: { code } }) => code === 'L01')).toBe(false);

  // Other limit, same cases: what was no hit is one.
  await reviseRuleVersion(database, author, { id, version: 1 }, { parameters: { limit: 4_000_000 }, reason: '改' });
  const failing = await read(id);
  expect(failing.cases.map(({ result }) => [result.got, result.passes])).toEqual([
    ['HIT', true],
    ['HIT', false],
  ]);
  expect(failing.openSteps.find(({ step: name }) => name === 'submit')).toMatchObject({ why: 'rule.case-fails' });
  await expect(step(id, author, 'submit')).rejects.toMatchObject({ code: 'rule.case-fails' });
  // The case that the value made untrue is replaced beside it.
  const replaced = { parameters: { limit: 4_000_000 }, cases: [claimOf('五万', 5_000_000, 'HIT')], reason: '改' };
  await reviseRuleVersion(database, author, { id, version: 2 }, replaced);
  const mended = await read(id);
  expect(mended.cases.map(({ name, result }) => [name, result.passes])).toEqual([['五万', true]]);
  expect(mended.openSteps.find(({ step: name }) => name === 'submit')).toMatchObject({ why: null });

  const definition = { ...rule, code: 'L01', name: { zh: '单笔大额报销', en: 'a large claim' } };
  await reviseRuleVersion(
    database,
    author,
    { id, version: 3 },
    { parameters: {}, wording: { definition, cases }, reason: '改' },
  );
  await step(id, author, 'submit');
  const { id: test } = await database.prisma.backTest.findFirstOrThrow({ where: { ruleVersionId: id } });
  await runBackTest(database, byOf(), ZONE, test);
  await step(id, officer, 'review');
  await step(id, leader, 'publish');
  expect((await publishedRules(database, 'expense')).some(({ versionId }) => versionId === id)).toBe(true);
  const list = await listRulesOf(database, author.viewer, TODAY, { page: 1, size: 100, q: 'L01' });
  expect(list.items).toMatchObject([{ name: '单笔大额报销', state: 'ACTIVE' }]);
});

test('two drafted at once get codes of their own', async () => {
  const wording = { definition: rule, cases: [] };
  const ids = await Promise.all([1, 2].map(() => draftRule(database, author, { wording, reason: '试' })));
  const codes = await Promise.all(ids.map(async (id) => (await read(id)).ruleCode));
  expect(new Set(codes).size).toBe(2);
});

test('a new version keeps code and kind of its rule', async () => {
  const { version } = await ruleOf(database, author.viewer, 'R10', TODAY);
  const draft = (definition: Rule) =>
    draftRuleVersion(
      database,
      author,
      { code: 'R10', version },
      { parameters: {}, wording: { definition, cases: [] }, reason: '试' },
    );
  await expect(draft(rule)).rejects.toMatchObject({ code: 'rule.kind-fixed' });
});

test('a sample counts by month what a draft would have found, and shows who writes rules no matter', async () => {
  const sample = sampleRule.response.parse(await sampleOf(database, author, ZONE, rule, 3));
  // 60,000 to 100,000 yuan, fifty to ninety days ago.
  expect(sample).toMatchObject({ bounded: false, notEvaluable: [{ reason: 'missing:amountMinor', count: 1 }] });
  expect(sample.fired).toBeGreaterThanOrEqual(4);
  expect(sample.months.reduce((sum, { count }) => sum + count, 0)).toBe(sample.fired);
  expect((await sampleOf(database, author, ZONE, rule, 24)).fired).toBe(6);
  const [first] = sample.examples;
  expect(first).toMatchObject({ matter: null, values: [{ text: { zh: '60,000元' } }] });
  expect(first?.records.expense).toMatchObject([{ amountMinor: 6_000_000, currency: 'CNY', kind: 'MEETING' }]);
  expect(JSON.stringify(sample)).not.toMatch(/柳某|云岫|S1|U1/u);

  const both = await sampleOf(database, await as('RULE_ADMIN', 'OFFICER'), ZONE, rule, 3);
  expect(both.examples[0]?.matter?.sentence.zh).toBe('报销60,000元。');
});

const MOST = { ms: 4_000, hits: 5_000, rows: 500 };

test('a sample counts no further than it may', async () => {
  expect(await sampleOf(database, author, ZONE, rule, 24, { ...MOST, hits: 2 })).toMatchObject({
    fired: 2,
    bounded: true,
  });
});

test('where all takes too long the newest records are looked at, and where they do too it is refused', async () => {
  const lock = () => owner.query('begin; lock table expense in access exclusive mode');
  await lock();
  await expect(sampleOf(database, author, ZONE, rule, 24, { ...MOST, ms: 100 })).rejects.toMatchObject({
    code: 'rule.sample-too-long',
  });
  const released = new Promise((resolve) => setTimeout(resolve, 600)).then(() => owner.query('rollback'));
  // The first look waits for the lock until it is out of time, the second is after it.
  const sample = await sampleOf(database, author, ZONE, rule, 24, { ...MOST, ms: 500, rows: 8 });
  await released;
  expect(sample).toMatchObject({ fired: 3, bounded: true });
});
