import type { By } from '@qingfeng/domain/shared/by.ts';
import { draftRuleVersion } from '@qingfeng/operations/features/rules/draft-rule-version.ts';
import { runBackTest } from '@qingfeng/operations/features/rules/run-back-test.ts';
import type { RulePolicy } from '@qingfeng/operations/features/rules/step-rule-version.ts';
import { stepRuleVersion } from '@qingfeng/operations/features/rules/step-rule-version.ts';
import type { Database } from '@qingfeng/platform/database.ts';

/** One version under way, so that a reviewer finds something to judge: the limit of a single claim at 30,000 yuan. */
export const seedRuleVersion = async (
  database: Database,
  as: (login: string, daysAgo: number) => Promise<By>,
  policy: RulePolicy,
  zone: string,
): Promise<void> => {
  const author = await as('liusansheng', 2);
  const rule = await database.prisma.rule.findUniqueOrThrow({ where: { code: 'R09' } });
  const id = await draftRuleVersion(
    database,
    author,
    { code: rule.code, version: rule.version },
    { parameters: { limit: 3_000_000 }, reason: '上半年有多笔四万元左右的报销未附集体决策，拟下调限额先行测算。' },
  );
  const later = await as('liusansheng', 1);
  await stepRuleVersion(database, later, { id, version: 1 }, 'submit', null, policy);
  // The back-test that this asked for, so that its result waits for the reviewer.
  const { id: test } = await database.prisma.backTest.findFirstOrThrow({ where: { ruleVersionId: id } });
  await runBackTest(database, later, zone, test);
};
