import type { By } from '../../shared/by.ts';
import { type AnyRow, lifeOf } from '../../shared/life.ts';
import { reasonGiven } from '../../shared/needs.ts';
import type { Calendar, Period } from '../calendar/calendar.ts';
import { type ClockChange, runClocks, start, stop, STOP_ALL } from '../calendar/clocks.ts';
import { type Actor, ACTORS, isRecused } from './actors.ts';
import { EFFECTS, received } from './effects.ts';
import {
  INFORMATION_EVENTS,
  type InformationEvent,
  type InformationInputs,
  type InformationStep,
  type InformationTells,
} from './events.ts';
import type { Information } from './information.ts';
import {
  asleep,
  awake,
  clueOpened,
  evidenceNamed,
  finished,
  fromAlert,
  handlerNamed,
  notForHandler,
  nothingPending,
  originNamed,
  otherLiving,
  pendingIs,
  putOff,
  sheetGiven,
  sourceHidden,
} from './needs.ts';

export type InformationClock = 'screening' | 'verifying';
export type InformationLife = {
  readonly thing: Information;
  readonly actor: Actor;
  readonly inputs: InformationInputs;
  readonly tells: InformationTells;
  readonly clock: ClockChange<InformationClock>;
  readonly paper: 'factSheet';
  readonly event: InformationEvent;
};

/** How long triage may take (§4.1, defaults marked *); a county may give its own. */
export const TRIAGE_PERIODS: Readonly<Record<InformationClock, Period>> = {
  screening: { amount: 3, unit: 'WORKDAY' },
  verifying: { amount: 15, unit: 'WORKDAY' },
};

