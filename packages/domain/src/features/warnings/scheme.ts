import type { Period } from '../calendar/calendar.ts';
import type { Role } from '../../shared/roles.ts';

/** Warning schemes as data (DOMAIN §3.4). A published version is frozen; a warning keeps the version it was decided under. */
export type WarningScheme = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Most serious first. */
  readonly levels: readonly WarningLevel[];
  /** Reasons for which the clock may be stopped (DOMAIN §6.2 rule 7). */
  readonly suspensionReasons: readonly {
    readonly code: string;
    readonly label: string;
    readonly requiresText: boolean;
  }[];
};

export type WarningLevel = {
  readonly code: string;
  /** 1 = most serious. */
  readonly rank: number;
  readonly label: string;
  readonly colour: LevelColour;
  /** 告知, 质询, 警示提醒 … */
  readonly act: string;
  readonly circumstances: readonly Circumstance[];
  readonly modes: readonly Mode[];
  readonly documents: LevelDocuments;
  /** What the object owes when the mode does not say otherwise. */
  readonly response: Owed | null;
  readonly stopAct: boolean;
  /** The organ's own limits and the short dates, by clock; a clock without a period never runs. */
  readonly clocks: Readonly<Partial<Record<LevelClock, Period>>>;
  /** Binds the organ from the decision until the warning is served, held or given; soft. */
  readonly organCompletion: Period | null;
  /** From service to the end of rectification, in all. */
  readonly overallLimit: Period | null;
  /** The most that a paper of this level may set itself; `null`: the scheme's own period holds. */
  readonly paperLimits: PaperLimits;
  readonly extension: { readonly maxTimes: 1; readonly max: Period; readonly approverRoles: readonly Role[] } | null;
  readonly decision: Decision;
  readonly interview: { readonly minInterviewers: number; readonly leadRoles: readonly Role[] } | null;
  /** Absent in versions published before it could be chosen: the county's commission. */
  readonly appeal?: AppealRoute;
  readonly returnVisit: {
    readonly required: boolean;
    readonly methods: readonly VisitMethod[];
    readonly minVisitors: number;
  };
  readonly lift: { readonly roles: readonly Role[]; readonly requires: readonly LiftCondition[] };
  readonly circulation: readonly { readonly to: CirculationTarget; readonly required: boolean }[];
  readonly escalation: readonly { readonly when: EscalationGround; readonly to: string }[];
  readonly vetoes: readonly { readonly scope: 'UNIT'; readonly countInYear: number; readonly effect: string }[];
  readonly reminders: Reminders;
};

/** Never colour alone: word and shape go with it. */
export type LevelColour = {
  readonly token: 'RED' | 'YELLOW' | 'BLUE';
  readonly word: string;
  readonly shape: 'TRIANGLE' | 'DIAMOND' | 'CIRCLE';
};

export type Circumstance = {
  readonly code: string;
  readonly label: string;
  readonly gloss: string;
  /** Sister circumstances at other levels: the same conduct climbs as its consequence grows. */
  readonly links: readonly string[];
  readonly requiresText: boolean;
};

/** What the object owes; explanation and measures are what the person writes, a report is of the finished correction. */
export type ResponseKind = 'ORAL_ANSWER' | 'EXPLANATION' | 'MEASURES' | 'RECTIFY_REPORT';
export type Owed = { readonly kind: ResponseKind; readonly period: Period | null };

export type Mode = {
  readonly code: string;
  readonly label: string;
  /** Whether a paper signed for, or a talk held, is the service that sets day 0. */
  readonly servedBy: 'PAPER' | 'TALK';
  /** A mode's own value wins; absent: the level's. */
  readonly response?: Owed | null;
  readonly stopAct?: boolean;
  readonly notice?: PaperTemplate;
  readonly decision?: Decision;
  /** The grounds on which this mode may be chosen (WL-15); absent: every circumstance of the level. */
  readonly circumstances?: readonly string[];
};

/** Kinds of papers that templates exist for, see `letters/papers.ts`. */
export type PaperTemplate =
  | 'NOTICE'
  | 'INQUIRY'
  | 'ADVICE'
  | 'COLOUR_WARNING'
  | 'RECTIFY'
  | 'INQUIRY_LETTER'
  | 'INTERVIEW_NOTICE_L1'
  | 'INTERVIEW_NOTICE_L2'
  | 'INTERVIEW_NOTICE_L3'
  | 'INTERVIEW_NOTICE'
  | 'SERVICE_RECEIPT'
  | 'EXTENSION'
  | 'RETURN_VISIT'
  | 'RECORD'
  | 'LIFT';

export type LevelDocuments = {
  readonly notice: PaperTemplate;
  readonly interviewNotice: PaperTemplate;
  readonly receipt: PaperTemplate;
  readonly extension: PaperTemplate;
  readonly visit: PaperTemplate;
  readonly lift: PaperTemplate;
};

/** Periods that a paper may set itself: a letter's answer time, a limit by severity. */
export type PaperLimits = Readonly<Record<'response' | 'rectification' | 'overall', Period | null>>;

/** Clocks whose length stands in `clocks` of the level; `reopened` is the short date of a returned paper. */
export type LevelClock = 'decision' | 'delivery' | 'review' | 'rectification' | 'visit' | 'archive' | 'reopened';

export type DecisionBody = 'LEADER' | 'COMMITTEE_MEETING' | 'PARTY_GROUP' | 'PARTY_COMMITTEE';
export type Decision = {
  readonly body: DecisionBody;
  /** Who signs (LEADER) or records the meeting. */
  readonly roles: readonly Role[];
  readonly minParticipants: number;
  readonly minutesRequired: boolean;
};

/**
 * Who receives an appeal: the organ that issued the paper, the county's commission (WF-20, §4.2 row 20), or the body above it; and
 * the days after which the paper reminds. They are no bar: a late appeal is registered (FS-05).
 */
export type AppealRoute = { readonly to: 'ISSUER' | 'COMMISSION' | 'SUPERIOR'; readonly within: Period };

export type VisitMethod = 'HEARING' | 'PAPERS' | 'MEETING' | 'SITE';
export type LiftCondition = 'RESPONSE_ACCEPTED' | 'VISIT_PASSED' | 'CHECK_FILED';
export type CirculationTarget = 'ORGANISATION_DEPT' | 'BRANCH' | 'PARTY_COMMITTEE' | 'MAIN_LEADER' | 'OFFICE_FILE';
export type EscalationGround = 'NOT_CORRECTED' | 'STILL_REPORTED_AND_TRUE' | 'SPREADING' | 'OVERDUE_NO_RESPONSE';

export type Reminders = {
  /** Working days before the last day; 0 = on it. */
  readonly before: readonly number[];
  /** Every so many working days once overdue. */
  readonly overdueEvery: number;
  /** Working days after which the worker proposes escalation. */
  readonly proposeEscalationAfter: number;
};

/** The level of a code in this scheme; a code it does not have is a bug of the caller. */
export const levelIn = (scheme: WarningScheme, code: string): WarningLevel => {
  const level = scheme.levels.find((candidate) => candidate.code === code);
  if (!level) throw new RangeError(`scheme ${scheme.id} has no level ${code}`);
  return level;
};
