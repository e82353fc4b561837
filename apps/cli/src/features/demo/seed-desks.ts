import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import { rejectAccountRequest } from '@qingfeng/operations/features/identity/decide-account-request.ts';
import { requestAccountChange } from '@qingfeng/operations/features/identity/request-account-change.ts';
import { declareRecusal } from '@qingfeng/operations/features/organisation/declare-recusal.ts';
import { stepRecusal } from '@qingfeng/operations/features/organisation/step-recusal.ts';
import { takeInformation } from '@qingfeng/operations/features/information/take-information.ts';
import { acceptResponse } from '@qingfeng/operations/features/warnings/accept-response.ts';
import { answerQuestion } from '@qingfeng/operations/features/warnings/answer-question.ts';
import { approveWarning } from '@qingfeng/operations/features/warnings/approve-warning.ts';
import { attachToWarning } from '@qingfeng/operations/features/warnings/attach-to-warning.ts';
import { finishMeasure } from '@qingfeng/operations/features/warnings/finish-measure.ts';
import { issueWarning } from '@qingfeng/operations/features/warnings/issue-warning.ts';
import { proposeEscalation } from '@qingfeng/operations/features/warnings/propose-escalation.ts';
import { proposeWarning } from '@qingfeng/operations/features/warnings/propose-warning.ts';
import { schemesInForce } from '@qingfeng/operations/features/warnings/read-proposal.ts';
import { reportDone } from '@qingfeng/operations/features/warnings/report-done.ts';
import { respondToWarning } from '@qingfeng/operations/features/warnings/respond-to-warning.ts';
import { reviewWarning } from '@qingfeng/operations/features/warnings/review-warning.ts';
import { signForWarning } from '@qingfeng/operations/features/warnings/serve-warning.ts';
import { submitWarning } from '@qingfeng/operations/features/warnings/submit-warning.ts';
import { takeStep } from '@qingfeng/operations/features/warnings/take-step.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { adopt, carry, HEAD, NO_LIMITS, OFFICER, REVIEWER, versionOf } from './seed-matters.ts';
import type { Deps } from './seed-matters.ts';

/** Work for the desks that the other matters leave empty: measures under way, a lifting for the leading group, an account to approve. */
export const seedDesks = async (deps: Deps): Promise<void> => {
  await corrected(deps, { object: '徐鹤鸣', login: 'xuheming', began: 14, reported: false });
  await corrected(deps, { object: '段含章', login: 'duanhanzhang', began: 18, reported: true });
  await unanswered(deps);
  await draftOfCentre(deps);
  await recusals(deps);
  await identityInHand(deps);
  const { database, as } = deps;
  await refusedRequest(deps);
  const liaison = await database.readOne<{ id: string }>(sql`select id from account where login = 'miruhui'`);
  if (liaison === undefined) return;
  await requestAccountChange(database, await as('qiuyichuang', 0), {
    kind: 'GRANT',
    accountId: liaison.id,
    role: 'SECTION_HEAD',
    unitId: null,
  });
};

/** A wish that the security administrator turned down: the system administrator reads why nothing changed. */
const refusedRequest = async ({ database, as }: Deps): Promise<void> => {
  const cadre = await database.readOne<{ id: string }>(sql`select id from account where login = 'luoruoxu'`);
  if (cadre === undefined) return;
  const wish = { kind: 'GRANT', accountId: cadre.id, role: 'OFFICER', unitId: null } as const;
  const id = await requestAccountChange(database, await as('qiuyichuang', 3), wish);
  await rejectAccountRequest(database, await as('jiangxichou', 2), { id, version: 1 });
};

/** A matter known by a digest alone, in an officer's hand: whose it is, is opened with a reason. */
const identityInHand = async ({ database, as }: Deps): Promise<void> => {
  const found = await database.readOne<{ id: string; version: number }>(sql`
    select id, version from information where county = 1 and rule_code = 'R01' and state = 'RECEIVED' limit 1`);
  if (found !== undefined) await takeInformation(database, await as(OFFICER, 1), found);
};

/** A recusal that a head of section applied for, before the commission's leaders, and one whose end is asked for. */
const recusals = async ({ database, as }: Deps): Promise<void> => {
  const found = await database.readOne<{ clerk: string; station: string; sisterId: string; version: number }>(sql`
    select (select person_id from account where login = 'rongyushu') as clerk,
      (select id from unit where code = 'SZS') as station, r.id as "sisterId", r.version
    from recusal r join account a on a.person_id = r.person_id
    where a.login = 'yanqinghe' and r.state = 'IN_FORCE' limit 1`);
  if (found === undefined) return;
  await declareRecusal(database, await as(HEAD, 1), {
    personId: found.clerk,
    other: { kind: 'UNIT', id: found.station },
    relation: '曾任该单位会计，离任未满三年',
  });
  await stepRecusal(database, await as('yanqinghe', 0), {
    id: found.sisterId,
    step: 'ask-end',
    version: found.version,
    reason: '离任已满三年',
  });
};

type Corrected = {
  readonly object: string;
  readonly login: string;
  readonly began: number;
  /** Whether every measure is done and reported, so that the leading group may lift. */
  readonly reported: boolean;
};

