import type { LocalDate } from '../../shared/local-date.ts';
import type { Note } from '../../shared/note.ts';
import type { Period } from '../calendar/calendar.ts';
import type { Deadline } from '../calendar/deadline.ts';
import type {
  AppealRoute,
  Decision,
  DecisionBody,
  EscalationGround,
  Mode,
  Owed,
  PaperLimits,
  ResponseKind,
  VisitMethod,
  WarningLevel,
  WarningScheme,
} from './scheme.ts';
import { levelIn } from './scheme.ts';

/** States of DOMAIN §4.2. */
export const WARNING_STATES = [
  'DRAFT',
  'PENDING_DECISION',
  'DECIDED',
  'ISSUED',
  'SERVED',
  'RESPONDED',
  'UNDER_REVIEW',
  'RECTIFYING',
  'VISITING',
  'PENDING_LIFT',
  'LIFTED',
  'ARCHIVED',
  'WITHDRAWN',
  'REVOKED',
  'ESCALATED',
  'TRANSFERRED',
] as const;
export type WarningState = (typeof WARNING_STATES)[number];

/** From service until the visit the object is at work on it; up to LIFTED it can still be escalated (row 19). */
export const WITH_OBJECT = [
  'SERVED',
  'RESPONDED',
  'UNDER_REVIEW',
  'RECTIFYING',
  'VISITING',
] as const satisfies WarningState[];
export const SERVED_STATES = [...WITH_OBJECT, 'PENDING_LIFT', 'LIFTED'] as const satisfies WarningState[];

/** Where a warning ends besides the archive: all its clocks stand still (row 23b). */
export const WARNING_ENDS = ['WITHDRAWN', 'REVOKED', 'ESCALATED', 'TRANSFERRED'] as const satisfies WarningState[];

/** Whom a warning is about (WL-13, WL-14). `headId` is the person who signs and answers for a unit or section. */
export type WarningObject = {
  readonly kind: 'PERSON' | 'UNIT' | 'SECTION';
  readonly id: string;
  readonly unitId: string;
  readonly headId: string | null;
};

/** What a warning rests on: adopted information, an assessment, or a lower warning that was not heeded (row 1). */
export type WarningOrigin = {
  readonly kind: 'INFORMATION' | 'ASSESSMENT' | 'WARNING';
  readonly id: string;
  /** Of an earlier warning: its rank, above which the new one has to stay. */
  readonly rank?: number;
};

export type EvidenceRef = {
  readonly kind: 'FILE' | 'RECORD' | 'INFORMATION' | 'FINDING' | 'WARNING';
  readonly id: string;
};

/** Accounts that carry this matter: assignments, not roles. */
export type Assignments = {
  readonly drafterId: string;
  /** Who drafted it before it was given to another: it stays their work, which they do not decide or review. */
  readonly formerDrafterIds?: readonly string[];
  readonly reviewerId: string | null;
  readonly deciderId: string | null;
  readonly leadInterviewerId: string | null;
  readonly interviewerIds: readonly string[];
  readonly visitorIds: readonly string[];
};

export type DecisionRecord = {
  readonly body: DecisionBody;
  readonly on: LocalDate;
  readonly recordedBy: string;
  /** Minutes of the meeting, or null where one leader signs. */
  readonly minutesNumber: string | null;
  readonly participants: readonly string[];
  readonly fileId: string;
};

/** The paper as issued: number allotted, bytes frozen. */
export type IssuedPaper = {
  readonly number: string;
  readonly fileId: string;
  readonly sha256: string;
  readonly on: LocalDate;
};

export type ServiceRecord = {
  readonly how: 'SIGNED' | 'PAPER_RECEIPT' | 'REFUSED' | 'INTERVIEW';
  /** Day 0 of the object's clocks. */
  readonly on: LocalDate;
  readonly receiptFileId: string | null;
  /** The two persons who recorded a refusal to sign, or who held the talk. */
  readonly witnesses: readonly string[];
};

