import type { By } from '../../shared/by.ts';
import { type AnyRow, lifeOf } from '../../shared/life.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type ClockChange, extend, pause, reopen, reopenOnce, resume, start, stop, STOP_ALL } from '../calendar/clocks.ts';
import { ACTORS, type Actor, recused } from './actors.ts';
import { asksNoVisit, asksVisit, mayBeExtended, owes, owesMeasures, owesNoMeasures, owesNothing, servedBy } from './conditions.ts';
import { clocksAfter, type WarningClock } from './deadline.ts';
import { draftOf, EFFECTS } from './effects.ts';
import { WARNING_EVENTS, type WarningEvent, type WarningStep, type WarningTells } from './events.ts';
import type { WarningInputs } from './inputs.ts';
import * as need from './needs.ts';
import type { LevelDocuments } from './scheme.ts';
import type { Warning, WarningState } from './warning.ts';

export type WarningLife = {
  readonly thing: Warning;
  readonly actor: Actor;
  readonly inputs: WarningInputs;
  readonly tells: WarningTells;
  readonly clock: ClockChange<WarningClock>;
  readonly paper: keyof LevelDocuments;
  readonly event: WarningEvent;
};

/** From service until the visit: where the object's clocks can run, and stand still. */
const SERVED_TO_VISITING = ['SERVED', 'RESPONDED', 'UNDER_REVIEW', 'RECTIFYING', 'VISITING'] as const;
const SERVED_TO_LIFTED = [...SERVED_TO_VISITING, 'PENDING_LIFT', 'LIFTED'] as const;
const ANY = ['DRAFT', 'PENDING_DECISION', 'DECIDED', 'ISSUED', ...SERVED_TO_LIFTED, 'ARCHIVED'] as const satisfies WarningState[];
/** Clocks of the object; the others bind the organ. */
const OBJECT_CLOCKS = ['response', 'rectification', 'overall'] as const;

