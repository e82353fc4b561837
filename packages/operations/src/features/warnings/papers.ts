import { addMonths, addDays } from '@qingfeng/domain/shared/local-date.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Calendar, Period } from '@qingfeng/domain/features/calendar/calendar.ts';
import { nominalEnd, rollForward } from '@qingfeng/domain/features/calendar/calendar.ts';
import { sourceKindOf } from '@qingfeng/domain/features/letters/source-kind.ts';
import type { SourceKind } from '@qingfeng/domain/features/letters/source-kind.ts';
import type { InformationSource } from '@qingfeng/domain/features/information/information.ts';
import { PAPERS } from '@qingfeng/domain/features/letters/papers.ts';
import { bindingDeadline, periodOf } from '@qingfeng/domain/features/warnings/deadline.ts';
import type { PaperTemplate } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import { appealOf, decisionOf, levelOf, modeOf, owedBy } from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Head, PaperFields } from '../letters/paper-fields.ts';
import { appealBodyOf } from './appeal-body.ts';
import type { Held } from './store.ts';

/** Names and places that papers need and the matter itself does not hold. */
export type PaperContext = {
  readonly organ: string;
  readonly organCharacter: string;
  readonly county: string;
  readonly contact: { readonly name: string; readonly phone: string };
  readonly address: string;
  readonly basis: string;
  readonly object: { readonly name: string; readonly unit: string; readonly post: string };
  readonly copies: readonly string[];
  readonly source: SourceKind;
  readonly appealTo: string;
};

const CIRCULATION: Readonly<Record<string, (unit: string) => string>> = {
  ORGANISATION_DEPT: () => '县委组织部',
  BRANCH: (unit) => `${unit}机关党支部`,
  PARTY_COMMITTEE: (unit) => `${unit}党组`,
  MAIN_LEADER: () => '县委主要领导',
  OFFICE_FILE: () => '领导小组办公室',
};

const BODIES: Readonly<Record<string, string>> = {
  LEADER: '县纪委分管领导',
  COMMITTEE_MEETING: '县纪委委员会议',
  PARTY_GROUP: '党组会议',
  PARTY_COMMITTEE: '党委会议',
};

/** Office settings of the papers; a county changes them in its settings. */
type LetterSettings = { organ?: string; phone?: string; address?: string; basis?: string };

export const paperContext = async (tx: WriteTx, by: By, { warning, objectName }: Held): Promise<PaperContext> => {
  const [row] = await tx.$queryRaw<
    {
      county: string;
      organ: string;
      settings: LetterSettings | null;
      unit: string;
      post: string | null;
      people: number;
      source: InformationSource | null;
    }[]
  >(sql`
    select c.value ->> 'name' as county, h.short_name as organ,
      (select value from setting where key = 'letters') as settings,
      u.short_name as unit, p.post_name as post,
      (select count(*) from person o where o.unit_id = u.id and o.status = 'ACTIVE')::int as people,
      (select i.source from information i where i.county = 1 and i.id = ${warning.origin.id}::uuid) as source
    from setting c, unit h, unit u left join person p on p.id = ${warning.object.id}::uuid
    where c.key = 'county' and h.id = ${warning.handlingUnitId}::uuid and u.id = ${warning.object.unitId}::uuid`);
  if (row === undefined) throw new Error('a warning without its units');
  const [appealTo] = await tx.$queryRaw<{ name: string }[]>(appealBodyOf(warning));
  const { settings } = row;
  const organ = `${row.county.replace(/[县区市]$/u, '')}${row.organ}`;
  return {
    organ,
    organCharacter: settings?.organ ?? row.county.slice(0, 1),
    county: row.county,
    contact: { name: by.viewer.name, phone: settings?.phone ?? '12388' },
    address: settings?.address ?? organ,
    basis: settings?.basis ?? `《${row.county}廉政风险预警工作办法》`,
    object: { name: objectName, unit: row.unit, post: row.post ?? '' },
    copies: levelOf(warning)
      .circulation.filter(({ required }) => required)
      .map(({ to }) => CIRCULATION[to]?.(row.unit) ?? to),
    source: sourceKindOf(warning.origin.kind, row.source, row.people),
    appealTo: appealTo?.name ?? organ,
  };
};

type Numbered = { readonly number: string; readonly check: string };

