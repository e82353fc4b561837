import type { By } from '@qingfeng/domain/shared/by.ts';
import { registerInformation } from '@qingfeng/operations/features/information/register-information.ts';
import { evaluateRules } from '@qingfeng/operations/features/rules/evaluate-rules.ts';
import { keepReportedMatters, keepWarningLimits } from '@qingfeng/operations/features/sources/keep-own-records.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Deps } from './seed-matters.ts';

const CLERK = 'shishouzhuo';
const ABOUT = 'QH10421';

/** Three matters from three sources about one cadre; the fourth is a copy of the second, and the fifth has no name: they count nothing. */
const LETTERS = [
  {
    daysAgo: 61,
    title: '农机购置补贴审核把关不严',
    text: '反映农机购置补贴审核走过场，同一台农机两次申领。',
    reporter: '来访群众甲',
  },
  {
    daysAgo: 38,
    title: '工作日中午饮酒',
    text: '反映工作日中午在镇上饭店饮酒，下午仍到岗办件。',
    reporter: '来电群众乙',
  },
  { daysAgo: 17, title: '收取农机合作社礼品', text: '反映节前收取农机合作社土特产。', reporter: '来信群众丙' },
  {
    daysAgo: 12,
    title: '工作日中午饮酒（重复来信）',
    text: '反映工作日中午在镇上饭店饮酒，下午仍到岗办件！',
    reporter: '来信群众丁',
  },
  { daysAgo: 6, title: '态度生硬', text: '匿名来信反映办事态度生硬。', reporter: null },
] as const;

/** What people told, and what the platform itself tells its rules: reports that gather on one cadre, warnings that wait for an answer. */
export const seedReported = async ({ database, as }: Deps, platform: By, config: Config): Promise<void> => {
  const person = await database.readOne<{ id: string }>(sql`select id from person where code = ${ABOUT}`);
  if (person === undefined) throw new Error(`the demo county has no ${ABOUT}`);
  const vault = openVault(config);
  for (const { daysAgo, ...told } of LETTERS)
    await registerInformation(
      database,
      await as(CLERK, daysAgo),
      { ...told, subjectKind: 'PERSON', subjectId: person.id },
      vault,
    );
  await keepReportedMatters(database, platform, config.zone);
  await keepWarningLimits(database, platform, config.zone);
  await evaluateRules(database, platform, config.zone, { kind: 'SWEEP' });
};
