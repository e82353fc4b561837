import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { editPower, stepPower } from '@qingfeng/operations/features/catalogue/edit-power.ts';
import { powerOf } from '@qingfeng/operations/features/catalogue/read.ts';
import { askUnit } from '@qingfeng/operations/features/information/ask-unit.ts';
import { confirmProposal } from '@qingfeng/operations/features/information/confirm-proposal.ts';
import { proposeAdoption } from '@qingfeng/operations/features/information/propose-adoption.ts';
import { proposeDismissal } from '@qingfeng/operations/features/information/propose-dismissal.ts';
import { takeInformation } from '@qingfeng/operations/features/information/take-information.ts';
import { verifyInformation } from '@qingfeng/operations/features/information/verify-information.ts';
import { acceptResponse } from '@qingfeng/operations/features/warnings/accept-response.ts';
import { answerQuestion } from '@qingfeng/operations/features/warnings/answer-question.ts';
import { approveWarning } from '@qingfeng/operations/features/warnings/approve-warning.ts';
import { issueWarning } from '@qingfeng/operations/features/warnings/issue-warning.ts';
import { liftWarning } from '@qingfeng/operations/features/warnings/lift-warning.ts';
import { proposeWarning } from '@qingfeng/operations/features/warnings/propose-warning.ts';
import { schemesInForce } from '@qingfeng/operations/features/warnings/read-proposal.ts';
import { respondToWarning } from '@qingfeng/operations/features/warnings/respond-to-warning.ts';
import { reviewWarning } from '@qingfeng/operations/features/warnings/review-warning.ts';
import { signForWarning } from '@qingfeng/operations/features/warnings/serve-warning.ts';
import { submitWarning } from '@qingfeng/operations/features/warnings/submit-warning.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { completedBy } from './sample-power.ts';

/** The people of the demo acting: who, and how many days ago. */
export type As = (login: string, daysAgo: number) => Promise<By>;

export type Deps = { readonly database: Database; readonly files: FileStore; readonly as: As };

export const OFFICER = 'wenzhizhu';
export const REVIEWER = 'suruogu';
export const HEAD = 'tongyule';
export const NO_LIMITS = { response: null, rectification: null, overall: null };

/** How far a demo warning has come. */
type Stage = 'DRAFT' | 'PENDING_DECISION' | 'DECIDED' | 'ISSUED' | 'SERVED' | 'RESPONDED' | 'PENDING_LIFT' | 'LIFTED';
const STAGES: readonly Stage[] = [
  'DRAFT',
  'PENDING_DECISION',
  'DECIDED',
  'ISSUED',
  'SERVED',
  'RESPONDED',
  'PENDING_LIFT',
  'LIFTED',
];

type Matter = {
  readonly rule: string;
  readonly object: string;
  /** Login of the person warned, where the demo has an account for it. */
  readonly login: string | null;
  readonly scheme: 'ADVICE_INQUIRY_NOTICE' | 'THREE_COLOUR';
  readonly rank: number;
  readonly circumstance: number;
  readonly to: Stage;
  /** Days ago on which it began; each step follows a day or so later. */
  readonly began: number;
};

/** One matter at every point of the way, so that whoever signs in finds something of theirs to do. */
const MATTERS: readonly Matter[] = [
  {
    rule: 'R09',
    object: '程如砥',
    login: 'chengrudi',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 2,
    to: 'SERVED',
    began: 8,
  },
  {
    rule: 'R27',
    object: '孔汀兰',
    login: 'kongtinglan',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 1,
    to: 'RESPONDED',
    began: 12,
  },
  {
    rule: 'R27',
    object: '韦慎之',
    login: 'weishenzhi',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 1,
    to: 'PENDING_LIFT',
    began: 20,
  },
  {
    rule: 'R28',
    object: '骆若虚',
    login: 'luoruoxu',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 1,
    to: 'LIFTED',
    began: 30,
  },
  {
    rule: 'R28',
    object: '骆明渠',
    login: 'luomingqu',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 1,
    to: 'PENDING_DECISION',
    began: 3,
  },
  {
    rule: 'R10',
    object: '宣蒹葭',
    login: 'xuanjianjia',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 2,
    circumstance: 4,
    to: 'PENDING_DECISION',
    began: 4,
  },
  {
    rule: 'R11',
    object: '祁轻飏',
    login: 'qiqingyang',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 2,
    to: 'DECIDED',
    began: 5,
  },
  {
    rule: 'R11',
    object: '甘守常',
    login: 'ganshouchang',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 2,
    to: 'ISSUED',
    began: 6,
  },
  {
    rule: 'R10',
    object: '甘桃夭',
    login: 'gantaoyao',
    scheme: 'THREE_COLOUR',
    rank: 2,
    circumstance: 1,
    to: 'PENDING_DECISION',
    began: 3,
  },
  {
    rule: 'R18',
    object: '弓槐序',
    login: 'gonghuaixu',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 0,
    to: 'DRAFT',
    began: 2,
  },
  // Its seven working days are over and nothing was answered, but not long enough for the clock to propose more.
  {
    rule: 'R28',
    object: '宓如晦',
    login: 'miruhui',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 1,
    to: 'SERVED',
    began: 15,
  },
];