/** The life of a warning: DOMAIN §4.2 rows 1–19, 23 and 23b. */
// prettier-ignore
export const STEPS: readonly AnyRow<WarningLife>[] = [
  { no: '1', step: 'propose', from: [], to: 'DRAFT', by: ['OFFICER'],
    asks: [need.circumstanceOfLevel, need.evidenceGiven], clock: [], papers: [] },
  { no: '1b', step: 'revise', from: ['DRAFT'], to: 'SAME', by: ['DRAFTER'],
    asks: [need.circumstanceOfLevel, need.evidenceGiven], clock: [], papers: [] },
  { no: '2', step: 'submit', from: ['DRAFT'], to: 'PENDING_DECISION', by: ['HANDLING_HEAD'],
    needs: [need.notSanctionable, need.complete], clock: start('decision'), papers: [] },
  { no: '3', step: 'approve', from: ['PENDING_DECISION'], to: 'DECIDED', by: ['BODY'],
    asks: [need.decisionOnRecord, need.notAboveOwnLevel], clock: [...stop('decision'), ...start('organ')], papers: [] },
  { no: '3b', step: 'raise', from: ['PENDING_DECISION'], to: 'SAME', by: ['BODY'],
    asks: [need.higherLevel, need.reasonGiven], clock: [...stop('decision'), ...start('decision')], papers: [] },
  { no: '4', step: 'askMore', from: ['PENDING_DECISION'], to: 'DRAFT', by: ['BODY'],
    asks: [need.reasonGiven], clock: stop('decision'), papers: [] },
  { no: '4b', step: 'reject', from: ['PENDING_DECISION'], to: 'WITHDRAWN', by: ['BODY'],
    asks: [need.reasonGiven], clock: STOP_ALL, papers: [] },
  { no: '5', step: 'issue', from: ['DECIDED'], to: 'ISSUED', by: ['HANDLER'],
    asks: [need.numberedAndFrozen, need.interviewArranged], clock: start('delivery'), papers: ['notice'] },
  { no: '5b', step: 'rescind', from: ['DECIDED', 'ISSUED'], to: 'REVOKED', by: ['BODY'],
    asks: [need.reasonGiven], clock: STOP_ALL, papers: [] },
  { no: '6', step: 'sign', from: ['ISSUED'], to: 'SERVED', by: ['OBJECT'], when: servedBy.paper,
    asks: [need.identityConfirmed], clock: [...stop('delivery', 'organ'), ...start('response', 'overall')], papers: ['receipt'] },
  { no: '6', step: 'serve', from: ['ISSUED'], to: 'SERVED', by: ['HANDLER'], when: servedBy.paper,
    asks: [need.notLater, need.servedOnRecord], clock: [...stop('delivery', 'organ'), ...start('response', 'overall')], papers: ['receipt'] },
  { no: '6b', step: 'interview', from: ['ISSUED'], to: 'SERVED', by: ['LEAD_INTERVIEWER'], when: servedBy.talk,
    asks: [need.notLater, need.signedByAll], clock: [...stop('delivery', 'organ'), ...start('response', 'overall')], papers: ['interviewNotice'] },
  { no: '7a', step: 'answer', from: ['SERVED'], to: 'SAME', by: ['OBJECT'], when: owes('EXPLANATION', 'MEASURES', 'RECTIFY_REPORT'),
    asks: [need.questionOpen], clock: [], papers: [] },
  { no: '7', step: 'respond', from: ['SERVED'], to: 'RESPONDED', by: ['OBJECT'], when: owes('EXPLANATION', 'MEASURES'),
    needs: [need.everyQuestionAnswered], asks: [need.responseOfKind], clock: stop('response'), papers: [] },
  { no: '7b', step: 'file', from: ['SERVED'], to: 'PENDING_LIFT', by: ['HANDLER'], when: owesNothing,
    asks: [need.recordFiled], clock: stop('response'), papers: [] },
  { no: '8', step: 'markOverdue', from: ['SERVED', 'RECTIFYING'], to: 'SAME', by: ['SYSTEM'],
    needs: [need.limitPassed], clock: [], papers: [] },
  { no: '9b', step: 'respond', from: ['SERVED'], to: 'RESPONDED', by: ['OBJECT'], when: owes('RECTIFY_REPORT'),
    needs: [need.everyQuestionAnswered], asks: [need.responseOfKind], clock: stop('response'), papers: [] },
  { no: '9c', step: 'review', from: ['RESPONDED'], to: 'UNDER_REVIEW', by: ['OTHER_HANDLER'],
    clock: start('review'), papers: [] },
  { no: '9', step: 'accept', from: ['UNDER_REVIEW'], to: 'PENDING_LIFT', by: ['REVIEWER'], when: owesNoMeasures.andNoVisit,
    clock: stop('review', 'overall'), papers: [] },
  { no: '9d', step: 'accept', from: ['UNDER_REVIEW'], to: 'VISITING', by: ['REVIEWER'], when: owesNoMeasures.andVisit,
    clock: [...stop('review', 'overall'), ...start('visit')], papers: ['visit'] },
  { no: '11', step: 'accept', from: ['UNDER_REVIEW'], to: 'RECTIFYING', by: ['REVIEWER'], when: owesMeasures,
    needs: [need.measuresComplete], clock: [...stop('review'), ...start('rectification')], papers: [] },
  { no: '10', step: 'return', from: ['UNDER_REVIEW'], to: 'SERVED', by: ['REVIEWER'],
    asks: [need.reasonGiven], clock: [...stop('review'), ...reopenOnce('response')], papers: [] },
  { no: '12', step: 'askExtension', from: ['SERVED', 'RECTIFYING'], to: 'SAME', by: ['OBJECT'], when: mayBeExtended,
    needs: [need.notExtendedBefore], asks: [need.reasonGiven], clock: [], papers: [] },
  { no: '13', step: 'grantExtension', from: ['SERVED', 'RECTIFYING'], to: 'SAME', by: ['EXTENSION_APPROVER'], when: mayBeExtended,
    needs: [need.extensionAsked], asks: [need.withinExtension, need.numberedAndFrozen], clock: extend(...OBJECT_CLOCKS), papers: ['extension'] },
  { no: '13', step: 'refuseExtension', from: ['SERVED', 'RECTIFYING'], to: 'SAME', by: ['EXTENSION_APPROVER'], when: mayBeExtended,
    needs: [need.extensionAsked], asks: [need.reasonGiven], clock: [], papers: [] },
  { no: '14a', step: 'finishMeasure', from: ['RECTIFYING'], to: 'SAME', by: ['OBJECT'],
    asks: [need.measureEvidenced], clock: [], papers: [] },
  { no: '14', step: 'reportDone', from: ['RECTIFYING'], to: 'VISITING', by: ['OBJECT'], when: asksVisit,
    needs: [need.everyMeasureEvidenced], asks: [need.signed], clock: [...stop('rectification', 'overall'), ...start('visit')], papers: ['visit'] },
  { no: '14b', step: 'reportDone', from: ['RECTIFYING'], to: 'PENDING_LIFT', by: ['OBJECT'], when: asksNoVisit,
    needs: [need.everyMeasureEvidenced], asks: [need.signed], clock: stop('rectification', 'overall'), papers: [] },
  { no: '15', step: 'passVisit', from: ['VISITING'], to: 'PENDING_LIFT', by: ['HANDLER'],
    asks: [need.notLater, need.visitOnRecord], clock: stop('visit'), papers: [] },
  { no: '16', step: 'failVisit', from: ['VISITING'], to: 'RECTIFYING', by: ['HANDLER'], when: owesMeasures,
    asks: [need.notLater, need.visitOnRecord, need.reasonGiven], clock: [...stop('visit'), ...reopen('rectification', 'overall')], papers: [] },
  { no: '16', step: 'failVisit', from: ['VISITING'], to: 'SERVED', by: ['HANDLER'], when: owesNoMeasures,
    asks: [need.notLater, need.visitOnRecord, need.reasonGiven], clock: [...stop('visit'), ...reopen('response', 'overall')], papers: [] },
  { no: '17', step: 'lift', from: ['PENDING_LIFT'], to: 'LIFTED', by: ['LIFTER'],
    asks: [need.liftConditions, need.numberedAndFrozen], clock: [...STOP_ALL, ...start('archive')], papers: ['lift'] },
  { no: '17b', step: 'refuseLift', from: ['PENDING_LIFT'], to: 'RECTIFYING', by: ['LIFTER'], when: owesMeasures,
    asks: [need.reasonGiven], clock: reopen('rectification', 'overall'), papers: [] },
  { no: '17b', step: 'refuseLift', from: ['PENDING_LIFT'], to: 'SERVED', by: ['LIFTER'], when: owesNoMeasures,
    asks: [need.reasonGiven], clock: reopen('response', 'overall'), papers: [] },
  { no: '17c', step: 'withdraw', from: ['DRAFT'], to: 'WITHDRAWN', by: ['DRAFTER'],
    asks: [need.reasonGiven], clock: STOP_ALL, papers: [] },
  { no: '17d', step: 'suspend', from: SERVED_TO_VISITING, to: 'SAME', by: ['HANDLING_HEAD'],
    needs: [need.notSuspended], asks: [need.suspensionReason], clock: pause(...OBJECT_CLOCKS), papers: [] },
  { no: '17d', step: 'resume', from: SERVED_TO_VISITING, to: 'SAME', by: ['HANDLING_HEAD'],
    needs: [need.suspended], clock: resume(...OBJECT_CLOCKS), papers: [] },
  { no: '18', step: 'archive', from: ['LIFTED'], to: 'ARCHIVED', by: ['RECORDS_CLERK'],
    asks: [need.dossierComplete], clock: STOP_ALL, papers: [] },
  { no: '8', step: 'proposeEscalation', from: ['SERVED', 'RECTIFYING', 'VISITING'], to: 'SAME', by: ['SYSTEM', 'HANDLER'],
    asks: [need.groundOfLevel], clock: [], papers: [] },
  { no: '19', step: 'escalate', from: SERVED_TO_LIFTED, to: 'ESCALATED', by: ['ANY_BODY'],
    asks: [need.successorDecided], clock: STOP_ALL, papers: [] },
  { no: '23', step: 'transfer', from: ANY, to: 'TRANSFERRED', by: ['COMMISSION'],
    asks: [need.reasonGiven, need.clueOpened], clock: STOP_ALL, papers: [] },
];
