import type { By } from '../../shared/by.ts';
import { type AnyRow, lifeOf } from '../../shared/life.ts';
import { reasonGiven } from '../../shared/needs.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type ClockChange, extend, reopen, reopenOnce, start, stop, STOP_ALL } from '../calendar/clocks.ts';
import { type Actor, ACTORS, isRecused } from './actors.ts';
import * as when from './conditions.ts';
import { OBJECT_CLOCKS, type WarningClock, withClocks } from './deadline.ts';
import { draftOf } from './draft.ts';
import { EFFECTS } from './effects.ts';
import { WARNING_EVENTS, type WarningEvent, type WarningStep, type WarningTells } from './events.ts';
import type { WarningInputs } from './inputs.ts';
import {
  anotherDrafter,
  decisionOnRecord,
  evidenceGiven,
  higherLevel,
  limitsAllowed,
  notAboveOwnLevel,
  notForDrafter,
  notSanctionable,
  objectInScope,
  ofLevel,
  originStands,
} from './needs-of-decision.ts';
import {
  clueOpened,
  dossierComplete,
  everyMeasureEvidenced,
  filed,
  groundOfLevel,
  limitPassed,
  measureEvidenced,
  measuresComplete,
  measuresInTime,
  noFaultByExplanation,
  notAskedBefore,
  nothingFollows,
  openMeasuresNamed,
  readyToLift,
  successorDecided,
  successorOfThis,
  successorOver,
  suspensionReason,
  visitOnRecord,
  withinExtension,
} from './needs-of-handling.ts';
import {
  everyQuestionAnswered,
  identityConfirmed,
  interviewArranged,
  notBeforeIssue,
  numberedAndFrozen,
  questionOpen,
  recordFiled,
  responseOfKind,
  servedOnRecord,
  signed,
  signedByAll,
} from './needs-of-service.ts';
import type { LevelDocuments } from './scheme.ts';
import { SERVED_STATES, type Warning, type WarningState, WITH_OBJECT } from './warning.ts';

export type WarningLife = {
  readonly thing: Warning;
  readonly actor: Actor;
  readonly inputs: WarningInputs;
  readonly tells: WarningTells;
  readonly clock: ClockChange<WarningClock>;
  /** Papers of the level's templates, and the talk's own record. */
  readonly paper: keyof LevelDocuments | 'interviewRecord';
  readonly event: WarningEvent;
};

const BEFORE_SERVICE = ['DRAFT', 'PENDING_DECISION', 'DECIDED', 'ISSUED'] as const satisfies WarningState[];
const serviceClocks = [...stop('delivery', 'organ'), ...start('response', 'overall')];

