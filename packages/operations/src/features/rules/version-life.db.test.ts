import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { draftRuleVersion, reviseRuleVersion } from './draft-rule-version.ts';
import { publishShippedRules } from './publish-rules.ts';
import { ruleVersionOf } from './read-version.ts';
import { ruleOf } from './read.ts';
import { runBackTest } from './run-back-test.ts';
import { stepRuleVersion } from './step-rule-version.ts';
import { publishedRules } from './store.ts';

const { database } = await testDatabase();
await publishShippedRules(database, byOf(), PACK);
const unit = await insertUnit(database);
const as = async (role: Role): Promise<By> => {
  const { accountId } = await insertAccount(database, { unit, roles: [role] });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  if (viewer === null) throw new Error('no viewer');
  return byOf({ viewer });
};
const author = await as('RULE_ADMIN');
const officer = await as('OFFICER');
const leader = await as('COMMISSION_LEADER');

type Step = Parameters<typeof stepRuleVersion>[3];
const version = (id: string, by = author) => ruleVersionOf(database, by.viewer, id, by.today);
const step = async (id: string, by: By, name: Step, approvers = 1): Promise<string> =>
  stepRuleVersion(database, by, { id, version: (await version(id)).version }, name, '理由', { approvers });
/** The test that putting it up for review asked for. */
const backTested = async (id: string): Promise<void> => {
  const { id: test } = await database.prisma.backTest.findFirstOrThrow({ where: { ruleVersionId: id } });
  await runBackTest(database, byOf(), 'Asia/Shanghai', test);
};
const draft = async (code: string, parameters: Record<string, number>): Promise<string> => {
  const { version: read } = await ruleOf(database, author.viewer, code, author.today);
  return draftRuleVersion(database, author, { code, version: read }, { parameters, reason: '试算' });
};
const runs = async (code: string) =>
  (await publishedRules(database, null))
    .filter(({ rule }) => rule.code === code)
    .map(({ versionId, rule }) => [versionId, rule.parameters['limit']?.value]);

test('a version comes into force over author, two reviewers and publisher; the one before is retired in the same change', async () => {
  const [old] = await runs('R09');
  const id = await draft('R09', { limit: 3_000_000 });
  await expect(draft('R09', {})).rejects.toMatchObject({ code: 'rule.draft-open' });
  await reviseRuleVersion(database, author, { id, version: 1 }, { parameters: { limit: 4_000_000 }, reason: '再算' });
  await step(id, author, 'submit', 2);
  await backTested(id);
  expect(await database.prisma.task.findMany({ where: { thingId: id, closedAt: null } })).toMatchObject([
    { act: 'rule-version.review', role: 'OFFICER' },
  ]);
  await step(id, officer, 'review');
  expect((await version(id)).state).toBe('BACKTEST');
  await step(id, leader, 'review');
  expect(await runs('R09')).toEqual([old]);
  await step(id, leader, 'publish');
  expect(await runs('R09')).toEqual([[id, 4_000_000]]);
  expect(await version(id)).toMatchObject({ state: 'PUBLISHED', approvers: [officer.viewer.name, leader.viewer.name] });
  expect(await version(old?.[0] as string)).toMatchObject({ state: 'RETIRED', inForce: { id } });
  const told = await version(id);
  expect(told.timeline.map(({ type }) => type.replace('rule-version.', ''))).toEqual([
    'published',
    'reviewed',
    'reviewed',
    'submitted',
    'revised',
    'drafted',
  ]);
});

test('what it changes is told against the version in force, parameters apart from wording', async () => {
  const id = await draft('R10', { days: 10 });
  expect(await version(id)).toMatchObject({
    rewritten: false,
    changed: [{ key: 'days', from: 7, to: 10 }],
    inForce: { number: 1 },
  });
  await step(id, author, 'retire');
  expect((await runs('R10')).length).toBe(1);
});

test('two who publish at the same moment: one of them is told that it has changed', async () => {
  const id = await draft('R11', {});
  await step(id, author, 'submit');
  await backTested(id);
  await step(id, officer, 'review');
  const { version: read } = await version(id);
  const both = await Promise.allSettled(
    [leader, await as('COMMISSION_LEADER')].map((by) =>
      stepRuleVersion(database, by, { id, version: read }, 'publish', null, { approvers: 1 }),
    ),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  const states = await database.read<{ state: string }>(
    sql`select state from rule_version where rule_code = 'R11' order by number`,
  );
  expect(states.map(({ state }) => state)).toEqual(['RETIRED', 'PUBLISHED']);
});

test('a paused rule does not run, a retired one neither, and both can still be read', async () => {
  const [[id]] = (await runs('R18')) as [[string]];
  await step(id, leader, 'pause');
  expect(await runs('R18')).toEqual([]);
  expect(await ruleOf(database, leader.viewer, 'R18', leader.today)).toMatchObject({ state: 'PAUSED' });
  await step(id, leader, 'resume');
  expect((await runs('R18')).length).toBe(1);
  await step(id, leader, 'retire');
  expect(await runs('R18')).toEqual([]);
  expect(await ruleOf(database, leader.viewer, 'R18', leader.today)).toMatchObject({ publishedVersion: null });
});
