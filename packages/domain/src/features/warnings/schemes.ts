import type { Period } from '../calendar/calendar.ts';
import type {
  Circumstance,
  CirculationTarget,
  Decision,
  LevelClock,
  LevelColour,
  LevelDocuments,
  Mode,
  Owed,
  Reminders,
  VisitMethod,
  WarningLevel,
  WarningScheme,
} from './scheme.ts';

/** The circumstances, modes and clocks of both sources, as `prisma/seed/data/warning-circumstances.json` holds them. */
export type CircumstanceFile = {
  readonly schemes: readonly { readonly id: string; readonly levels: readonly LevelInFile[] }[];
};
type LevelInFile = {
  readonly level: number;
  readonly act: string;
  readonly circumstances: readonly (Pick<Circumstance, 'code' | 'label' | 'gloss'> & Partial<Circumstance>)[];
  readonly response: OwedInFile | null;
  readonly maxExtension?: Period | null;
  readonly returnVisitRequired?: boolean;
  readonly limit?: Period;
  readonly organCompletion?: Period;
  readonly modes?: readonly {
    readonly code: string;
    readonly response?: OwedInFile | null;
    readonly stopActImmediately?: boolean;
  }[];
};
type OwedInFile = Pick<Owed, 'kind'> & Partial<Period>;

/** A level by its rank, most serious first: what the file leaves to the county, who decides and lifts, papers, talks, and the defaults marked * in DOMAIN. */
type Local = Pick<WarningLevel, 'code' | 'colour' | 'decision' | 'documents' | 'escalation' | 'lift'> & {
  readonly modes: readonly Mode[];
} & Partial<WarningLevel>;

const workdays = (amount: number): Period => ({ amount, unit: 'WORKDAY' });
const MONTH: Period = { amount: 1, unit: 'MONTH' };

const RED: LevelColour = { token: 'RED', word: '红', shape: 'TRIANGLE' };
const YELLOW: LevelColour = { token: 'YELLOW', word: '黄', shape: 'DIAMOND' };
const BLUE: LevelColour = { token: 'BLUE', word: '蓝', shape: 'CIRCLE' };
const RANKS = ['一级', '二级', '三级'];

const LEADER: Decision = { body: 'LEADER', roles: ['COMMISSION_LEADER'], minParticipants: 0, minutesRequired: false };
const COMMITTEE_MEETING: Decision = meeting('COMMITTEE_MEETING', 'COMMITTEE_SECRETARY');
const PARTY_COMMITTEE: Decision = meeting('PARTY_COMMITTEE', 'COMMITTEE_SECRETARY');
const PARTY_GROUP: Decision = meeting('PARTY_GROUP', 'LG_OFFICE');

function meeting(body: Decision['body'], role: Decision['roles'][number]): Decision {
  return { body, roles: [role], minParticipants: 3, minutesRequired: true };
}

const CLOCKS: Readonly<Record<Exclude<LevelClock, 'rectification'>, Period>> = {
  decision: workdays(3),
  delivery: workdays(5),
  review: workdays(5),
  visit: workdays(10),
  archive: { amount: 30, unit: 'CALENDAR_DAY' },
  reopened: workdays(3),
};
const REMINDERS: Reminders = { before: [3, 1, 0], overdueEvery: 1, proposeEscalationAfter: 5 };
const METHODS: readonly VisitMethod[] = ['HEARING', 'PAPERS', 'MEETING', 'SITE'];
const INTERVIEW = { minInterviewers: 2, leadRoles: ['COMMISSION_LEADER', 'LEADER'] } as const;
const NO_LIMITS = { response: null, rectification: null, overall: null };

const papers = (
  notice: LevelDocuments['notice'],
  interviewNotice: LevelDocuments['interviewNotice'],
): LevelDocuments => ({
  notice,
  interviewNotice,
  receipt: 'SERVICE_RECEIPT',
  extension: 'EXTENSION',
  visit: 'RETURN_VISIT',
  lift: 'LIFT',
});

const told = (required: boolean, ...targets: readonly CirculationTarget[]) => targets.map((to) => ({ to, required }));

/** Both modes of delivery that 001·5 names (五(二)): a paper, or a talk. */
const WRITTEN_OR_TALK: readonly Mode[] = [
  { code: 'WRITTEN', label: '书面预警', servedBy: 'PAPER' },
  { code: 'INTERVIEW', label: '约谈预警', servedBy: 'TALK' },
];

