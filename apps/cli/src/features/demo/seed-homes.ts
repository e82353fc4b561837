import { editPower, stepPower } from '@qingfeng/operations/features/catalogue/edit-power.ts';
import { powerOf } from '@qingfeng/operations/features/catalogue/read.ts';
import { proposeCalendarYear } from '@qingfeng/operations/features/calendar/propose-calendar-year.ts';
import { askUnit } from '@qingfeng/operations/features/information/ask-unit.ts';
import { takeInformation } from '@qingfeng/operations/features/information/take-information.ts';
import { draftRuleVersion } from '@qingfeng/operations/features/rules/draft-rule-version.ts';
import { runBackTest } from '@qingfeng/operations/features/rules/run-back-test.ts';
import type { RulePolicy } from '@qingfeng/operations/features/rules/step-rule-version.ts';
import { stepRuleVersion } from '@qingfeng/operations/features/rules/step-rule-version.ts';
import { decideContract } from '@qingfeng/operations/features/sources/decide-contract.ts';
import { proposeDeletion } from '@qingfeng/operations/features/sources/delete-records.ts';
import { feedIdOf, feedOf } from '@qingfeng/operations/features/sources/read.ts';
import { changeFeed, registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { completedBy } from './sample-power.ts';
import { OFFICER, REVIEWER, versionOf } from './seed-matters.ts';
import type { Deps } from './seed-matters.ts';

/** Work for those whose desks nothing else fills: another bureau's leader and liaison, the keepers of rules and of the calendar. */
export const seedHomes = async (deps: Deps, policy: RulePolicy, zone: string): Promise<void> => {
  await askCulture(deps);
  await revisePowers(deps);
  await proposeNextYear(deps);
  await rulesReturned(deps, policy, zone);
  await ruleReviewed(deps, policy, zone);
  await feedWaiting(deps);
  await recordsExpired(deps, zone);
};

/** A source whose records are kept for a year only since lately: what is older waits to be deleted. */
const recordsExpired = async ({ database, as }: Deps, zone: string): Promise<void> => {
  const [keeper, officer] = [await as('liusansheng', 2), await as('yangkezhui', 2)];
  const id = await feedIdOf(database, 'KQ');
  if (id === undefined) return;
  const {
    version,
    unit,
    status,
    pull: _never,
    ...agreed
  } = await feedOf(database, keeper.viewer, id, keeper.today, zone);
  await changeFeed(database, keeper, id, { ...agreed, unitId: unit.id, version, status, retentionMonths: 12 });
  await decideContract(database, officer, { id, step: 'approve', version: version + 1, reason: null });
  await proposeDeletion(database, await as('liusansheng', 1), id);
};

/** A new source whose terms wait for the data security officer. */
const feedWaiting = async ({ database, as }: Deps): Promise<void> => {
  const unit = await database.readOne<{ id: string }>(sql`select id from unit where code = 'CZJ'`);
  if (unit === undefined) return;
  await registerFeed(database, await as('liusansheng', 1), {
    code: 'XZBX',
    name: '乡镇财务报销',
    unitId: unit.id,
    kind: 'expense',
    format: 'TABLE',
    provider: '县乡镇财政一体化系统',
    purpose: '监督乡镇经费支出中的拆分、超限和重复报销',
    legalBasis: '《中华人民共和国监察法》；县纪委监委与县财政局数据共享协议',
    agreementRef: '清财函〔2026〕31号',
    everyDays: 7,
    retentionMonths: 36,
  });
};

/** A question to the bureau of culture, in neutral words. */
const askCulture = async ({ database, as }: Deps): Promise<void> => {
  const found = await database.readOne<{ id: string; version: number; unitId: string }>(sql`
    select i.id, i.version, u.id as "unitId" from information i join unit u on u.code = 'WLJ'
    where i.county = 1 and i.state = 'RECEIVED' and i.rule_code in ('R09', 'R11', 'R18', 'R28')
    order by i.unit_id is not distinct from u.id desc, i.number limit 1`);
  if (found === undefined) return;
  const { id, version, unitId } = found;
  await takeInformation(database, await as('shishouzhuo', 1), { id, version });
  await askUnit(
    database,
    await as('shishouzhuo', 1),
    { id, version: await versionOf(database, id) },
    { unitId, question: '请提供2026年以来本单位活动经费的预算批复、审批单和合同，并说明经办人员和验收情况。' },
  );
};

/** Two items of the bureau of culture: one before its leader, one sent back to its liaison. */
const revisePowers = async ({ database, as }: Deps): Promise<void> => {
  const items = await database.read<{ id: string }>(sql`
    select p.id from power_item p join unit u on u.id = p.unit_id where u.code = 'WLJ' order by p.code limit 2`);
  for (const [nth, { id }] of items.entries()) {
    const editor = await as('miruhui', 4);
    const version = async (): Promise<number> => (await powerOf(database, editor, id)).version;
    const { content } = await powerOf(database, editor, id);
    await editPower(database, editor, id, {
      version: await version(),
      note: '补充承诺时限和办理流程',
      content: completedBy(content, {
        section: '市场管理股',
        check: '两人以上现场核查',
        delivers: false,
        workRules: '审查与决定分离。',
      }),
    });
    await stepPower(database, await as('miruhui', 3), id, 'submit', { version: await version(), reason: null });
    if (nth === 1)
      await stepPower(database, await as('huiliandong', 2), id, 'return', {
        version: await version(),
        reason: '审查环节应注明核查表单，请补充后再报。',
      });
  }
};

/** Statutory days of 2027 (全国年节及纪念日放假办法), before the State Council's notice arranges the days around them. */
const NEXT_YEAR = [
  ['2027-01-01', '元旦'],
  ['2027-02-05', '除夕'],
  ['2027-02-08', '春节'],
  ['2027-04-05', '清明节'],
  ['2027-06-09', '端午节'],
  ['2027-09-15', '中秋节'],
  ['2027-10-01', '国庆节'],
] as const;

const proposeNextYear = async ({ database, as }: Deps): Promise<void> => {
  await proposeCalendarYear(database, await as('miguyu', 1), {
    year: 2027,
    source: '《全国年节及纪念日放假办法》法定节日（工作日部分），调休待国务院办公厅通知',
    days: NEXT_YEAR.map(([date, name]) => ({ date, kind: '休', name })),
  });
};

type Draft = { readonly rule: string; readonly parameters: Readonly<Record<string, number>>; readonly reason: string };

const tested = async (
  { database, as }: Deps,
  author: string,
  { rule: code, parameters, reason }: Draft,
  policy: RulePolicy,
  zone: string,
): Promise<string> => {
  const by = await as(author, 3);
  const rule = await database.prisma.rule.findUniqueOrThrow({ where: { code } });
  const id = await draftRuleVersion(database, by, { code, version: rule.version }, { parameters, reason });
  await stepRuleVersion(database, by, { id, version: 1 }, 'submit', null, policy);
  const { id: test } = await database.prisma.backTest.findFirstOrThrow({ where: { ruleVersionId: id } });
  await runBackTest(database, by, zone, test);
  return id;
};

const versionIn = async ({ database }: Deps, id: string): Promise<number> =>
  (await database.prisma.ruleVersion.findUniqueOrThrow({ where: { id }, select: { version: true } })).version;

const RETURNED = [
  {
    author: 'liusansheng',
    draft: { rule: 'R27', parameters: {}, reason: '拟沿用现行参数，重新回测近两年超时情况后再议。' },
    why: '请说明补正期间是否停表，再报复核。',
  },
  {
    author: 'loujingming',
    draft: { rule: 'R11', parameters: {}, reason: '口径不变，说明中补充分期付款的例外。' },
    why: '请附近一年误报情况，再报复核。',
  },
] as const;

/** Sent back, each to its author. */
const rulesReturned = async (deps: Deps, policy: RulePolicy, zone: string): Promise<void> => {
  for (const { author, draft, why } of RETURNED) {
    const id = await tested(deps, author, draft, policy, zone);
    const reviewer = await deps.as(REVIEWER, 1);
    await stepRuleVersion(deps.database, reviewer, { id, version: await versionIn(deps, id) }, 'return', why, policy);
  }
};

/** Approved by as many as the county asks for: someone else than its author publishes it. */
const ruleReviewed = async (deps: Deps, policy: RulePolicy, zone: string): Promise<void> => {
  const draft = { rule: 'R28', parameters: {}, reason: '口径不变，按新的数据窗口重新发布。' };
  const id = await tested(deps, 'liusansheng', draft, policy, zone);
  for (const reviewer of [REVIEWER, OFFICER, 'yanqinghe'].slice(0, policy.approvers)) {
    await stepRuleVersion(
      deps.database,
      await deps.as(reviewer, 1),
      { id, version: await versionIn(deps, id) },
      'review',
      null,
      policy,
    );
  }
};