/** Lets the people of the demo county handle some of what the rules found, through the same operations as everyone. */
export const seedMatters = async (deps: Deps): Promise<void> => {
  await judgeSome(deps);
  for (const matter of MATTERS) await carry(deps, matter);
  await triageSome(deps);
  await reviseOnePower(deps);
};

const nextOf = async (
  database: Database,
  rule: string,
): Promise<{ id: string; version: number; title: string } | undefined> =>
  database.readOne(sql`
    select i.id, i.version, i.title from information i
    where i.county = 1 and i.rule_code = ${rule} and i.state = 'RECEIVED' order by i.number limit 1`);

export const versionOf = async (database: Database, id: string): Promise<number> =>
  (
    await database.readOne<{ version: number }>(sql`
    select version from information where county = 1 and id = ${id}::uuid
    union all select version from warning where id = ${id}::uuid`)
  )?.version ?? 0;

/** Takes, verifies and adopts an alert of the rule; a second officer confirms. */
export const adopt = async (
  { database, as }: Deps,
  rule: string,
  daysAgo: number,
): Promise<{ id: string; title: string } | null> => {
  const found = await nextOf(database, rule);
  if (found === undefined) return null;
  const { id } = found;
  await takeInformation(database, await as(OFFICER, daysAgo), { id, version: found.version });
  await verifyInformation(database, await as(OFFICER, daysAgo), { id, version: await versionOf(database, id) });
  await proposeAdoption(
    database,
    await as(OFFICER, daysAgo),
    { id, version: await versionOf(database, id) },
    {
      informationLevel: 3,
      conclusion: '调阅凭证并向有关人员核实，疑点所列事实成立，未发现需要移送的问题。',
    },
  );
  await confirmProposal(database, await as(REVIEWER, daysAgo), { id, version: await versionOf(database, id) }, null);
  return { id, title: found.title };
};

/** Some verdicts, so that the rules have a precision to show. */
const judgeSome = async (deps: Deps): Promise<void> => {
  const { database, as } = deps;
  for (const rule of ['R27', 'R27', 'R27', 'R27', 'R28', 'R28', 'R28', 'R28']) await adopt(deps, rule, 40);
  for (const [rule, reason, conclusion] of [
    ['R27', 'LAWFUL_EXCEPTION', '申请人补正材料期间未停表，属系统登记原因，不构成超时。'],
    ['R28', 'DATA_ERROR', '批量迁移的历史数据，时间字段为迁移时间。'],
    ['R18', 'UNTRUE', '两次采购内容不同，分别立项，不构成拆分。'],
  ] as const) {
    const found = await nextOf(database, rule);
    if (found === undefined) continue;
    const { id } = found;
    await takeInformation(database, await as(OFFICER, 38), { id, version: found.version });
    await proposeDismissal(
      database,
      await as(OFFICER, 37),
      { id, version: await versionOf(database, id) },
      { reason, conclusion },
    );
    await confirmProposal(database, await as(REVIEWER, 36), { id, version: await versionOf(database, id) }, null);
  }
};

/** One matter just taken, one asked of a department, one waiting for the second officer. */
const triageSome = async ({ database, as }: Deps): Promise<void> => {
  const [first, second, third] = ['R19', 'R18', 'R11'] as const;
  const taken = await nextOf(database, first);
  if (taken !== undefined) await takeInformation(database, await as(OFFICER, 1), taken);
  const asked = await nextOf(database, second);
  const unit = await database.readOne<{ id: string }>(sql`select id from unit where code = 'ZJJ'`);
  if (asked !== undefined && unit !== undefined) {
    await takeInformation(database, await as(OFFICER, 2), asked);
    await askUnit(
      database,
      await as(OFFICER, 2),
      { id: asked.id, version: await versionOf(database, asked.id) },
      {
        unitId: unit.id,
        question: '请提供2026年以来本单位同类采购的立项批复、采购方式审批和合同，并说明各次采购内容的区别。',
      },
    );
  }
  const proposed = await nextOf(database, third);
  if (proposed === undefined) return;
  const { id } = proposed;
  await takeInformation(database, await as(OFFICER, 2), proposed);
  await proposeDismissal(
    database,
    await as(OFFICER, 1),
    { id, version: await versionOf(database, id) },
    {
      reason: 'LAWFUL_EXCEPTION',
      conclusion: '同一发票分两期付款，合同约定分期，账务处理无误。',
    },
  );
};