const ADVICE_INQUIRY_NOTICE: readonly Local[] = [
  {
    code: 'L1',
    colour: RED,
    modes: WRITTEN_OR_TALK,
    decision: PARTY_COMMITTEE,
    documents: papers('ADVICE', 'INTERVIEW_NOTICE_L1'),
    lift: { roles: ['HANDLING_HEAD'], requires: ['RESPONSE_ACCEPTED', 'VISIT_PASSED'] },
    circulation: told(true, 'ORGANISATION_DEPT', 'BRANCH', 'PARTY_COMMITTEE', 'MAIN_LEADER'),
    escalation: [
      { when: 'NOT_CORRECTED', to: 'ORG_HANDLING' },
      { when: 'NOT_CORRECTED', to: 'CASE_TRACK' },
      { when: 'OVERDUE_NO_RESPONSE', to: 'ORG_HANDLING' },
    ],
    vetoes: [{ scope: 'UNIT', countInYear: 2, effect: 'NO_ADVANCED_UNIT' }],
  },
  {
    code: 'L2',
    colour: YELLOW,
    modes: WRITTEN_OR_TALK,
    stopAct: true,
    decision: COMMITTEE_MEETING,
    documents: papers('INQUIRY', 'INTERVIEW_NOTICE_L2'),
    clocks: { ...CLOCKS, rectification: MONTH },
    paperLimits: { ...NO_LIMITS, rectification: MONTH },
    lift: { roles: ['COMMISSION_LEADER'], requires: ['RESPONSE_ACCEPTED'] },
    circulation: told(true, 'ORGANISATION_DEPT', 'BRANCH', 'PARTY_COMMITTEE', 'MAIN_LEADER'),
    escalation: [
      { when: 'NOT_CORRECTED', to: 'L1' },
      { when: 'NOT_CORRECTED', to: 'ORG_HANDLING' },
      { when: 'SPREADING', to: 'L1' },
      { when: 'SPREADING', to: 'ORG_HANDLING' },
      { when: 'OVERDUE_NO_RESPONSE', to: 'L1' },
    ],
  },
  {
    code: 'L3',
    colour: BLUE,
    modes: WRITTEN_OR_TALK,
    decision: LEADER,
    documents: papers('NOTICE', 'INTERVIEW_NOTICE_L3'),
    lift: { roles: ['HANDLING_HEAD'], requires: ['RESPONSE_ACCEPTED'] },
    circulation: told(false, 'BRANCH'),
    escalation: [
      { when: 'STILL_REPORTED_AND_TRUE', to: 'L2' },
      { when: 'STILL_REPORTED_AND_TRUE', to: 'L1' },
      { when: 'OVERDUE_NO_RESPONSE', to: 'L2' },
    ],
  },
];

/** Each mode has its own ground (WL-15); an inquiry letter asks for more than hearsay (C23). */
const THREE_COLOUR: readonly Local[] = [
  {
    code: 'RED',
    colour: RED,
    modes: [
      { code: 'TIME_LIMITED', label: '限期整改', servedBy: 'PAPER', circumstances: ['B-RED-3'] },
      { code: 'COMPULSORY', label: '强制履行', servedBy: 'PAPER', circumstances: ['B-RED-1', 'B-RED-2'] },
    ],
    decision: PARTY_GROUP,
    documents: papers('RECTIFY', 'INTERVIEW_NOTICE'),
    paperLimits: { ...NO_LIMITS, overall: MONTH },
    lift: { roles: ['LEADING_GROUP'], requires: ['RESPONSE_ACCEPTED', 'CHECK_FILED'] },
    circulation: told(true, 'OFFICE_FILE'),
    escalation: [
      { when: 'NOT_CORRECTED', to: 'CASE_TRACK' },
      { when: 'OVERDUE_NO_RESPONSE', to: 'CASE_TRACK' },
    ],
  },
  {
    code: 'YELLOW',
    colour: YELLOW,
    modes: [
      { code: 'ADMONISH', label: '告诫劝勉', servedBy: 'TALK', circumstances: ['B-YELLOW-1', 'B-YELLOW-2'] },
      { code: 'CORRECT', label: '纠正偏差', servedBy: 'PAPER', circumstances: ['B-YELLOW-3'] },
    ],
    decision: PARTY_GROUP,
    documents: papers('COLOUR_WARNING', 'INTERVIEW_NOTICE'),
    paperLimits: { ...NO_LIMITS, overall: MONTH },
    lift: { roles: ['LEADING_GROUP'], requires: ['RESPONSE_ACCEPTED', 'CHECK_FILED'] },
    circulation: told(true, 'OFFICE_FILE'),
    escalation: [
      { when: 'NOT_CORRECTED', to: 'RED' },
      { when: 'OVERDUE_NO_RESPONSE', to: 'RED' },
    ],
  },
  {
    code: 'BLUE',
    colour: BLUE,
    modes: [
      { code: 'TALK', label: '组织谈话', servedBy: 'TALK', decision: PARTY_GROUP },
      { code: 'KEY_REMINDER', label: '重点提醒', servedBy: 'PAPER' },
      {
        code: 'INQUIRY_LETTER',
        label: '函询整改',
        servedBy: 'PAPER',
        notice: 'INQUIRY_LETTER',
        circumstances: ['B-BLUE-2', 'B-BLUE-4'],
      },
    ],
    decision: LEADER,
    documents: papers('COLOUR_WARNING', 'INTERVIEW_NOTICE'),
    paperLimits: { ...NO_LIMITS, response: workdays(15) },
    lift: { roles: ['HANDLING_HEAD'], requires: ['RESPONSE_ACCEPTED'] },
    escalation: [
      { when: 'NOT_CORRECTED', to: 'YELLOW' },
      { when: 'OVERDUE_NO_RESPONSE', to: 'YELLOW' },
    ],
  },
];