/** A yellow warning whose object corrects by measures, in the three-colour scheme. */
const corrected = async (deps: Deps, { object, login, began, reported }: Corrected): Promise<void> => {
  const { database, files, as } = deps;
  const information = await adopt(deps, 'R27', began);
  const scheme = (await schemesInForce(database)).find(({ id }) => id === 'THREE_COLOUR');
  const person = await database.readOne<{ id: string }>(
    sql`select id from person where name = ${object} order by code limit 1`,
  );
  if (information === null || scheme === undefined || person === undefined) return;
  const ago = (days: number): number => Math.max(0, began - days);
  const id = await proposeWarning(database, await as(OFFICER, ago(0)), {
    informationId: information.id,
    schemeVersionId: scheme.versionId,
    object: { kind: 'PERSON', id: person.id },
    levelCode: 'YELLOW',
    mode: 'CORRECT',
    circumstance: 'B-YELLOW-3',
    ground: null,
    boundaryAnswer: 'NO',
    facts: [`经核查，${information.title.replace('：', '，涉及')}，超出承诺办理时限，分管环节督办不到位。`],
    questions: ['请说明超时的原因和责任环节', '请提出纠正措施和完成时间'],
    limits: NO_LIMITS,
  });
  const which = async () => ({ id, version: await versionOf(database, id) });
  await submitWarning(database, await as(HEAD, ago(0)), await which());
  const office = await as('wentanzhi', ago(1));
  await approveWarning(database, office, files, await which(), {
    on: office.today,
    minutesNumber: '2026年第16次',
    participants: ['解晚钟', '温坦之', '冯横舟'],
    fileId: null,
    lowered: null,
  });
  await issueWarning(database, await as(OFFICER, ago(2)), files, await which(), { interview: null });
  await signForWarning(database, await as(login, ago(3)), files, await which());
  for (const [question, text] of ['材料流转环节多，督办不及时。', '逐件清理在办事项，按周通报。'].entries()) {
    await answerQuestion(database, await as(login, ago(4)), await which(), { question, text, fileIds: [] });
  }
  const answering = await as(login, ago(5));
  await respondToWarning(database, answering, await which(), {
    text: '就通知书所列问题说明如上，并提出两项措施。',
    fileIds: [],
    measures: ['清理超时在办事项', '建立每周督办通报'].map((text) => ({
      text,
      owner: object,
      dueOn: addDays(answering.today, 15),
      evidenceType: '清单或者通报',
    })),
    signed: true,
  });
  await reviewWarning(database, await as(REVIEWER, ago(6)), await which());
  await acceptResponse(database, await as(REVIEWER, ago(7)), await which(), { noFault: false });
  const measures = await database.read<{ id: string }>(sql`
    select m ->> 'id' as id from warning w, jsonb_array_elements(w.body -> 'measures') m where w.id = ${id}::uuid`);
  for (const { id: measureId } of reported ? measures : measures.slice(0, 1)) {
    const own = await as(login, ago(9));
    const { fileId } = await attachToWarning(database, own, files, id, '办理清单.txt', evidence());
    await finishMeasure(database, own, await which(), { measureId, doneOn: own.today, fileIds: [fileId] });
  }
  if (reported) await reportDone(database, await as(login, ago(10)), await which(), { signed: true });
};

/** A notice that was never answered: the platform has proposed the higher level, and the officer has it to draft. */
const unanswered = async (deps: Deps): Promise<void> => {
  const id = await carry(deps, {
    rule: 'R28',
    object: '宓如晦',
    login: 'miruhui',
    scheme: 'ADVICE_INQUIRY_NOTICE',
    rank: 3,
    circumstance: 1,
    to: 'SERVED',
    began: 38,
  });
  if (id === null) return;
  const platform: By = { ...(await deps.as(OFFICER, 8)), viewer: SYSTEM };
  const which = { id, version: null, side: 'system' } as const;
  await takeStep(deps.database, platform, which, 'markOverdue', () => ({ input: {} }));
  await proposeEscalation(deps.database, platform, which, { ground: 'OVERDUE_NO_RESPONSE' });
};

async function* evidence(): AsyncIterable<Uint8Array> {
  yield new TextEncoder().encode('清理超时在办事项12件，已全部办结。\n');
}

/** The warning centre's own draft, before its head. */
const draftOfCentre = async ({ database, as }: Deps): Promise<void> => {
  const clerk: By = await as('shishouzhuo', 1);
  const scheme = (await schemesInForce(database)).find(({ id }) => id === 'ADVICE_INQUIRY_NOTICE');
  const level = scheme?.scheme.levels.find(({ rank }) => rank === 3);
  const [circumstance] = level?.circumstances ?? [];
  const adopted = await database.readOne<{ id: string; title: string; personId: string }>(sql`
    select i.id, i.title, p.id as "personId" from information i
    join lateral (select id from person where unit_id = i.unit_id and not unit_head order by code limit 1) p on true
    where i.county = 1 and i.state = 'ADOPTED' and i.rule_code = 'R27'
      and not exists (select 1 from warning w where w.body -> 'origin' ->> 'id' = i.id::text)
    order by i.number limit 1`);
  if (scheme === undefined || level === undefined || circumstance === undefined || adopted === undefined) return;
  await proposeWarning(database, clerk, {
    informationId: adopted.id,
    schemeVersionId: scheme.versionId,
    object: { kind: 'PERSON', id: adopted.personId },
    levelCode: level.code,
    mode: level.modes[0]?.code ?? '',
    circumstance: circumstance.code,
    ground: circumstance.requiresText ? '经核查属实，情节轻微。' : null,
    boundaryAnswer: 'NO',
    facts: [`经核查，${adopted.title.replace('：', '，涉及')}，未按承诺时限办结。`],
    questions: ['请说明上述情况的事实经过和原因'],
    limits: NO_LIMITS,
  });
};