/** Carries one matter as far as it has come; `null` where the demo data lack what it is about. */
export const carry = async (deps: Deps, matter: Matter): Promise<string | null> => {
  const { database, files, as } = deps;
  const information = await adopt(deps, matter.rule, matter.began);
  const [scheme] = (await schemesInForce(database)).filter(({ id }) => id === matter.scheme);
  const level = scheme?.scheme.levels.find(({ rank }) => rank === matter.rank);
  const circumstance = level?.circumstances[matter.circumstance];
  const mode =
    level?.modes.find(
      ({ circumstances, servedBy }) =>
        servedBy === 'PAPER' && (circumstances === undefined || circumstances.includes(circumstance?.code ?? '')),
    ) ?? level?.modes[0];
  const person = await database.readOne<{ id: string }>(
    sql`select id from person where name = ${matter.object} order by code limit 1`,
  );
  if (
    information === null ||
    scheme === undefined ||
    level === undefined ||
    circumstance === undefined ||
    mode === undefined ||
    person === undefined
  )
    return null;
  const began = (after: number): number => Math.max(0, matter.began - after);
  const id = await proposeWarning(database, await as(OFFICER, began(0)), {
    informationId: information.id,
    schemeVersionId: scheme.versionId,
    object: { kind: 'PERSON', id: person.id },
    levelCode: level.code,
    mode: mode.code,
    circumstance: circumstance.code,
    ground: circumstance.requiresText ? '经核查属实，情节轻微。' : null,
    boundaryAnswer: 'NO',
    facts: [`经核查，${information.title.replace('：', '，涉及')}，有关审批和说明材料不完整。`],
    questions: ['请说明上述情况的事实经过和原因', '请说明已采取或者拟采取的纠正措施'],
    limits: NO_LIMITS,
  });
  const which = async (): Promise<{ id: string; version: number }> => ({ id, version: await versionOf(database, id) });
  const reaches = (stage: Stage): boolean => STAGES.indexOf(matter.to) >= STAGES.indexOf(stage);
  const on = (by: By): LocalDate => by.today;

  if (!reaches('PENDING_DECISION')) return id;
  await submitWarning(database, await as(HEAD, began(0)), await which());
  if (!reaches('DECIDED')) return id;
  const decider = await as('yanqinghe', began(1));
  await approveWarning(database, decider, files, await which(), {
    on: on(decider),
    minutesNumber: null,
    participants: [],
    fileId: null,
    lowered: null,
  });
  if (!reaches('ISSUED')) return id;
  await issueWarning(database, await as(OFFICER, began(2)), files, await which(), { interview: null });
  if (!reaches('SERVED') || matter.login === null) return id;
  await signForWarning(database, await as(matter.login, began(3)), files, await which());
  if (!reaches('RESPONDED')) return id;
  for (const question of [0, 1]) {
    await answerQuestion(database, await as(matter.login, began(5)), await which(), {
      question,
      text: question === 0 ? '办理时对程序要求掌握不准，材料未及时补齐。' : '已补齐材料，并对近一年同类事项逐件自查。',
      fileIds: [],
    });
  }
  await respondToWarning(database, await as(matter.login, began(6)), await which(), {
    text: '就告知书所列问题说明如上，今后严格按照规定办理。',
    fileIds: [],
    measures: [],
    signed: true,
  });
  if (!reaches('PENDING_LIFT')) return id;
  await reviewWarning(database, await as(REVIEWER, began(8)), await which());
  await acceptResponse(database, await as(REVIEWER, began(9)), await which(), { noFault: false });
  if (!reaches('LIFTED')) return id;
  await liftWarning(database, await as(HEAD, began(11)), files, await which(), {
    filingNumber: null,
    conclusion: '说明属实，材料已补齐，同意解除预警。',
  });
  return id;
};

/** A new version of one power item on its way: the department's leader and the counter-reviewer each have one to pass. */
const reviseOnePower = async ({ database, as }: Deps): Promise<void> => {
  const items = await database.read<{ id: string }>(sql`
    select p.id from power_item p join unit u on u.id = p.unit_id where u.code = 'ZJJ' and p.category = '行政许可' order by p.code limit 2`);
  for (const [nth, { id }] of items.entries()) {
    const editor = await as('gonghuaixu', 6);
    const read = async () => powerOf(database, editor, id);
    const { content, version } = await read();
    await editPower(database, editor, id, {
      version,
      note: '补齐依据、流程和时限',
      content: completedBy(content, {
        section: '市政建设股',
        check: '现场踏勘',
        delivers: true,
        workRules: '两人以上踏勘，审查与决定分离。',
      }),
    });
    await stepPower(database, await as('gonghuaixu', 5), id, 'submit', {
      version: (await read()).version,
      reason: null,
    });
    if (nth === 0)
      await stepPower(database, await as('chendonggao', 3), id, 'pass', {
        version: (await read()).version,
        reason: null,
      });
  }
};