/** The life of a warning: DOMAIN §4.2 rows 1 to 19, 23 and 23b (every end stops all clocks). */
// prettier-ignore
export const STEPS: readonly AnyRow<WarningLife>[] = [
  { no: '1', step: 'propose', from: [], to: 'DRAFT', by: ['OFFICER'],
    needs: [objectInScope], asks: [originStands, ofLevel, evidenceGiven, limitsAllowed], clock: [], papers: [] },
  { no: '1', step: 'revise', from: ['DRAFT'], to: 'SAME', by: ['DRAFTER'],
    asks: [ofLevel, evidenceGiven, limitsAllowed], clock: [], papers: [] },
  { no: '1', step: 'reassign', from: [...BEFORE_SERVICE, ...WITH_OBJECT], to: 'SAME', by: ['HANDLING_HEAD'],
    asks: [anotherDrafter], clock: [], papers: [] },
  { no: '2', step: 'submit', from: ['DRAFT'], to: 'PENDING_DECISION', by: ['HANDLING_HEAD'], main: true,
    needs: [notSanctionable], clock: start('decision'), papers: [] },
  { no: '17c', step: 'withdraw', from: ['DRAFT'], to: 'WITHDRAWN', by: ['DRAFTER'],
    asks: [reasonGiven], clock: STOP_ALL, papers: [] },

  { no: '3', step: 'approve', from: ['PENDING_DECISION'], to: 'DECIDED', by: ['BODY'], main: true,
    needs: [notForDrafter], asks: [decisionOnRecord, notAboveOwnLevel], clock: [...stop('decision'), ...start('organ')], papers: [] },
  { no: '3', step: 'raise', from: ['PENDING_DECISION'], to: 'SAME', by: ['BODY'], when: when.mayBeRaised,
    asks: [higherLevel, reasonGiven], clock: [...stop('decision'), ...start('decision')], papers: [] },
  { no: '4', step: 'askMore', from: ['PENDING_DECISION'], to: 'DRAFT', by: ['BODY'],
    asks: [reasonGiven], clock: stop('decision'), papers: [] },
  { no: '4', step: 'reject', from: ['PENDING_DECISION'], to: 'WITHDRAWN', by: ['BODY'],
    asks: [reasonGiven], clock: STOP_ALL, papers: [] },

  { no: '5', step: 'issue', from: ['DECIDED'], to: 'ISSUED', by: ['HANDLER'], main: true,
    asks: [numberedAndFrozen, interviewArranged], clock: start('delivery'), papers: ['notice', 'interviewNotice'] },
  { no: '5b', step: 'rescind', from: ['DECIDED', 'ISSUED'], to: 'REVOKED', by: ['BODY'],
    asks: [reasonGiven], clock: STOP_ALL, papers: [] },
  { no: '6', step: 'sign', from: ['ISSUED'], to: 'SERVED', by: ['OBJECT'], main: true, when: when.servedByPaper,
    asks: [identityConfirmed], clock: serviceClocks, papers: ['receipt'] },
  { no: '6', step: 'serve', from: ['ISSUED'], to: 'SERVED', by: ['HANDLER'], main: true, when: when.servedByPaper,
    asks: [notBeforeIssue, servedOnRecord], clock: serviceClocks, papers: ['receipt'] },
  { no: '6b', step: 'interview', from: ['ISSUED'], to: 'SERVED', by: ['LEAD_INTERVIEWER'], main: true, when: when.servedByTalk,
    asks: [notBeforeIssue, signedByAll], clock: serviceClocks, papers: ['interviewRecord'] },

  { no: '7', step: 'answer', from: ['SERVED'], to: 'SAME', by: ['OBJECT'], when: when.owesWriting,
    asks: [questionOpen], clock: [], papers: [] },
  { no: '7, 9b', step: 'respond', from: ['SERVED'], to: 'RESPONDED', by: ['OBJECT'], main: true, when: when.owesWriting,
    needs: [everyQuestionAnswered], asks: [responseOfKind, measuresInTime], clock: stop('response'), papers: [] },
  { no: '7b', step: 'file', from: ['SERVED'], to: 'PENDING_LIFT', by: ['HANDLER'], main: true, when: when.owesNothingWritten,
    asks: [recordFiled], clock: stop('response', 'overall'), papers: [] },
  { no: '8', step: 'markOverdue', from: ['SERVED', 'RECTIFYING'], to: 'SAME', by: ['SYSTEM'],
    needs: [limitPassed], clock: [], papers: [] },

  { no: '9c', step: 'review', from: ['RESPONDED'], to: 'UNDER_REVIEW', by: ['OTHER_HANDLER'], main: true,
    needs: [notForDrafter], clock: start('review'), papers: [] },
  { no: '9, 9d', step: 'accept', from: ['UNDER_REVIEW'], to: 'PENDING_LIFT', by: ['REVIEWER'], main: true, when: when.both(when.owesNoMeasures, when.asksNoVisit),
    asks: [noFaultByExplanation], clock: stop('review', 'overall'), papers: [] },
  { no: '9, 9d', step: 'accept', from: ['UNDER_REVIEW'], to: 'VISITING', by: ['REVIEWER'], main: true, when: when.both(when.owesNoMeasures, when.asksVisit),
    asks: [noFaultByExplanation], clock: [...stop('review', 'overall'), ...start('visit')], papers: ['visit'] },
  { no: '11', step: 'accept', from: ['UNDER_REVIEW'], to: 'RECTIFYING', by: ['REVIEWER'], main: true, when: when.owesMeasures,
    needs: [measuresComplete], asks: [noFaultByExplanation], clock: [...stop('review'), ...start('rectification')], papers: [] },
  { no: '10', step: 'return', from: ['UNDER_REVIEW'], to: 'SERVED', by: ['REVIEWER'],
    asks: [reasonGiven], clock: [...stop('review'), ...reopenOnce('response')], papers: [] },

  { no: '12', step: 'askExtension', from: ['SERVED', 'RECTIFYING'], to: 'SAME', by: ['OBJECT'], when: when.mayBeExtended,
    needs: [notAskedBefore], asks: [reasonGiven], clock: [], papers: [] },
  { no: '13', step: 'grantExtension', from: ['SERVED', 'RECTIFYING'], to: 'SAME', by: ['EXTENSION_APPROVER'], main: true, when: when.extensionPending,
    asks: [withinExtension, numberedAndFrozen], clock: extend(...OBJECT_CLOCKS), papers: ['extension'] },
  { no: '13', step: 'refuseExtension', from: ['SERVED', 'RECTIFYING'], to: 'SAME', by: ['EXTENSION_APPROVER'], when: when.extensionPending,
    asks: [reasonGiven], clock: [], papers: [] },
  { no: '17d', step: 'suspend', from: WITH_OBJECT, to: 'SAME', by: ['HANDLING_HEAD'], when: when.running,
    asks: [suspensionReason], clock: [], papers: [] },
  { no: '17d', step: 'resume', from: WITH_OBJECT, to: 'SAME', by: ['HANDLING_HEAD'], when: when.suspended,
    clock: [], papers: [] },

  { no: '14', step: 'finishMeasure', from: ['RECTIFYING'], to: 'SAME', by: ['OBJECT'],
    asks: [measureEvidenced], clock: [], papers: [] },
  { no: '14', step: 'reportDone', from: ['RECTIFYING'], to: 'VISITING', by: ['OBJECT'], main: true, when: when.asksVisit,
    needs: [everyMeasureEvidenced], asks: [signed], clock: [...stop('rectification', 'overall'), ...start('visit')], papers: ['visit'] },
  { no: '14b', step: 'reportDone', from: ['RECTIFYING'], to: 'PENDING_LIFT', by: ['OBJECT'], main: true, when: when.asksNoVisit,
    needs: [everyMeasureEvidenced], asks: [signed], clock: stop('rectification', 'overall'), papers: [] },
  { no: '15', step: 'passVisit', from: ['VISITING'], to: 'PENDING_LIFT', by: ['HANDLER'], main: true,
    asks: [visitOnRecord], clock: stop('visit'), papers: [] },
  { no: '16', step: 'failVisit', from: ['VISITING'], to: 'RECTIFYING', by: ['HANDLER'], when: when.owesMeasures,
    asks: [visitOnRecord, openMeasuresNamed, reasonGiven], clock: [...stop('visit'), ...reopen('rectification', 'overall')], papers: [] },
  { no: '16', step: 'failVisit', from: ['VISITING'], to: 'SERVED', by: ['HANDLER'], when: when.owesNoMeasures,
    asks: [visitOnRecord, reasonGiven], clock: [...stop('visit'), ...reopen('response', 'overall')], papers: [] },

  { no: '17', step: 'lift', from: ['PENDING_LIFT'], to: 'LIFTED', by: ['LIFTER'], main: true,
    needs: [nothingFollows, readyToLift], asks: [filed, numberedAndFrozen], clock: [...STOP_ALL, ...start('archive')], papers: ['lift'] },
  { no: '17b', step: 'refuseLift', from: ['PENDING_LIFT'], to: 'RECTIFYING', by: ['LIFTER'], when: when.owesMeasures,
    asks: [openMeasuresNamed, reasonGiven], clock: reopen('rectification', 'overall'), papers: [] },
  { no: '17b', step: 'refuseLift', from: ['PENDING_LIFT'], to: 'SERVED', by: ['LIFTER'], when: when.owesNoMeasures,
    asks: [reasonGiven], clock: reopen('response', 'overall'), papers: [] },
  { no: '18', step: 'archive', from: ['LIFTED'], to: 'ARCHIVED', by: ['RECORDS_CLERK'], main: true,
    needs: [nothingFollows], asks: [dossierComplete], clock: STOP_ALL, papers: [] },

  { no: '8, 16, 19', step: 'proposeEscalation', from: SERVED_STATES, to: 'SAME', by: ['SYSTEM', 'HANDLER'], when: when.mayBeEscalated,
    asks: [groundOfLevel], clock: [], papers: [] },
  { no: '19', step: 'draftSuccessor', from: SERVED_STATES, to: 'SAME', by: ['OFFICER'], main: true, when: when.mayBeFollowed,
    asks: [successorOfThis], clock: [], papers: [] },
  { no: '19', step: 'dropSuccessor', from: SERVED_STATES, to: 'SAME', by: ['SYSTEM'],
    asks: [successorOver], clock: [], papers: [] },
  { no: '19', step: 'escalate', from: SERVED_STATES, to: 'ESCALATED', by: ['ANY_BODY'],
    asks: [successorDecided], clock: STOP_ALL, papers: [] },
  { no: '23b', step: 'showEnd', from: ['ESCALATED'], to: 'SAME', by: ['SYSTEM'], when: when.endUnseen,
    clock: [], papers: [] },
  { no: '23', step: 'transfer', from: [...BEFORE_SERVICE, ...SERVED_STATES, 'ARCHIVED'], to: 'TRANSFERRED', by: ['COMMISSION'],
    asks: [reasonGiven, clueOpened], clock: STOP_ALL, papers: [] },
];

const life = lifeOf<WarningLife>({
  kind: 'warning',
  steps: STEPS,
  actors: ACTORS,
  recused: (warning, viewer, row) => !row.by.includes('OBJECT') && isRecused(warning, viewer),
  events: WARNING_EVENTS,
  effects: EFFECTS,
});

export const { mustBeOpen, refusalOf, stepsOpenTo } = life;

type Taken = { readonly next: Warning; readonly events: readonly [WarningEvent, ...WarningEvent[]] };

/** A new warning (row 1), judged on the draft it would be. */
export const propose = (input: WarningInputs['propose'], by: By): Taken => {
  const { next, events } = life.begin('propose', draftOf(input, by), input, by);
  return { next, events };
};

/** Takes a step: the warning after it, clocks included, and what to tell; or throws what `refusalOf` returns. */
export const take = <S extends Exclude<WarningStep, 'propose'>>(
  step: S,
  warning: Warning,
  input: WarningInputs[S],
  by: By,
  calendar: Calendar,
): Taken => {
  const { next, row, events } = life.take(step, warning, input, by);
  return { next: withClocks(next, row.clock, by, calendar), events };
};
