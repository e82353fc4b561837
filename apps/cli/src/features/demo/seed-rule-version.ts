import type { By } from '@qingfeng/domain/shared/by.ts';
import { addMonths } from '@qingfeng/domain/shared/local-date.ts';
import { draftRule, draftRuleVersion } from '@qingfeng/operations/features/rules/draft-rule-version.ts';
import { runBackTest } from '@qingfeng/operations/features/rules/run-back-test.ts';
import { startShadowRun } from '@qingfeng/operations/features/rules/start-shadow-run.ts';
import type { RulePolicy } from '@qingfeng/operations/features/rules/step-rule-version.ts';
import { stepRuleVersion } from '@qingfeng/operations/features/rules/step-rule-version.ts';
import { sweepShadows } from '@qingfeng/operations/features/rules/sweep-shadows.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { MEETING_CASES, MEETING_RULE } from './meeting-rule.ts';

/**
 * One version under way, so that a reviewer finds something to judge: the limit of a single claim at 30,000 yuan, which runs in the
 * shadow of the one in force. Beside it a rule of the county's own that its author is still writing.
 */
export const seedRuleVersion = async (
  database: Database,
  as: (login: string, daysAgo: number) => Promise<By>,
  policy: RulePolicy,
  zone: string,
): Promise<void> => {
  const author = await as('liusansheng', 4);
  const rule = await database.prisma.rule.findUniqueOrThrow({ where: { code: 'R09' } });
  const id = await draftRuleVersion(
    database,
    author,
    { code: rule.code, version: rule.version },
    { parameters: { limit: 3_000_000 }, reason: '上半年有多笔四万元左右的报销未附集体决策，拟下调限额先行测算。' },
  );
  const later = await as('liusansheng', 3);
  await stepRuleVersion(database, later, { id, version: 1 }, 'submit', null, policy);
  // The back-test that this asked for, so that its result waits for the reviewer.
  const { id: test } = await database.prisma.backTest.findFirstOrThrow({ where: { ruleVersionId: id } });
  await runBackTest(database, later, zone, test);
  await startShadowRun(database, later, id, { days: 21, since: addMonths(later.today, -12) });
  for (const daysAgo of [2, 1]) await sweepShadows(database, await as('liusansheng', daysAgo), zone);
  await draftRule(database, await as('liusansheng', 1), {
    wording: { definition: MEETING_RULE, cases: MEETING_CASES },
    reason: '上半年会议、培训费检查中发现多笔两万元以上未经批准的支出，先按记录试算。',
  });
};
