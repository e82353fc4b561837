import type { WarningStep } from '@qingfeng/domain/features/warnings/events.ts';
import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import { propose, refusalOf, take } from '@qingfeng/domain/features/warnings/life.ts';
import { currentOf } from '@qingfeng/domain/features/calendar/clocks.ts';
import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import { decisionOf, levelOf, modeOf, owedBy, type Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import { addDays, type LocalDate, localDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { CALENDAR } from './calendar.ts';
import { byOf, CAST, paper, type Part, proposal, WORDS } from './warnings.ts';

const PART_OF: Partial<Record<Role, Part>> = {
  COMMISSION_LEADER: 'leader',
  COMMITTEE_SECRETARY: 'secretary',
  LG_OFFICE: 'groupOffice',
  LEADING_GROUP: 'group',
  HANDLING_HEAD: 'head',
};
const partOf = (roles: readonly Role[]): Part => roles.flatMap((role) => PART_OF[role] ?? [])[0] ?? 'stranger';
const bodyOf = (warning: Warning) => partOf(decisionOf(warning).roles);
const lifterOf = (warning: Warning) => partOf(levelOf(warning).lift.roles);

type Inputs = WarningInputs;
type Move<S extends WarningStep> = {
  readonly part: (warning: Warning) => Part;
  readonly input: (warning: Warning, today: LocalDate) => Inputs[S];
};
const visit = (warning: Warning, on: LocalDate) => ({
  on: warning.service && on < warning.service.on ? warning.service.on : on,
  visitorIds: ['colleague', 'head'],
  methods: ['SITE'] as const,
  formFileId: 'form',
});
const unfinished = ({ measures }: Warning) => ({
  reason: WORDS,
  openMeasureIds: measures.slice(0, 1).map(({ id }) => id),
});
const reason = () => ({ reason: WORDS });
const level = ({ scheme, levelCode }: Warning, by: 1 | -1) => {
  const other = scheme.levels[scheme.levels.findIndex(({ code }) => code === levelCode) + by] ?? scheme.levels[0];
  const { mode, circumstance } = proposal(scheme, other?.code ?? '', other?.modes[0]?.code ?? '');
  return { levelCode: other?.code ?? '', mode, circumstance, ground: null };
};

/** For each step, who may take it and an input that is in order. */
export const MOVES: { readonly [S in Exclude<WarningStep, 'propose'>]: Move<S> } = {
  revise: {
    part: () => 'drafter',
    input: ({ levelCode, mode, circumstance, ground, evidence, questions, limits }) => ({
      levelCode,
      mode,
      circumstance,
      ground,
      evidence,
      questions,
      limits,
      boundaryAnswer: 'NO',
    }),
  },
  reassign: { part: () => 'head', input: () => ({ drafterId: 'successor' }) },
  submit: { part: () => 'head', input: () => ({}) },
  withdraw: { part: () => 'drafter', input: reason },
  approve: {
    part: bodyOf,
    input: (_, on) => ({
      on,
      minutesNumber: '会议〔2026〕3号',
      participants: ['a', 'b', 'c'],
      fileId: 'minutes',
      lowered: null,
    }),
  },
  raise: { part: bodyOf, input: (warning) => ({ ...level(warning, -1), reason: WORDS }) },
  askMore: { part: bodyOf, input: reason },
  reject: { part: bodyOf, input: reason },
  issue: {
    part: () => 'drafter',
    input: (warning, on) => ({
      paper: paper('廉预质', on),
      interview:
        modeOf(warning).servedBy === 'TALK'
          ? {
              leadId: 'leader',
              leadRoles: ['COMMISSION_LEADER'],
              interviewerIds: ['colleague'],
              planFileId: 'plan',
              noticeFileId: 'notice',
            }
          : null,
    }),
  },
  rescind: { part: bodyOf, input: reason },
  sign: { part: () => 'object', input: () => ({ identityConfirmed: true }) },
  serve: {
    part: () => 'drafter',
    input: (_, on) => ({ how: 'REFUSED', on, receiptFileId: 'receipt', witnesses: ['a', 'b'] }),
  },
  interview: {
    part: () => 'leader',
    input: (_, on) => ({ on, recordFileId: 'record', signedBy: ['leader', 'colleague'] }),
  },
  answer: {
    part: () => 'object',
    input: ({ answers, returnCount }) => ({
      question: answers.filter(({ round }) => round === returnCount).length,
      text: WORDS,
      fileIds: [],
    }),
  },
  respond: {
    part: () => 'object',
    input: (warning, on) => ({
      text: WORDS,
      fileIds: ['report'],
      measures:
        owedBy(warning)?.kind === 'MEASURES'
          ? [1, 2].map(() => ({ text: WORDS, owner: WORDS, dueOn: on, evidenceType: '照片' }))
          : [],
      signed: true,
    }),
  },
  file: { part: () => 'drafter', input: () => ({ recordFileId: 'record' }) },
  markOverdue: { part: () => 'system', input: () => ({}) },
  review: { part: () => 'colleague', input: () => ({}) },
  accept: { part: () => 'colleague', input: () => ({ noFault: false }) },
  return: { part: () => 'colleague', input: reason },
  askExtension: { part: () => 'object', input: reason },
  grantExtension: {
    part: () => 'leader',
    input: (warning, on) => ({
      period: levelOf(warning).extension?.max ?? { amount: 1, unit: 'MONTH' },
      paper: paper('廉延通', on),
    }),
  },
  refuseExtension: { part: () => 'leader', input: reason },
  suspend: { part: () => 'head', input: () => ({ code: 'HOSPITAL', reason: WORDS }) },
  resume: { part: () => 'head', input: () => ({}) },
  finishMeasure: {
    part: () => 'object',
    input: ({ measures }, doneOn) => ({
      measureId: measures.find((measure) => measure.doneOn === null)?.id ?? '',
      doneOn,
      fileIds: ['photo'],
    }),
  },
  reportDone: { part: () => 'object', input: () => ({ signed: true }) },
  passVisit: { part: () => 'colleague', input: visit },
  failVisit: { part: () => 'colleague', input: (warning, on) => ({ ...visit(warning, on), ...unfinished(warning) }) },
  lift: { part: lifterOf, input: (_, on) => ({ filingNumber: '备案3', paper: paper('廉解通', on) }) },
  refuseLift: { part: lifterOf, input: unfinished },
  archive: {
    part: () => 'clerk',
    input: () => ({
      dossier: ['DECISION', 'PAPER', 'RECEIPT', 'INTERVIEW_RECORD', 'RESPONSE', 'EXTENSION', 'VISIT_FORM', 'LIFT'],
      classification: '内部',
    }),
  },
  proposeEscalation: {
    part: () => 'drafter',
    input: (warning) => ({ ground: levelOf(warning).escalation[0]?.when ?? 'NOT_CORRECTED' }),
  },
  draftSuccessor: {
    part: () => 'drafter',
    input: (warning, today) => ({ successor: higherDraft(warning, today) }),
  },
  dropSuccessor: { part: () => 'system', input: ({ successorId }) => ({ successorId: successorId ?? '' }) },
  showEnd: { part: () => 'system', input: () => ({}) },
  escalate: {
    part: (warning) => bodyOf(higher(warning, localDate('2026-03-02'))),
    input: (warning, today) => ({ successor: higher(warning, today) }),
  },
  transfer: { part: () => 'leader', input: () => ({ clueId: 'clue', reason: WORDS }) },
};

/** The decided warning one level up that follows from this one. */
const higher = (warning: Warning, today: LocalDate): Warning =>
  walk(higherDraft(warning, today), today, 'submit', 'approve');

/** As it is drafted; of a warning at the top there is none, and what comes out is refused. */
const higherDraft = (warning: Warning, today: LocalDate): Warning => {
  const up = level(warning, -1);
  const origin = { kind: 'WARNING', id: warning.id, state: 'SERVED' } as const;
  return at(warning.scheme, up.levelCode, up.mode, today, { origin });
};

/** A drafted warning. */
export const at = (
  scheme: WarningScheme,
  levelCode: string,
  mode: string,
  today: LocalDate | string,
  more: Partial<WarningInputs['propose']> = {},
): Warning => propose(proposal(scheme, levelCode, mode, more), byOf(CAST.drafter, today)).next;

/** Takes the named step as its usual taker with an input in order. */
export const step = <S extends keyof typeof MOVES>(
  name: S,
  warning: Warning,
  today: LocalDate | string,
  more: Partial<Inputs[S]> = {},
): Warning => {
  const move: Move<S> = MOVES[name];
  const by = byOf(CAST[move.part(warning)], today);
  return take(name, warning, { ...move.input(warning, by.today), ...more }, by, CALENDAR).next;
};

/** Takes steps one after the other, all on one day. */
export const walk = (warning: Warning, today: LocalDate | string, ...steps: readonly (keyof typeof MOVES)[]): Warning =>
  steps.reduce((held, name) => step(name, held, today), warning);

export const laterBy = (day: LocalDate | string, days: number): LocalDate => addDays(localDate(day), days);

type Step = keyof typeof MOVES;

/** What the judge says to this part taking the step with an input in order, changed where the test says so. */
export const refused = <S extends Step>(
  name: S,
  warning: Warning,
  part: Part,
  today: string,
  more: Partial<WarningInputs[S]> = {},
  onBehalfOf: string | null = null,
) => {
  const by = byOf(CAST[part], today, onBehalfOf);
  const refusal = refusalOf(name, warning, { ...MOVES[name].input(warning, by.today), ...more }, by);
  return refusal && { code: refusal.code, ...refusal.details };
};
export const code = (...args: Parameters<typeof refused>) => refused(...args)?.code ?? null;
/** The last day of a clock as it stands. */
export const due = (warning: Warning, clock: string) => currentOf(warning.deadlines, clock)?.dueOn ?? null;

/** Ways that many tests walk. */
export const SERVED_BY_PAPER = ['submit', 'approve', 'issue', 'sign'] as const;
export const SERVED_BY_TALK = ['submit', 'approve', 'issue', 'interview'] as const;
export const ANSWERED = ['answer', 'answer', 'respond', 'review', 'accept'] as const;
export const MEASURES_DONE = ['finishMeasure', 'finishMeasure', 'reportDone'] as const;
export const DAY = '2026-03-02';
