import { addDays, daysBetween, type LocalDate } from '../../shared/local-date.ts';
import { type Calendar, isPublished, isWorkday, nominalEnd, type Period, workdaysBetween } from './calendar.ts';

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

/** Lost days from `from` to `to`; `to` is `null` while the pause lasts. */
export type Pause = { readonly from: LocalDate; readonly to: LocalDate | null; readonly reason: string };

/** A run of counted days: after `baseOn` (its day 0) up to `nominalOn`. */
export type Stretch = { readonly baseOn: LocalDate; readonly nominalOn: LocalDate };

/** A ledger as read: where it ends, and the stretches counted on the way; a reopening that gives time begins a new one. */
export type Course = {
  readonly stretches: readonly Stretch[];
  readonly nominalOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly unit: Period['unit'];
  readonly estimated: boolean;
  readonly stopped: boolean;
};

export const pausesOf = (ledger: Ledger): readonly Pause[] =>
  ledger.flatMap((entry, at) => {
    if (entry.kind !== 'pause') return [];
    const resumed = ledger.slice(at).find(({ kind }) => kind === 'resume');
    return [{ from: entry.on, to: resumed ? addDays(resumed.on, -1) : null, reason: entry.reason }];
  });

/** The one reading of a ledger (DOMAIN §6.2). A day in a pause that is over never counts, and nothing falls due on it. */
export const courseOf = (ledger: Ledger, calendar: Calendar): Course => {
  const pauses = pausesOf(ledger);
  const isLost = (day: LocalDate) => pauses.some(({ from, to }) => to !== null && from <= day && day <= to);
  const counting = (workdays: boolean) => (day: LocalDate) => !isLost(day) && (!workdays || isWorkday(calendar, day));

  /** Working days are read from day 0 of the stretch on, any other length only where it ends. */
  const endOf = (from: LocalDate, period: Period, baseOn = from) => {
    const inWorkdays = period.unit === 'WORKDAY';
    const length = inWorkdays ? period.amount : daysBetween(from, nominalEnd(calendar, from, period));
    const nominalOn = nthDay(from, length, counting(inWorkdays));
    const dueOn = nthDay(addDays(nominalOn, -1), 1, counting(true));
    const readFrom = inWorkdays ? addDays(baseOn, 1) : nominalOn;
    return { nominalOn, dueOn, unit: period.unit, estimated: !isPublished(calendar, readFrom, dueOn) };
  };

  const [{ on, period }, ...rest] = ledger;
  const first = endOf(on, period);
  return rest.reduce<Course>(
    (course, entry) => {
      const { stretches, nominalOn, dueOn } = course;
      if (entry.kind === 'stop') return { ...course, stopped: true };
      if (entry.kind === 'extend') {
        const end = endOf(nominalOn, entry.period, stretches.at(-1)?.baseOn);
        const extended = stretches.map((stretch, at) =>
          at === stretches.length - 1 ? { ...stretch, nominalOn: end.nominalOn } : stretch,
        );
        return { ...course, ...end, stretches: extended };
      }
      if (entry.kind === 'reopen') {
        const short = entry.period && endOf(entry.on, entry.period);
        if (!short || short.dueOn <= dueOn) return { ...course, stopped: false };
        const renewed = { baseOn: entry.on, nominalOn: short.nominalOn };
        return { ...course, ...short, stopped: false, stretches: [...stretches, renewed] };
      }
      return course;
    },
    { ...first, stretches: [{ baseOn: on, nominalOn: first.nominalOn }], stopped: false },
  );
};

/** The `count`-th day after `from` that counts. */
const nthDay = (from: LocalDate, count: number, counts: (day: LocalDate) => boolean): LocalDate => {
  let day = from;
  for (let counted = 0; counted < count;) {
    day = addDays(day, 1);
    if (counts(day)) counted += 1;
  }
  return day;
};

/** The same entries and the same calendar always give the same day. */
export const recompute = (ledger: Ledger, calendar: Calendar): Reckoning => {
  const { nominalOn, dueOn, estimated, stopped } = courseOf(ledger, calendar);
  const paused = pausesOf(ledger).some(({ to }) => to === null);
  const state = stopped ? 'STOPPED' : paused ? 'PAUSED' : 'RUNNING';
  return { calendarVersion: calendar.version, nominalOn, dueOn, estimated, state };
};

/** What a new calendar does to one clock; `moved`: to another day, else only the mark 预估 went or came. */
export type Shift = {
  readonly clock: string;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly moved: boolean;
  readonly estimated: boolean;
};

/** The deadlines that are not over, counted anew from their own ledgers (DOMAIN §6.1 rule 3), and which of them are another day or mark than before. */
export const recomputeAll = (
  deadlines: readonly Deadline[],
  calendar: Calendar,
): { readonly deadlines: readonly Deadline[]; readonly shifts: readonly Shift[] } => {
  const shifts: Shift[] = [];
  const counted = deadlines.map((deadline) => {
    if (deadline.state === 'STOPPED') return deadline;
    const next = { ...deadline, ...recompute(deadline.ledger, calendar) };
    const moved = next.dueOn !== deadline.dueOn;
    if (!moved && next.nominalOn === deadline.nominalOn && next.estimated === deadline.estimated) return deadline;
    shifts.push({ clock: deadline.clock, from: deadline.dueOn, to: next.dueOn, moved, estimated: next.estimated });
    return next;
  });
  return { deadlines: counted, shifts };
};

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
