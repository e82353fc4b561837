import { addDays, daysBetween, type LocalDate } from '../../shared/local-date.ts';
import { type Calendar, isPublished, nominalEnd, type Period, rollForward, workdaysBetween } from './calendar.ts';

/**
 * What happened to a deadline, in order. The day of a `pause` is lost, the day of a `resume` counts again. A `reopen`
 * (a returned paper) never shortens: the later of the running end and the new short end holds; without a period it gives
 * no new time.
 */
export type LedgerEntry =
  | { readonly kind: 'extend'; readonly on: LocalDate; readonly period: Period }
  | { readonly kind: 'pause'; readonly on: LocalDate; readonly reason: string }
  | { readonly kind: 'resume'; readonly on: LocalDate }
  | { readonly kind: 'reopen'; readonly on: LocalDate; readonly period: Period | null }
  | { readonly kind: 'stop'; readonly on: LocalDate };

export type StartEntry = { readonly kind: 'start'; readonly on: LocalDate; readonly period: Period };

/** Everything a due day is computed from; `start` names the rule and the base day (day 0). */
export type Ledger = readonly [StartEntry, ...LedgerEntry[]];

/** A due day with what it was computed from, so that it can be explained and recomputed (DOMAIN §6.2 rule 9). */
export type Deadline = {
  readonly id: string;
  /** Which clock of its matter this is (`response`, `review` …). */
  readonly clock: string;
  /** A soft limit is shown and reminded, its passing is nobody's default. */
  readonly soft: boolean;
  readonly ledger: Ledger;
  readonly calendarVersion: string;
  /** The end before rolling to a working day; extensions count from it. */
  readonly nominalOn: LocalDate;
  /** The last day, until its due time. */
  readonly dueOn: LocalDate;
  /** Computed across a year whose calendar is not published yet (预估). */
  readonly estimated: boolean;
  readonly state: 'RUNNING' | 'PAUSED' | 'STOPPED';
};

/** What a ledger and a calendar say; everything in a deadline but its name. */
export type Reckoning = Omit<Deadline, 'id' | 'clock' | 'soft' | 'ledger'>;

/** A run of counted days: after `baseOn` (its day 0) up to `nominalOn`. */
export type Stretch = { readonly baseOn: LocalDate; readonly nominalOn: LocalDate };

/** How far a reading of the ledger has come; a reopening that gives new time begins a new stretch. */
export type Course = Stretch & {
  readonly past: readonly Stretch[];
  readonly dueOn: LocalDate;
  readonly unit: Period['unit'];
  readonly estimated: boolean;
  readonly pausedOn: LocalDate | null;
  readonly stopped: boolean;
};

/** The one reading of a ledger (DOMAIN §6.2). */
export const courseOf = ([{ on, period }, ...rest]: Ledger, calendar: Calendar): Course =>
  rest.reduce<Course>((course, entry) => ({ ...course, ...after(course, entry, calendar) }), {
    past: [],
    baseOn: on,
    ...endOf(calendar, on, period, false),
    pausedOn: null,
    stopped: false,
  });

/** The same entries and the same calendar always give the same day. */
export const recompute = (ledger: Ledger, calendar: Calendar): Reckoning => {
  const { nominalOn, dueOn, estimated, pausedOn, stopped } = courseOf(ledger, calendar);
  const state = stopped ? 'STOPPED' : pausedOn === null ? 'RUNNING' : 'PAUSED';
  return { calendarVersion: calendar.version, nominalOn, dueOn, estimated, state };
};

const after = (course: Course, entry: LedgerEntry, calendar: Calendar): Partial<Course> => {
  switch (entry.kind) {
    case 'extend':
      return endOf(calendar, course.nominalOn, entry.period, course.estimated);
    case 'pause':
      return course.pausedOn === null ? { pausedOn: entry.on } : {};
    case 'resume':
      return { pausedOn: null, ...shifted(course, entry.on, calendar) };
    case 'reopen': {
      const { past, baseOn, nominalOn, dueOn } = course;
      const short = entry.period && endOf(calendar, entry.on, entry.period, course.estimated);
      const renewed = short && short.dueOn > dueOn;
      return {
        stopped: false,
        ...(renewed && { past: [...past, { baseOn, nominalOn }], baseOn: entry.on, ...short }),
      };
    }
    case 'stop':
      return { stopped: true };
  }
};

const endOf = (calendar: Calendar, from: LocalDate, period: Period, estimated: boolean) => {
  const nominalOn = nominalEnd(calendar, from, period);
  const dueOn = rollForward(calendar, nominalOn);
  const readFrom = period.unit === 'WORKDAY' ? addDays(from, 1) : nominalOn;
  return { nominalOn, dueOn, unit: period.unit, estimated: estimated || !isPublished(calendar, readFrom, dueOn) };
};

/** Moves the end by the counted days lost in the pause; a pause that began after the due day gives nothing back. */
const shifted = (course: Course, resumedOn: LocalDate, calendar: Calendar): Partial<Course> => {
  const { baseOn, pausedOn, nominalOn, dueOn, unit, estimated } = course;
  if (pausedOn === null || pausedOn > dueOn || resumedOn <= pausedOn) return {};
  const lastLost = addDays(resumedOn, -1);
  const before = later(baseOn, addDays(pausedOn, -1));
  const until = lastLost < nominalOn ? lastLost : nominalOn;
  const from = later(nominalOn, lastLost);
  if (unit === 'WORKDAY') {
    const amount = Math.max(0, workdaysBetween(calendar, before, until));
    return endOf(calendar, from, { amount, unit }, estimated);
  }
  // Paused between the nominal end and the working day it rolled to: that one day is owed.
  const owed = pausedOn > nominalOn ? 1 : Math.max(0, daysBetween(before, until));
  return { ...endOf(calendar, from, { amount: owed, unit: 'CALENDAR_DAY' }, estimated), unit };
};

const later = (a: LocalDate, b: LocalDate): LocalDate => (a > b ? a : b);

/** A deadline begins: day 0 is `on`. */
export const startDeadline = (
  of: Pick<Deadline, 'id' | 'clock' | 'soft'>,
  on: LocalDate,
  period: Period,
  calendar: Calendar,
): Deadline => {
  const ledger: Ledger = [{ kind: 'start', on, period }];
  return { ...of, ledger, ...recompute(ledger, calendar) };
};

/** The deadline after one more entry. */
export const enter = (deadline: Deadline, entry: LedgerEntry, calendar: Calendar): Deadline => {
  const ledger: Ledger = [...deadline.ledger, entry];
  return { ...deadline, ledger, ...recompute(ledger, calendar) };
};

/** Past its last day and still running: derived, never stored as truth. */
export const isOverdue = (deadline: Deadline, today: LocalDate): boolean =>
  deadline.state === 'RUNNING' && deadline.dueOn < today;

/** Working days until the last day (0 = today is the last day, negative = overdue), counted by the calendar. */
export const workingDaysLeft = (deadline: Deadline, today: LocalDate, calendar: Calendar): number =>
  workdaysBetween(calendar, today, deadline.dueOn);
