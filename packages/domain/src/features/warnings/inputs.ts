import type { LocalDate } from '../../shared/local-date.ts';
import type { Period } from '../calendar/calendar.ts';
import type { Reason } from '../../shared/needs.ts';
import type { Role } from '../../shared/roles.ts';
import type { EscalationGround, PaperLimits, VisitMethod, WarningScheme } from './scheme.ts';
import type { Answer, EvidenceRef, IssuedPaper, Measure, Warning, WarningObject, WarningOrigin } from './warning.ts';

/** What a draft says; `revise` gives all of it anew. */
export type DraftContent = {
  readonly levelCode: string;
  readonly mode: string;
  readonly circumstance: string;
  readonly ground: string | null;
  readonly boundaryAnswer: 'YES' | 'NO' | null;
  readonly evidence: readonly EvidenceRef[];
  readonly questions: readonly string[];
  readonly limits: PaperLimits;
};

/** A level, circumstance and mode that the body chose instead of the proposed ones. */
export type LevelChange = Pick<DraftContent, 'levelCode' | 'circumstance' | 'mode' | 'ground'>;

export type WithPaper = { readonly paper: IssuedPaper };
/** Why it is not done yet, and which measures (by id) are open again. */
export type Unfinished = Reason & { readonly openMeasureIds: readonly string[] };

/** What each step of a warning asks of its taker. Words in it stay with the matter. */
export type WarningInputs = {
  propose: DraftContent & {
    /** The published version in force. */
    readonly scheme: WarningScheme;
    readonly object: WarningObject;
    readonly handlingUnitId: string;
    /** With the state it has now (`null` for an assessment): only what stands can found a warning. */
    readonly origin: WarningOrigin & { readonly state: string | null };
  };
  revise: DraftContent;
  /** Who goes on with it in the drafter's place. */
  reassign: { readonly drafterId: string };
  submit: object;
  withdraw: Reason;
  approve: {
    readonly on: LocalDate;
    readonly minutesNumber: string | null;
    readonly participants: readonly string[];
    /** Signed decision or minutes. */
    readonly fileId: string;
    /** Lower than proposed, with the reason; a higher level goes through `raise`. */
    readonly lowered: (LevelChange & Reason) | null;
  };
  raise: LevelChange & Reason;
  askMore: Reason;
  reject: Reason;
  issue: WithPaper & {
    /** Who talks, by which plan; for modes served by a talk. */
    readonly interview: {
      readonly leadId: string;
      readonly leadRoles: readonly Role[];
      readonly interviewerIds: readonly string[];
      readonly planFileId: string;
      readonly noticeFileId: string;
    } | null;
  };
  rescind: Reason;
  sign: { readonly identityConfirmed: boolean };
  serve: {
    readonly how: 'PAPER_RECEIPT' | 'REFUSED';
    readonly on: LocalDate;
    readonly receiptFileId: string;
    readonly witnesses: readonly string[];
  };
  interview: {
    readonly on: LocalDate;
    readonly recordFileId: string;
    readonly signedBy: readonly string[];
  };
  answer: Pick<Answer, 'question' | 'text' | 'fileIds'>;
  respond: {
    readonly text: string;
    readonly fileIds: readonly string[];
    readonly measures: readonly Pick<Measure, 'text' | 'owner' | 'dueOn' | 'evidenceType'>[];
    readonly signed: boolean;
  };
  file: { readonly recordFileId: string };
  review: object;
  accept: { readonly noFault: boolean };
  return: Reason;
  askExtension: Reason;
  grantExtension: WithPaper & { readonly period: Period };
  refuseExtension: Reason;
  finishMeasure: { readonly measureId: string; readonly doneOn: LocalDate; readonly fileIds: readonly string[] };
  reportDone: { readonly signed: boolean };
  passVisit: VisitInput;
  failVisit: VisitInput & Unfinished;
  lift: WithPaper & { readonly filingNumber: string | null };
  refuseLift: Unfinished;
  suspend: Reason & { readonly code: string };
  resume: object;
  archive: { readonly dossier: readonly string[]; readonly classification: string };
  proposeEscalation: { readonly ground: EscalationGround };
  /** The draft of the higher warning. */
  draftSuccessor: { readonly successor: Warning };
  /** It came to nothing before it was decided. */
  dropSuccessor: { readonly successorId: string };
  escalate: { readonly successor: Warning };
  showEnd: object;
  transfer: Reason & { readonly clueId: string };
  markOverdue: object;
};

export type VisitInput = {
  readonly on: LocalDate;
  readonly visitorIds: readonly string[];
  readonly methods: readonly VisitMethod[];
  readonly formFileId: string;
};
