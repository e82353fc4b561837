import { COLUMNS, type Column } from '@qingfeng/domain/features/rules/columns.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { expense } from '../../../../../tests/support/rule-rows.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { draftRuleVersion, reviseRuleVersion } from './draft-rule-version.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { publishShippedRules } from './publish-rules.ts';
import { backTestOf } from './read-back-test.ts';
import { ruleVersionOf } from './read-version.ts';
import { cancelBackTest, requestBackTest } from './request-back-test.ts';
import { runBackTest } from './run-back-test.ts';
import { stepRuleVersion } from './step-rule-version.ts';

const { database, ownerUrl } = await testDatabase();
const ZONE = 'Asia/Shanghai';
const PERIOD = { from: localDate('2026-01-01'), to: localDate('2026-10-10') };
const unit = await insertUnit(database, { name: '县住建局' });
const as = async (role: Role): Promise<By> => {
  const { accountId } = await insertAccount(database, { unit, roles: [role] });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  if (viewer === null) throw new Error('no viewer');
  return byOf({ viewer });
};
const author = await as('RULE_ADMIN');
const officer = await as('OFFICER');

/** Claims above and below the limit of R09, one a month; the first three of the old limit become alerts and get verdicts. */
const YUAN = [60_000, 70_000, 80_000, 40_000, 45_000, 20_000];
const owner = new pg.Client({ connectionString: ownerUrl });
beforeAll(async () => {
  await owner.connect();
  await publishShippedRules(database, byOf(), PACK);
  const feedId = newId();
  const rows = YUAN.map((yuan, index) =>
    expense({
      occurredOn: `2026-0${String(index + 1)}-05`,
      amountMinor: yuan * 100,
      externalId: `E${String(index)}`,
      claimant: '柳某',
      unitId: unit.id,
      payee: `商户${String(index)}`,
      payeeCode: `S${String(index)}`,
    }),
  ).map((row) => ({ ...row, recordId: newId(), feedId }));
  const stored = rows.map((row) => ({
    county: 1,
    ...Object.fromEntries(
      Object.entries<Column>(COLUMNS.expense).map(([field, { column }]) => [column, row[field as keyof typeof row]]),
    ),
  }));
  await owner.query('insert into expense select * from jsonb_populate_recordset(null::expense, $1)', [
    JSON.stringify(stored),
  ]);
  await owner.query(
    `insert into record_key (feed_id, external_id, record_id, revision, content_hash, occurred_on, batch_id)
     select feed_id, external_id, record_id, 1, '', occurred_on, record_id from jsonb_populate_recordset(null::expense, $1)`,
    [JSON.stringify(stored)],
  );
  await evaluateRules(database, byOf(), ZONE, { kind: 'SWEEP' });
  const verdict = (nth: number, set: string) =>
    owner.query(`update information set ${set} where rule_code = 'R09' and amount_minor = $1`, [
      (YUAN[nth] ?? 0) * 100,
    ]);
  await verdict(0, `state = 'DISMISSED', dismiss_reason = 'LAWFUL_EXCEPTION', closed_at = now()`);
  await verdict(1, `state = 'ADOPTED'`);
  await verdict(2, `state = 'DISMISSED', dismiss_reason = 'DATA_ERROR', closed_at = now()`);
});
afterAll(() => owner.end());

const draft = async (limit: number): Promise<string> => {
  const { version } = await database.prisma.rule.findUniqueOrThrow({ where: { code: 'R09' } });
  const input = { parameters: { limit }, reason: '测算' };
  return draftRuleVersion(database, author, { code: 'R09', version }, input);
};
const tested = async (versionId: string, by = officer) => {
  const id = await requestBackTest(database, author, versionId, PERIOD);
  await runBackTest(database, byOf(), ZONE, id);
  return backTestOf(database, by.viewer, id);
};

test('hits are held against verdicts: confirmed, false, missed, none; the load of publishing is told', async () => {
  const id = await draft(4_200_000);
  const lower = await tested(id);
  expect(lower.result).toMatchObject({
    hits: 4,
    matrix: { FOUND_CONFIRMED: 1, FOUND_FALSE: 1, MISSED_CONFIRMED: 0, MISSED_FALSE: 0 },
    unverified: 2,
    precisionPermille: 500,
    recallPermille: 1000,
    load: { fresh: 1 },
    units: [{ unit: '县住建局', hits: 4, confirmed: 1, false: 1, missed: 0 }],
  });
  expect(lower.result?.months.map(({ month }) => month)).toEqual(['2026-01', '2026-02', '2026-03', '2026-05']);
  expect(lower.result?.examples.map(({ cell }) => cell).sort()).toEqual([
    'FOUND_CONFIRMED',
    'FOUND_FALSE',
    'UNVERIFIED',
    'UNVERIFIED',
  ]);

  await reviseRuleVersion(database, author, { id, version: 1 }, { parameters: { limit: 7_500_000 }, reason: '再算' });
  const higher = await tested(id);
  expect(higher.result).toMatchObject({
    hits: 1,
    matrix: { FOUND_CONFIRMED: 0, FOUND_FALSE: 0, MISSED_CONFIRMED: 1, MISSED_FALSE: 1 },
    recallPermille: 0,
    precisionPermille: null,
  });
  const { backTests } = await ruleVersionOf(database, author.viewer, id, author.today);
  expect(backTests.map(({ current }) => current)).toEqual([true, false]);

  // Who writes rules sees how many, not who.
  const asAuthor = await backTestOf(database, author.viewer, higher.id);
  expect(asAuthor.result).toMatchObject({ hits: 1, examples: [], hidden: 3, units: [{ unit: null }] });
  await stepRuleVersion(database, author, { id, version: 2 }, 'retire', '不用', { approvers: 1 });
});

test('a version is approved only after a back-test of exactly what it says', async () => {
  const id = await draft(3_000_000);
  await stepRuleVersion(database, author, { id, version: 1 }, 'submit', null, { approvers: 1 });
  const review = () => stepRuleVersion(database, officer, { id, version: 2 }, 'review', null, { approvers: 1 });
  await expect(review()).rejects.toMatchObject({ code: 'rule.not-back-tested' });
  // Putting it up for review asked for one.
  const [waiting] = await database.read<{ id: string }>(
    sql`select id from back_test where rule_version_id = ${id}::uuid and state = 'QUEUED'`,
  );
  await runBackTest(database, byOf(), ZONE, waiting?.id ?? '');
  await review();
});

test('a cancelled one keeps no result, and running it again does nothing', async () => {
  const [{ id } = { id: '' }] = await database.read<{ id: string }>(
    sql`select id from rule_version where rule_code = 'R09' order by number desc limit 1`,
  );
  const test = await requestBackTest(database, author, id, PERIOD);
  await cancelBackTest(database, author, test);
  await runBackTest(database, byOf(), ZONE, test);
  expect(await backTestOf(database, author.viewer, test)).toMatchObject({ state: 'CANCELLED', result: null });
  await expect(cancelBackTest(database, author, test)).rejects.toMatchObject({ code: 'step.not-available' });
});
