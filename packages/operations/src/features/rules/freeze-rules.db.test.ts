import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { freezeRules } from './freeze-rules.ts';
import { publishShippedRules } from './publish-rules.ts';
import { ruleVersionOf } from './read-version.ts';
import { stepRuleVersion } from './step-rule-version.ts';
import { publishedRules } from './store.ts';

const { database, ownerUrl } = await testDatabase();
const owner = new pg.Client({ connectionString: ownerUrl });
const HALF = { confirmed: 3, dismissed: 3 };
const SELDOM = { confirmed: 1, dismissed: 5 };

/** Alerts of a rule's version in force, decided on a day. */
const decide = async (code: string, on: string, { confirmed, dismissed }: typeof HALF): Promise<void> => {
  const { publishedVersionId } = await database.prisma.rule.findUniqueOrThrow({ where: { code } });
  for (let nth = 0; nth < confirmed + dismissed; nth += 1) {
    const alertId = newId();
    await owner.query(
      `insert into alert (county, id, at, run_id, rule_code, rule_version_id, dedupe_key, subject_kind, subject_id, subject_label, colour,
         window_from, window_to, data_as_of, explanation, record_kind, record_ids)
       values (1, $1, $4::timestamptz, $1, $2, $3, $5, 'UNIT', 'U', 'U', 'RED', $4::timestamptz::date, $4::timestamptz::date, $4::timestamptz, '{}', 'expense', '{}')`,
      [alertId, code, publishedVersionId, on, alertId],
    );
    await owner.query(
      `insert into information (county, id, number, source, alert_id, rule_code, state, title, subject_kind, subject_id, subject_label,
         received_at, closed_at, dismiss_reason, body)
       values (1, $1, $7, 'ALERT', $2, $3, $4, 'x', 'UNIT', 'U', 'U', $5::timestamptz, $5::timestamptz, $6, '{}')`,
      [
        newId(),
        alertId,
        code,
        nth < confirmed ? 'ADOPTED' : 'DISMISSED',
        on,
        nth < confirmed ? null : 'UNTRUE',
        newId(),
      ],
    );
  }
};
const runs = async (code: string) => (await publishedRules(database, null)).some(({ rule }) => rule.code === code);

beforeAll(async () => {
  await owner.connect();
  await publishShippedRules(database, byOf(), PACK);
  for (const on of ['2026-05-10', '2026-08-10']) {
    await decide('R09', on, SELDOM);
    await decide('R10', on, on < '2026-07' ? HALF : SELDOM);
  }
});
afterAll(() => owner.end());

test('a rule confirmed too seldom for two quarters stops, once, and waits for a leader; another goes on', async () => {
  expect(await freezeRules(database, byOf(), 3)).toBe(1);
  expect([await runs('R09'), await runs('R10')]).toEqual([false, true]);
  expect(await freezeRules(database, byOf(), 3)).toBe(0);

  const [task] = await database.prisma.task.findMany({ where: { act: 'rule-version.reconsider', closedAt: null } });
  expect(task).toMatchObject({ role: 'COMMISSION_LEADER' });
  const { accountId } = await insertAccount(database, {
    unit: await insertUnit(database),
    roles: ['COMMISSION_LEADER'],
  });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  if (viewer === null) throw new Error('no viewer');
  const id = task?.thingId ?? '';
  const read = await ruleVersionOf(database, viewer, id, byOf().today);
  expect(read).toMatchObject({ state: 'PAUSED', frozen: true });
  await stepRuleVersion(database, byOf({ viewer }), { id, version: read.version }, 'resume', '已核', { approvers: 1 });
  expect(await runs('R09')).toBe(true);
  // The leader has judged these very periods.
  expect(await freezeRules(database, byOf(), 3)).toBe(0);
});