/** The life of integrity information and of an alert's triage: DOMAIN §4.1, its rows numbered in order. */
// prettier-ignore
export const STEPS: readonly AnyRow<InformationLife>[] = [
  { no: '1', step: 'receive', from: [], to: 'RECEIVED', by: ['SYSTEM', 'INFORMANT', 'OFFICER'],
    asks: [originNamed], clock: [], papers: [] },
  { no: '2', step: 'take', from: ['RECEIVED'], to: 'SCREENING', by: ['OFFICER'], main: true,
    clock: start('screening'), papers: [] },
  { no: '2', step: 'snooze', from: ['RECEIVED'], to: 'SAME', by: ['OFFICER'], when: awake,
    asks: [putOff], clock: [], papers: [] },
  { no: '2', step: 'wake', from: ['RECEIVED'], to: 'SAME', by: ['OFFICER', 'SYSTEM'], when: asleep,
    clock: [], papers: [] },
  { no: '2', step: 'reassign', from: ['RECEIVED'], to: 'SCREENING', by: ['HEAD'],
    asks: [handlerNamed], clock: start('screening'), papers: [] },
  { no: '2', step: 'reassign', from: ['SCREENING', 'VERIFYING'], to: 'SAME', by: ['HEAD'], when: nothingPending,
    asks: [handlerNamed], clock: [], papers: [] },
  { no: '3', step: 'ask', from: ['SCREENING'], to: 'VERIFYING', by: ['HANDLER'], main: true, when: nothingPending,
    asks: [sourceHidden], clock: [...stop('screening'), ...start('verifying')], papers: ['factSheet'] },
  { no: '3', step: 'ask', from: ['VERIFYING'], to: 'SAME', by: ['HANDLER'], when: nothingPending,
    asks: [sheetGiven, sourceHidden], clock: [], papers: ['factSheet'] },
  { no: '3', step: 'addEvidence', from: ['SCREENING', 'VERIFYING'], to: 'SAME', by: ['HANDLER', 'SYSTEM'],
    asks: [evidenceNamed], clock: [], papers: [] },

  { no: '4', step: 'adopt', from: ['VERIFYING'], to: 'SAME', by: ['HANDLER'], main: true, when: nothingPending,
    asks: [reasonGiven], clock: [], papers: [] },
  { no: '4', step: 'confirmAdoption', from: ['VERIFYING'], to: 'ADOPTED', by: ['REVIEWER'], main: true, when: pendingIs('ADOPT'),
    needs: [notForHandler], clock: STOP_ALL, papers: [] },
  { no: '5', step: 'dismiss', from: ['SCREENING', 'VERIFYING'], to: 'SAME', by: ['HANDLER'], when: nothingPending,
    asks: [reasonGiven], clock: [], papers: [] },
  { no: '5', step: 'confirmDismissal', from: ['SCREENING', 'VERIFYING'], to: 'DISMISSED', by: ['REVIEWER'], main: true, when: pendingIs('DISMISS'),
    needs: [notForHandler], clock: STOP_ALL, papers: [] },
  { no: '6', step: 'merge', from: ['RECEIVED'], to: 'MERGED', by: ['OFFICER'],
    asks: [otherLiving], clock: STOP_ALL, papers: [] },
  { no: '6', step: 'merge', from: ['SCREENING', 'VERIFYING'], to: 'MERGED', by: ['HANDLER'], when: nothingPending,
    asks: [otherLiving], clock: STOP_ALL, papers: [] },
  { no: '7', step: 'transfer', from: ['SCREENING', 'VERIFYING'], to: 'SAME', by: ['HANDLER'], when: nothingPending,
    asks: [reasonGiven], clock: [], papers: [] },
  { no: '7', step: 'confirmTransfer', from: ['SCREENING', 'VERIFYING'], to: 'TRANSFERRED', by: ['LEADER'], main: true, when: pendingIs('TRANSFER'),
    needs: [notForHandler], asks: [clueOpened], clock: STOP_ALL, papers: [] },
  { no: '4, 5', step: 'sendBack', from: ['SCREENING', 'VERIFYING'], to: 'SAME', by: ['REVIEWER'], when: pendingIs('ADOPT', 'DISMISS'),
    asks: [reasonGiven], clock: [], papers: [] },
  { no: '7', step: 'sendBack', from: ['SCREENING', 'VERIFYING'], to: 'SAME', by: ['LEADER'], when: pendingIs('TRANSFER'),
    asks: [reasonGiven], clock: [], papers: [] },

  { no: '8', step: 'correct', from: ['RECEIVED'], to: 'DISMISSED', by: ['SYSTEM'], when: fromAlert,
    asks: [evidenceNamed], clock: STOP_ALL, papers: [] },
  { no: '10', step: 'recordLightAct', from: ['ADOPTED'], to: 'CLOSED', by: ['HANDLER'],
    asks: [reasonGiven], clock: STOP_ALL, papers: [] },
  { no: '9, 10', step: 'close', from: ['ADOPTED', 'MERGED', 'TRANSFERRED', 'DISMISSED'], to: 'CLOSED', by: ['SYSTEM'],
    asks: [finished], clock: STOP_ALL, papers: [] },
];

const life = lifeOf<InformationLife>({
  kind: 'information',
  steps: STEPS,
  actors: ACTORS,
  recused: (information, viewer, row) => row.from.length > 0 && isRecused(information, viewer),
  events: INFORMATION_EVENTS,
  effects: EFFECTS,
});

export const { refusalOf, stepsOpenTo } = life;

type Taken = { readonly next: Information; readonly events: readonly [InformationEvent, ...InformationEvent[]] };

/** New information (row 1), judged as it would be received. */
export const receive = (input: InformationInputs['receive'], by: By): Taken => {
  const { next, events } = life.begin('receive', received(input, by), input, by);
  return { next, events };
};

/** Takes a step: the information after it, clocks included, and what to tell; or throws what `refusalOf` returns. */
export const take = <S extends Exclude<InformationStep, 'receive'>>(
  step: S,
  information: Information,
  input: InformationInputs[S],
  by: By,
  calendar: Calendar,
  periods: Readonly<Record<InformationClock, Period>> = TRIAGE_PERIODS,
): Taken => {
  const { next, row, events } = life.take(step, information, input, by);
  const deadlines = runClocks(
    next.deadlines,
    row.clock,
    {
      today: by.today,
      newId: by.newId,
      startOf: (clock) => ({ on: by.today, period: periods[clock], soft: false }),
      reopened: null,
      extension: null,
      reason: '',
    },
    calendar,
  );
  return { next: { ...next, deadlines }, events };
};