/** Answer to one question of the paper (its index), kept as given. */
export type Answer = {
  readonly question: number;
  readonly round: number;
  readonly text: string;
  readonly fileIds: readonly string[];
};

export type Measure = {
  readonly id: string;
  readonly text: string;
  readonly owner: string;
  readonly dueOn: LocalDate | null;
  readonly evidenceType: string;
  readonly evidenceFileIds: readonly string[];
  readonly doneOn: LocalDate | null;
};

export type WarningResponse = {
  readonly kind: ResponseKind;
  readonly round: number;
  readonly on: LocalDate;
  readonly text: string;
  readonly fileIds: readonly string[];
  readonly signed: boolean;
};

/** What was handed in before it came back: the response with the measures it proposed. */
export type EarlierResponse = WarningResponse & { readonly measures: readonly Measure[] };

export type VisitRecord = {
  readonly on: LocalDate;
  readonly methods: readonly VisitMethod[];
  readonly formFileId: string;
  readonly passed: boolean;
};

export type EscalationProposal = {
  readonly ground: EscalationGround;
  /** Level codes, or the tracks ORG_HANDLING and CASE_TRACK, that the level names for this ground. */
  readonly towards: readonly string[];
  readonly on: LocalDate;
  readonly by: string;
};

/** Asked once; late asking is shown, not blocked (row 12). */
export type Extension = {
  readonly askedOn: LocalDate;
  /** The object's reason, among the notes; absent in matters from before it was kept here. */
  readonly noteId?: string;
  readonly late: boolean;
  readonly state: 'PENDING' | 'GRANTED' | 'REFUSED';
  readonly period: Period | null;
  readonly paper: IssuedPaper | null;
};

/** The object's clocks stand still, for a reason of the scheme's list. */
export type Suspension = { readonly code: string; readonly on: LocalDate };

/** What an escalated warning is still shown as to its object, who learns of the end with the new paper (row 23b). */
export type Face = Pick<Warning, 'state' | 'deadlines' | 'overdue' | 'suspension'>;

/** How a warning ended for the object: corrected, reminded, or 经说明了结 (FS-04: nothing is deducted or counted). */
export type Conclusion = 'CORRECTED' | 'EXPLAINED' | 'REMINDED';

/** A formal warning (预警), immutable: a step gives the next one. */
export type Warning = {
  readonly id: string;
  readonly version: number;
  readonly state: WarningState;
  /** The frozen version under which it was decided. */
  readonly scheme: WarningScheme;
  readonly levelCode: string;
  readonly mode: string;
  readonly circumstance: string;
  readonly ground: string | null;
  readonly object: WarningObject;
  readonly handlingUnitId: string;
  readonly origin: WarningOrigin;
  /** 是否已构成纪律处分: YES belongs on the case track, never here (DOMAIN §3.1 note 2). */
  readonly boundaryAnswer: 'YES' | 'NO' | null;
  readonly evidence: readonly EvidenceRef[];
  /** What the paper asks, answered one by one. */
  readonly questions: readonly string[];
  /** What the paper sets itself where the level leaves it room; `null`: the scheme's own period. */
  readonly limits: PaperLimits;
  readonly assignments: Assignments;
  readonly decision: DecisionRecord | null;
  readonly paper: IssuedPaper | null;
  readonly interviewPlanFileId: string | null;
  readonly service: ServiceRecord | null;
  readonly answers: readonly Answer[];
  readonly response: WarningResponse | null;
  /** Those before it, the first one first; absent in matters from before they were kept. */
  readonly earlierResponses?: readonly EarlierResponse[];
  readonly responseAccepted: boolean;
  readonly measures: readonly Measure[];
  readonly visits: readonly VisitRecord[];
  /** Check by the leading group, filed with its office under this number (WF-25). */
  readonly filingNumber: string | null;
  /** How often the object was asked again; answers of a new round stand beside the old ones. */
  readonly returnCount: number;
  readonly deadlines: readonly Deadline[];
  readonly extension: Extension | null;
  readonly suspension: Suspension | null;
  /** Set by the sweep when a limit of the object passed, cleared when none is passed any more. */
  readonly overdue: boolean;
  readonly proposals: readonly EscalationProposal[];
  /** The body decided that there is to be no warning (row 4); what the drafter withdrew ends in the same state. */
  readonly rejected?: boolean;
  readonly conclusion: Conclusion | null;
  readonly liftPaper: IssuedPaper | null;
  /** The warning that is to follow this one; in its place once this is ESCALATED. */
  readonly successorId: string | null;
  /** Only from the escalation until its object may know of it. */
  readonly face?: Face | null;
  readonly clueId: string | null;
  readonly notes: readonly Note[];
};