const period = ({ amount, unit }: Partial<Period>): Period | null =>
  amount !== undefined && unit !== undefined ? { amount, unit } : null;
const owed = (response: OwedInFile | null): Owed | null =>
  response && { kind: response.kind, period: period(response) };

const levelFrom = (file: LevelInFile, local: Local): WarningLevel => ({
  rank: file.level,
  label: RANKS[file.level - 1] ?? local.code,
  act: file.act,
  circumstances: file.circumstances.map(({ code, label, gloss, links = [], requiresText = false }) => ({
    code,
    label,
    gloss,
    links,
    requiresText,
  })),
  response: owed(file.response),
  stopAct: false,
  clocks: CLOCKS,
  organCompletion: period(file.organCompletion ?? {}),
  overallLimit: period(file.limit ?? {}),
  paperLimits: NO_LIMITS,
  extension: file.maxExtension ? { maxTimes: 1, max: file.maxExtension, approverRoles: ['COMMISSION_LEADER'] } : null,
  interview: INTERVIEW,
  appeal: { to: 'COMMISSION', within: workdays(10) },
  returnVisit: { required: file.returnVisitRequired ?? false, methods: METHODS, minVisitors: 2 },
  circulation: [],
  vetoes: [],
  reminders: REMINDERS,
  ...local,
  modes: local.modes.map((mode) => {
    const inFile = file.modes?.find(({ code }) => code === mode.code);
    return {
      ...mode,
      ...(inFile?.response !== undefined && { response: owed(inFile.response) }),
      ...(inFile?.stopActImmediately !== undefined && { stopAct: inFile.stopActImmediately }),
    };
  }),
});

/** Reasons for stopping the clock (§6.2 rule 7*). */
const SUSPENSION_REASONS = [
  { code: 'HOSPITAL', label: '住院', requiresText: false },
  { code: 'FORCE_MAJEURE', label: '不可抗力', requiresText: false },
  { code: 'OTHER', label: '其他', requiresText: true },
] as const;

const SHIPPED = [
  { id: 'ADVICE_INQUIRY_NOTICE', name: '建议质询告知', levels: ADVICE_INQUIRY_NOTICE },
  { id: 'THREE_COLOUR', name: '三色预警', levels: THREE_COLOUR },
] as const;

/** The schemes that ship (DOMAIN §3.1 to §3.3), version 1; a county edits them into versions of its own. */
export const shippedSchemes = (file: CircumstanceFile): readonly WarningScheme[] =>
  SHIPPED.map(({ id, name, levels }) => ({
    id,
    name,
    version: 1,
    levels: (file.schemes.find((scheme) => scheme.id === id)?.levels ?? [])
      .flatMap((inFile) => {
        const local = levels[inFile.level - 1];
        return local ? [levelFrom(inFile, local)] : [];
      })
      .toSorted((a, b) => a.rank - b.rank),
    suspensionReasons: SUSPENSION_REASONS,
  }));
