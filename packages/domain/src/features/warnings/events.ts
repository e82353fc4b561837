import type { DomainEvent } from '../../shared/event.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { WarningInputs } from './inputs.ts';
import type { DecisionBody, EscalationGround, ResponseKind } from './scheme.ts';
import type { Conclusion, ServiceRecord, WarningOrigin, WarningState } from './warning.ts';

export type WarningStep = keyof WarningInputs;

/** A note's id stands for a person's words, which stay with the matter. */
type Noted = { readonly noteId: string };

/** What each step tells the record besides the states it moved between: ids, codes and days only. */
export type WarningTells = {
  propose: { readonly levelCode: string; readonly circumstance: string; readonly origin: WarningOrigin };
  revise: { readonly levelCode: string; readonly circumstance: string };
  reassign: { readonly from: string; readonly to: string };
  submit: object;
  withdraw: Noted;
  approve: {
    readonly body: DecisionBody;
    readonly levelCode: string;
    readonly loweredFrom: string | null;
    /** Why it was lowered. */
    readonly noteId: string | null;
    readonly on: LocalDate;
    readonly minutesNumber: string | null;
    readonly participants: number;
  };
  raise: Noted & { readonly fromLevel: string; readonly toLevel: string };
  askMore: Noted;
  reject: Noted;
  issue: { readonly number: string; readonly sha256: string };
  rescind: Noted & { readonly voidedNumber: string | null };
  sign: { readonly how: ServiceRecord['how']; readonly on: LocalDate };
  serve: { readonly how: ServiceRecord['how']; readonly on: LocalDate };
  interview: { readonly how: ServiceRecord['how']; readonly on: LocalDate };
  answer: { readonly question: number };
  respond: { readonly kind: ResponseKind; readonly measures: number };
  file: { readonly fileId: string };
  review: { readonly reviewerId: string };
  accept: { readonly noFault: boolean };
  return: Noted & { readonly returnCount: number };
  askExtension: Noted & { readonly late: boolean };
  grantExtension: { readonly number: string; readonly sha256: string };
  refuseExtension: Noted;
  finishMeasure: { readonly measureId: string; readonly files: number };
  reportDone: { readonly measures: number };
  passVisit: { readonly methods: readonly string[]; readonly visitors: number };
  failVisit: Noted & { readonly methods: readonly string[]; readonly visitors: number };
  lift: {
    readonly conclusion: Conclusion;
    readonly number: string;
    readonly sha256: string;
    readonly filingNumber: string | null;
  };
  refuseLift: Noted;
  suspend: Noted & { readonly code: string };
  resume: object;
  archive: { readonly classification: string };
  proposeEscalation: { readonly ground: EscalationGround; readonly towards: readonly string[] };
  draftSuccessor: { readonly successorId: string };
  dropSuccessor: { readonly successorId: string };
  escalate: { readonly successorId: string };
  showEnd: object;
  transfer: Noted & { readonly clueId: string };
  markOverdue: { readonly dueOn: LocalDate };
};

/** The word of the past for each step. */
export const WARNING_EVENTS = {
  propose: 'warning.proposed',
  revise: 'warning.revised',
  reassign: 'warning.reassigned',
  submit: 'warning.submitted',
  withdraw: 'warning.withdrawn',
  approve: 'warning.approved',
  raise: 'warning.raised',
  askMore: 'warning.sent-back',
  reject: 'warning.rejected',
  issue: 'warning.issued',
  rescind: 'warning.rescinded',
  sign: 'warning.signed-for',
  serve: 'warning.served',
  interview: 'warning.interview-held',
  answer: 'warning.answered',
  respond: 'warning.responded',
  file: 'warning.record-filed',
  review: 'warning.review-begun',
  accept: 'warning.response-accepted',
  return: 'warning.returned',
  askExtension: 'warning.extension-asked',
  grantExtension: 'warning.extension-granted',
  refuseExtension: 'warning.extension-refused',
  finishMeasure: 'warning.measure-finished',
  reportDone: 'warning.rectification-reported',
  passVisit: 'warning.visit-passed',
  failVisit: 'warning.visit-failed',
  lift: 'warning.lifted',
  refuseLift: 'warning.lift-refused',
  suspend: 'warning.suspended',
  resume: 'warning.resumed',
  archive: 'warning.archived',
  proposeEscalation: 'warning.escalation-proposed',
  draftSuccessor: 'warning.successor-drafted',
  dropSuccessor: 'warning.successor-dropped',
  escalate: 'warning.escalated',
  showEnd: 'warning.end-shown',
  transfer: 'warning.transferred',
  markOverdue: 'warning.overdue',
} as const satisfies Record<WarningStep, `warning.${string}`>;

/** Everything that can be told of a warning; the union is closed. */
export type WarningEvent = {
  [S in WarningStep]: DomainEvent & {
    readonly thingKind: 'warning';
    readonly type: (typeof WARNING_EVENTS)[S];
    readonly body: WarningTells[S] & { readonly from: WarningState | null; readonly to: WarningState };
  };
}[WarningStep];