const headOf = (held: Held, context: PaperContext, by: By, { number, check }: Numbered): Head => ({
  organ: context.organ,
  number,
  marks: [],
  addressee: { kind: held.warning.object.kind, name: context.object.name },
  signedBy: context.organ,
  issuedOn: by.today,
  contact: context.contact,
  copies: context.copies,
  dossier: held.caseNumber,
  version: 1,
  check,
});

const MONTH: Period = { amount: 1, unit: 'MONTH' };

/** Which paper a step of issue makes: the notice of a talk, or the paper of the mode or level. */
export const noticeOf = (warning: Warning): PaperTemplate => {
  const mode = modeOf(warning);
  const { documents } = levelOf(warning);
  return mode.servedBy === 'TALK' ? documents.interviewNotice : (mode.notice ?? documents.notice);
};

const replyOf = (warning: Warning, context: PaperContext) => ({
  within: owedBy(warning)?.period ?? MONTH,
  dueOn: null,
  to: context.organ,
  address: context.address,
});

/** The facts of the paper that opens a warning, by its template. */
export const noticeFields = (
  held: Held,
  context: PaperContext,
  by: By,
  numbered: Numbered,
): { readonly [T in PaperTemplate]?: () => PaperFields[T] } => {
  const { warning, paperWords } = held;
  const level = levelOf(warning);
  const circumstance = level.circumstances.find(({ code }) => code === warning.circumstance);
  const head = headOf(held, context, by, numbered);
  const warned = {
    ...head,
    source: context.source,
    facts: paperWords.facts,
    circumstance: { code: warning.circumstance, label: circumstance?.label ?? warning.circumstance },
    basis: context.basis,
    appealTo: context.appealTo,
    appealWithin: appealOf(warning).within,
    reply: replyOf({ ...warning }, context),
  };
  const decidedBy = BODIES[warning.decision?.body ?? decisionOf(warning).body] ?? '';
  const rectifyWithin = periodOf(warning, 'overall') ?? periodOf(warning, 'rectification') ?? MONTH;
  const questions = warning.questions.length > 0 ? warning.questions : ['有关情况和原因', '整改措施'];
  const talk = () => ({
    ...head,
    title:
      level.documents.interviewNotice === 'INTERVIEW_NOTICE'
        ? `${level.colour.word}色${PAPERS.INTERVIEW_NOTICE.title}`
        : PAPERS[level.documents.interviewNotice].title,
    basis: context.basis,
    on: (paperWords.talk?.on ?? by.today) as LocalDate,
    time: paperWords.talk?.time ?? '09:00',
    place: paperWords.talk?.place ?? context.address,
    subject: paperWords.talk?.subject ?? warned.circumstance.label,
    bring: '与约谈事由有关的书面材料',
    interviewers: paperWords.talk?.interviewers ?? [by.viewer.name],
    returnTo: context.organ,
  });
  const owed = owedBy(warning);
  return {
    NOTICE: () => warned,
    INQUIRY: () => ({ ...warned, questions, rectifyWithin }),
    INQUIRY_LETTER: () => ({ ...warned, questions }),
    ADVICE: () => ({
      ...warned,
      harm: [warning.ground ?? '上述问题反映出制度执行不严、监督管理不到位，须引起高度重视。'],
      measures: questions,
      consequences: [
        '无正当理由不按期整改或者整改不到位的，按照干部管理权限提出组织处理建议；发现涉嫌违纪违法问题的，按照规定移送有关机关办理。',
      ],
    }),
    COLOUR_WARNING: () => ({
      ...warned,
      level: { colour: level.colour, label: `${level.colour.word}色预警（${level.act}）` },
      decidedBy,
      mode: modeOf(warning).label,
      requirements: questions,
      reply: owed === null ? null : { ...warned.reply, what: OWED[owed.kind] ?? '书面说明' },
      returnTo: context.organ,
    }),
    RECTIFY: () => ({
      ...warned,
      decidedBy,
      standards: questions,
      rectifyWithin,
      supervisor: `${context.object.unit}廉政风险防控领导小组`,
      filedWith: '县防控领导小组办公室',
    }),
    INTERVIEW_NOTICE_L1: talk,
    INTERVIEW_NOTICE_L2: talk,
    INTERVIEW_NOTICE_L3: talk,
    INTERVIEW_NOTICE: talk,
  };
};

