import { getShadowRun } from '@qingfeng/contracts/features/rules/shadow-runs.ts';
import { COLUMNS, type Column } from '@qingfeng/domain/features/rules/columns.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { expense } from '../../../../../tests/support/rule-rows.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { draftRuleVersion } from './draft-rule-version.ts';
import { publishShippedRules } from './publish-rules.ts';
import { shadowRunOf } from './read-shadow-run.ts';
import { ruleVersionOf } from './read-version.ts';
import { ruleOf } from './read.ts';
import { runBackTest } from './run-back-test.ts';
import { startShadowRun, stopShadowRun } from './start-shadow-run.ts';
import { stepRuleVersion } from './step-rule-version.ts';
import { sweepShadows } from './sweep-shadows.ts';

const { database, ownerUrl } = await testDatabase();
const ZONE = 'Asia/Shanghai';
const unit = await insertUnit(database, { name: '县住建局' });
const as = async (role: Role): Promise<By> => {
  const { accountId } = await insertAccount(database, { unit, roles: [role] });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  if (viewer === null) throw new Error('no viewer');
  return byOf({ viewer });
};
const author = await as('RULE_ADMIN');
const officer = await as('OFFICER');
const TODAY = author.today;
const on = (days: number): By => byOf({ today: addDays(TODAY, days) });

const owner = new pg.Client({ connectionString: ownerUrl });
const feedId = newId();
let claims = 0;
const claim = async (yuan: number, daysAgo: number): Promise<void> => {
  claims += 1;
  const row = {
    ...expense({
      occurredOn: addDays(TODAY, -daysAgo),
      amountMinor: yuan * 100,
      externalId: `E${String(claims)}`,
      claimant: '柳某',
      unitId: unit.id,
      payee: `商户${String(claims)}`,
      payeeCode: `S${String(claims)}`,
    }),
    recordId: newId(),
    feedId,
  };
  const stored = Object.fromEntries(
    Object.entries<Column>(COLUMNS.expense).map(([field, { column }]) => [column, row[field as keyof typeof row]]),
  );
  await owner.query('insert into expense select * from jsonb_populate_record(null::expense, $1)', [
    JSON.stringify({ county: 1, ...stored }),
  ]);
};
/** R09 has 50,000 yuan: above both limits, above the shadow's alone, above both but long ago. */
beforeAll(async () => {
  await owner.connect();
  await publishShippedRules(database, byOf(), PACK);
  await claim(60_000, 10);
  await claim(40_000, 10);
  await claim(70_000, 400);
});
afterAll(() => owner.end());

const version = (id: string) => ruleVersionOf(database, author.viewer, id, TODAY);
const step = async (id: string, by: By, name: Parameters<typeof stepRuleVersion>[3]) =>
  stepRuleVersion(database, by, { id, version: (await version(id)).version }, name, '理由', { approvers: 1 });
const submitted = async (code: string, parameters: Record<string, number>): Promise<string> => {
  const { version: read } = await ruleOf(database, author.viewer, code, TODAY);
  const id = await draftRuleVersion(database, author, { code, version: read }, { parameters, reason: '试算' });
  await step(id, author, 'submit');
  return id;
};
const tested = async (id: string): Promise<void> => {
  const { id: test } = await database.prisma.backTest.findFirstOrThrow({ where: { ruleVersionId: id } });
  await runBackTest(database, byOf(), ZONE, test);
};
const run = async (id: string, by = officer) => getShadowRun.response.parse(await shadowRunOf(database, by.viewer, id));
const MONTHS = { days: 7, since: addDays(TODAY, -90) };

test('a version runs beside the one in force, raises nothing, tells what differs day by day, and ends by itself', async () => {
  const id = await submitted('R09', { limit: 3_000_000 });
  await expect(startShadowRun(database, author, id, MONTHS)).rejects.toMatchObject({ code: 'rule.not-back-tested' });
  await tested(id);
  expect(await version(id)).toMatchObject({ mayShadow: true, shadow: null, load: { fresh: 3, presentPerWeek: 0 } });
  const runId = await startShadowRun(database, author, id, MONTHS);
  await expect(startShadowRun(database, author, id, MONTHS)).rejects.toMatchObject({ code: 'rule.shadow-running' });

  await sweepShadows(database, on(0), ZONE);
  await sweepShadows(database, on(0), ZONE);
  await claim(35_000, 1);
  await sweepShadows(database, on(1), ZONE);
  const seen = await run(runId);
  expect(seen.sweeps).toMatchObject([
    { on: addDays(TODAY, 1), both: 1, onlyLive: 0, onlyShadow: 2, fresh: 1 },
    { on: TODAY, both: 1, onlyLive: 0, onlyShadow: 1, fresh: 1 },
  ]);
  expect(seen.sweeps.every(({ liveMs, shadowMs }) => liveMs >= 0 && shadowMs >= 0)).toBe(true);
  expect(seen.examples.map(({ side, sentence }) => [side, /(\d+),000元/u.exec(sentence.zh)?.[1]])).toEqual([
    ['SHADOW', '35'],
    ['SHADOW', '40'],
  ]);
  // Who writes rules sees how many, and of nobody.
  expect(await run(runId, author)).toMatchObject({ examples: [], hidden: 2, mayStop: true });
  expect(await database.prisma.alert.count()).toBe(0);

  await sweepShadows(database, on(8), ZONE);
  expect(await run(runId)).toMatchObject({ endReason: 'TIME', mayStop: false });
  expect(await sweepShadows(database, on(9), ZONE)).toBe(0);
  expect((await run(runId)).sweeps).toHaveLength(2);
  expect(await version(id)).toMatchObject({ shadow: { id: runId, ended: true }, mayShadow: true });
});

test('a run may be stopped before its time, once', async () => {
  const id = await submitted('R10', {});
  await tested(id);
  const runId = await startShadowRun(database, author, id, MONTHS);
  await stopShadowRun(database, author, runId);
  expect(await run(runId)).toMatchObject({ endReason: 'STOPPED', sweeps: [] });
  await expect(stopShadowRun(database, author, runId)).rejects.toMatchObject({ code: 'step.not-available' });
});

test('a version that is returned or published leaves the shadow in the same change', async () => {
  const id = await submitted('R11', {});
  await tested(id);
  const runId = await startShadowRun(database, author, id, MONTHS);
  await step(id, officer, 'review');
  expect(await run(runId)).toMatchObject({ endedAt: null });
  await step(id, await as('COMMISSION_LEADER'), 'publish');
  expect(await run(runId)).toMatchObject({ endReason: 'SETTLED' });
  await expect(startShadowRun(database, author, id, MONTHS)).rejects.toMatchObject({ code: 'step.not-available' });
});
