import type { DomainEvent } from '../../shared/event.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { type Deadline, isOverdue, workingDaysLeft } from '../calendar/deadline.ts';
import { OBJECT_CLOCKS, runningDeadlines, type WarningClock } from './deadline.ts';
import type { EscalationGround } from './scheme.ts';
import { levelOf, type Warning } from './warning.ts';

/** Who is told; notices find the persons. Nobody of the object's side stands here before service: no such clock runs then. */
export type ReminderTarget =
  'OBJECT' | 'UNIT_HEAD' | 'HANDLING_UNIT' | 'SUPERIOR' | 'BODY' | 'REVIEWER' | 'RECORDS_CLERK';

export type Reminder = {
  /** The same reminder has the same key on every run, so a repeated or late sweep sends it once. */
  readonly key: string;
  readonly warningId: string;
  readonly deadlineId: string;
  readonly clock: WarningClock;
  readonly to: ReminderTarget;
  readonly dueOn: LocalDate;
  /** Working days left; negative = days overdue. */
  readonly daysLeft: number;
};

/** What the daily sweep has to do about one warning; the steps are taken by the platform, never a move of the matter. */
export type Sweep = {
  readonly reminders: readonly Reminder[];
  readonly markOverdue: boolean;
  readonly proposeEscalation: EscalationGround | null;
};

/** Whose clock it is, and who else hears of it. */
const RESPONSIBLE: Readonly<Record<WarningClock, readonly ReminderTarget[]>> = {
  decision: ['BODY', 'HANDLING_UNIT'],
  organ: ['HANDLING_UNIT'],
  delivery: ['HANDLING_UNIT'],
  response: ['OBJECT', 'HANDLING_UNIT'],
  rectification: ['OBJECT', 'HANDLING_UNIT'],
  overall: ['OBJECT', 'HANDLING_UNIT'],
  review: ['REVIEWER'],
  visit: ['HANDLING_UNIT'],
  archive: ['RECORDS_CLERK'],
};

/** Who hears that a new calendar moved a day: whoever the clock binds. */
export const boundBy = (clocks: readonly string[]): readonly ReminderTarget[] => [
  ...new Set(clocks.flatMap((clock) => RESPONSIBLE[clock as WarningClock])),
];

/** Row 8, while the object is to answer or rectify: before, on and after the last day, in working days; a superior hears of it once it is overdue. */
export const sweep = (warning: Warning, today: LocalDate, calendar: Calendar): Sweep => {
  const { before, overdueEvery, proposeEscalationAfter } = levelOf(warning).reminders;
  const waitsForObject = warning.state === 'SERVED' || warning.state === 'RECTIFYING';
  const running = runningDeadlines(warning).filter(({ clock }) => waitsForObject || !isObjects(clock));
  const late = running.filter(({ clock, deadline }) => isObjects(clock) && isOverdue(deadline, today));
  const daysLate = late.map(({ deadline }) => -workingDaysLeft(deadline, today, calendar));
  const mayEscalate = levelOf(warning).escalation.some(({ when }) => when === 'OVERDUE_NO_RESPONSE');
  const proposed = warning.proposals.some(({ ground }) => ground === 'OVERDUE_NO_RESPONSE');
  return {
    reminders: running.flatMap(({ clock, deadline }) => {
      const daysLeft = workingDaysLeft(deadline, today, calendar);
      const overdue = isOverdue(deadline, today);
      const said = overdue ? daysLeft < 0 && -daysLeft % overdueEvery === 0 : before.includes(daysLeft);
      return [
        ...(said ? toldOf(clock, overdue).map((to) => reminder(warning.id, clock, deadline, daysLeft, to)) : []),
        ...(overdue ? [reminder(warning.id, clock, deadline, daysLeft, 'SUPERIOR')] : []),
      ];
    }),
    markOverdue: !warning.overdue && late.length > 0,
    proposeEscalation:
      mayEscalate && !proposed && daysLate.some((days) => days >= proposeEscalationAfter)
        ? 'OVERDUE_NO_RESPONSE'
        : null,
  };
};

const isObjects = (clock: WarningClock): boolean => OBJECT_CLOCKS.some((name) => name === clock);

const toldOf = (clock: WarningClock, overdue: boolean): readonly ReminderTarget[] =>
  overdue && isObjects(clock) ? [...RESPONSIBLE[clock], 'UNIT_HEAD'] : RESPONSIBLE[clock];

/** The superior hears once that a day was missed, everyone else once for every working day counted. */
const reminder = (
  warningId: string,
  clock: WarningClock,
  { id, dueOn }: Deadline,
  daysLeft: number,
  to: ReminderTarget,
): Reminder => ({
  key: [warningId, id, dueOn, to, to === 'SUPERIOR' ? 'overdue' : daysLeft].join('/'),
  warningId,
  deadlineId: id,
  clock,
  to,
  dueOn,
  daysLeft,
});

/**
 * For the record, one event per deadline and occasion, from which the notices are made: whoever is told in two capacities is told once, in
 * the first of them.
 */
export const reminderEvents = (reminders: readonly Reminder[]): readonly DomainEvent[] =>
  [...Map.groupBy(reminders, ({ deadlineId }) => deadlineId).values()].flatMap((told) => {
    const [first] = told;
    if (first === undefined) return [];
    const { warningId, deadlineId, clock, dueOn, daysLeft } = first;
    return {
      thingKind: 'warning',
      thingId: warningId,
      type: 'warning.reminder-due',
      version: null,
      body: { deadlineId, clock, to: told.map(({ to }) => to), dueOn, daysLeft },
    };
  });