const OWED: Readonly<Record<string, string>> = {
  EXPLANATION: '书面说明',
  MEASURES: '书面说明和整改措施',
  RECTIFY_REPORT: '整改报告',
};

const originalOf = (warning: Warning) => ({
  original: { name: PAPERS[noticeOf(warning)].title, number: warning.paper?.number ?? '' },
});

export const extensionFields = (
  held: Held,
  context: PaperContext,
  by: By,
  numbered: Numbered,
  { period, calendar }: { readonly period: Period; readonly calendar: Calendar },
): PaperFields['EXTENSION'] => {
  const { warning } = held;
  const due = bindingDeadline(warning);
  const from = due?.nominalOn ?? by.today;
  const newDueOn = rollForward(calendar, nominalEnd(calendar, from, period));
  const asked = warning.notes.find(({ id }) => id === warning.extension?.noteId);
  return {
    ...headOf(held, context, by, numbered),
    ...originalOf(warning),
    dueOn: due?.dueOn ?? by.today,
    askedOn: warning.extension?.askedOn ?? by.today,
    reason: asked?.text ?? '情况特殊',
    approvedBy: by.viewer.name,
    newDueOn,
    interimReportOn: rollForward(calendar, addDays(newDueOn, -7)),
    reportTo: context.organ,
  };
};

/** Months after lifting in which a warning still counts (FS-06). */
const COUNTS_MONTHS = 12;

export const liftFields = (
  held: Held,
  context: PaperContext,
  by: By,
  numbered: Numbered,
  conclusion: string,
): PaperFields['LIFT'] => {
  const { warning } = held;
  const visit = warning.visits.findLast(({ passed }) => passed);
  const level = levelOf(warning);
  return {
    ...headOf(held, context, by, numbered),
    ...originalOf(warning),
    servedOn: warning.service?.on ?? by.today,
    conclusion,
    visit: visit === undefined ? null : { on: visit.on, by: context.organ },
    approvedBy: by.viewer.name,
    liftedOn: by.today,
    warning: `${level.colour.word}色预警（${level.act}）`,
    // Explained without fault: nothing was ever counted (FS-04).
    countsUntil: warning.conclusion === 'EXPLAINED' ? null : addMonths(by.today, COUNTS_MONTHS),
    returnTo: context.organ,
  };
};

export const receiptFields = (
  held: Held,
  context: PaperContext,
  {
    method,
    servers,
    place,
    remark,
  }: { method: string; servers: readonly string[]; place: string; remark: string | null },
): PaperFields['SERVICE_RECEIPT'] => ({
  organ: context.organ,
  dossier: held.caseNumber,
  ...originalOf(held.warning),
  pieces: 1,
  recipient: context.object.name,
  post: `${context.object.unit}${context.object.post}`,
  place,
  method,
  servers,
  remark,
});

export const visitFields = (
  held: Held,
  context: PaperContext,
  visit: {
    readonly on: LocalDate;
    readonly place: string;
    readonly reaction: string;
    readonly methods: PaperFields['RETURN_VISIT']['methods'];
    readonly met: readonly string[];
    readonly openMeasureIds: readonly string[];
    readonly passed: boolean;
    readonly opinion: string;
    readonly visitors: readonly string[];
  },
): PaperFields['RETURN_VISIT'] => ({
  dossier: held.caseNumber,
  ...originalOf(held.warning),
  object: context.object.name,
  post: context.object.post === '' ? '无' : context.object.post,
  unit: context.object.unit,
  level: levelOf(held.warning).label,
  visitedOn: visit.on,
  place: visit.place,
  methods: visit.methods,
  met: visit.met,
  measures:
    held.warning.measures.length === 0
      ? [{ text: '按文书要求整改', state: visit.passed ? 'DONE' : 'NOT_DONE', evidence: null }]
      : held.warning.measures.map(({ id, text, evidenceType, doneOn }) => ({
          text,
          state: visit.openMeasureIds.includes(id) ? 'NOT_DONE' : doneOn === null ? 'PARTLY' : 'DONE',
          evidence: evidenceType,
        })),
  reaction: visit.reaction,
  verdict: visit.passed ? 'LIFT' : 'CONTINUE',
  opinion: visit.opinion,
  visitors: visit.visitors,
  remark: null,
});