export const levelOf = (warning: Warning): WarningLevel => levelIn(warning.scheme, warning.levelCode);

const APPEAL: AppealRoute = { to: 'COMMISSION', within: { amount: 10, unit: 'WORKDAY' } };

/** To whom the object may appeal, as the scheme of this warning has it. */
export const appealOf = (warning: Warning): AppealRoute => levelOf(warning).appeal ?? APPEAL;

export const modeOf = (warning: Warning): Mode => {
  const mode = levelOf(warning).modes.find(({ code }) => code === warning.mode);
  if (!mode) throw new RangeError(`level ${warning.levelCode} has no mode ${warning.mode}`);
  return mode;
};

/** What the object owes under this warning: the mode's own value wins over the level's. */
export const owedBy = (warning: Warning): Owed | null => {
  const { response } = modeOf(warning);
  return response === undefined ? levelOf(warning).response : response;
};

/** Who decides: the mode's own rule wins over the level's. */
export const decisionOf = (warning: Warning): Decision => modeOf(warning).decision ?? levelOf(warning).decision;

export const stopsAct = (warning: Warning): boolean => modeOf(warning).stopAct ?? levelOf(warning).stopAct;

/** Flags of DOMAIN §4.2: they accompany a state and never replace one. */
export const flagsOf = ({ overdue, extension, suspension }: Warning) => ({
  overdue,
  extensionPending: extension?.state === 'PENDING',
  extended: extension?.state === 'GRANTED',
  suspended: suspension !== null,
});

/**
 * What the object may know (guard under DOMAIN §4.2, row 23b): nothing before the paper waits for a signature, only that
 * it waits until it is served, and after an end the neutral word 已终结 — after an escalation only once the new paper is served.
 */
export type ObjectView = 'NOTHING' | 'TO_SIGN' | 'OPEN' | 'CLOSED';
export const viewOfObject = (warning: Warning): ObjectView => {
  const served = warning.service !== null;
  switch (warning.state) {
    case 'DRAFT':
    case 'PENDING_DECISION':
    case 'DECIDED':
    case 'WITHDRAWN':
      return 'NOTHING';
    case 'ISSUED':
      return modeOf(warning).servedBy === 'PAPER' ? 'TO_SIGN' : 'NOTHING';
    case 'ESCALATED':
      return warning.face ? 'OPEN' : 'CLOSED';
    case 'REVOKED':
    case 'TRANSFERRED':
      return served ? 'CLOSED' : 'NOTHING';
    default:
      return 'OPEN';
  }
};

/** The warning as its object is shown it, and goes on with it: after an escalation as it stood before. */
export const faceOf = (warning: Warning): Warning => (warning.face ? { ...warning, ...warning.face } : warning);

/** What the object did with the face of an escalated warning: kept, and the escalation stays unseen. */
export const behindFace = (
  escalated: Warning,
  { state, deadlines, overdue, suspension, ...next }: Warning,
): Warning => ({
  ...next,
  state: escalated.state,
  deadlines: escalated.deadlines,
  overdue: escalated.overdue,
  suspension: escalated.suspension,
  face: { state, deadlines, overdue, suspension },
});
