import { addDays, type LocalDate } from '../../shared/local-date.ts';
import { type Calendar, type DayKind, isWorkday, kindOfDay, type Period } from './calendar.ts';
import { courseOf, type Deadline, type LedgerEntry, type Pause, pausesOf } from './deadline.ts';

/** One day of 逐日推算: what day it is, which number it bears, and what happened on it. */
export type ExplainedDay = {
  readonly on: LocalDate;
  readonly kind: DayKind;
  /** Name of the holiday or make-up workday. */
  readonly name: string | null;
  /** The running number of a counted day; `null`: not counted (day 0, a day off, a pause, a rolled day). */
  readonly counted: number | null;
  readonly paused: boolean;
  /** Ledger entries of that day, and the two ends. */
  readonly marks: readonly ('start' | LedgerEntry['kind'] | 'nominal' | 'due')[];
};

/** What the one sentence about a deadline says; its words belong to the reader. */
export type DeadlineSentence = {
  readonly clock: string;
  readonly baseOn: LocalDate;
  readonly period: Period;
  readonly dueOn: LocalDate;
  readonly nominalOn: LocalDate;
  readonly estimated: boolean;
  readonly calendarVersion: string;
  /** Holidays passed on the way, each once with its first and last day; and the weekends that were worked. */
  readonly daysOff: readonly { readonly name: string; readonly from: LocalDate; readonly to: LocalDate }[];
  readonly makeups: readonly LocalDate[];
  /** Periods added by extension and by return, in order. */
  readonly extended: readonly Period[];
  readonly reopened: readonly { readonly on: LocalDate; readonly period: Period }[];
  readonly pauses: readonly Pause[];
};

export type Explanation = { readonly sentence: DeadlineSentence; readonly days: readonly ExplainedDay[] };

/** Tells a deadline day by day and as the facts of one sentence (DOMAIN §6.2 rule 9), from its own ledger. */
export const explainDeadline = (deadline: Deadline, calendar: Calendar): Explanation => {
  const [{ on: baseOn, period }, ...later] = deadline.ledger;
  const pauses = pausesOf(deadline.ledger);
  const days = daysOf(deadline, calendar, pauses);
  return {
    days,
    sentence: {
      clock: deadline.clock,
      baseOn,
      period,
      dueOn: deadline.dueOn,
      nominalOn: deadline.nominalOn,
      estimated: deadline.estimated,
      calendarVersion: deadline.calendarVersion,
      daysOff: runsOf(days),
      makeups: days.filter(({ kind }) => kind === 'MAKEUP_WORKDAY').map(({ on }) => on),
      extended: later.flatMap((entry) => (entry.kind === 'extend' ? [entry.period] : [])),
      reopened: later.flatMap((entry) =>
        entry.kind === 'reopen' && entry.period ? [{ on: entry.on, period: entry.period }] : [],
      ),
      pauses,
    },
  };
};

const daysOf = (deadline: Deadline, calendar: Calendar, pauses: readonly Pause[]): readonly ExplainedDay[] => {
  const { stretches, nominalOn, dueOn, unit } = courseOf(deadline.ledger, calendar);
  const days: ExplainedDay[] = [];
  let counted = 0;
  for (let on = deadline.ledger[0].on; on <= dueOn; on = addDays(on, 1)) {
    if (stretches.some((stretch) => stretch.baseOn === on)) counted = 0;
    const paused = pauses.some(({ from, to }) => from <= on && (to === null || on <= to));
    const inStretch = stretches.some((stretch) => stretch.baseOn < on && on <= stretch.nominalOn);
    const counts = inStretch && !paused && (unit !== 'WORKDAY' || isWorkday(calendar, on));
    if (counts) counted += 1;
    days.push({
      on,
      kind: kindOfDay(calendar, on),
      name: calendar.days.get(on)?.name ?? null,
      counted: counts ? counted : null,
      paused,
      marks: [
        ...deadline.ledger.filter((entry) => entry.on === on).map(({ kind }) => kind),
        ...(on === nominalOn ? (['nominal'] as const) : []),
        ...(on === dueOn ? (['due'] as const) : []),
      ],
    });
  }
  return days;
};

/** Holidays of one name that follow each other, as first and last day. */
const runsOf = (days: readonly ExplainedDay[]): DeadlineSentence['daysOff'] =>
  days
    .filter(({ kind }) => kind === 'HOLIDAY')
    .reduce<DeadlineSentence['daysOff']>((runs, { on, name }) => {
      const last = runs.at(-1);
      return last?.name === name && addDays(last.to, 1) === on
        ? [...runs.slice(0, -1), { ...last, to: on }]
        : [...runs, { name: name ?? '', from: on, to: on }];
    }, []);
