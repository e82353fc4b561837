import type { By } from '../../shared/by.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import type { Calendar, Period } from '../calendar/calendar.ts';
import { type ClockChange, currentOf, pause, resume, runClocks } from '../calendar/clocks.ts';
import { type Deadline, isOverdue, recomputeAll, type Shift } from '../calendar/deadline.ts';
import { levelOf, owedBy, type Warning, WARNING_ENDS, type WarningState } from './warning.ts';

/** Clocks of the object. */
export const OBJECT_CLOCKS = ['response', 'rectification', 'overall'] as const;
/** Clocks of a warning: the object's, and those that bind the organ. */
const CLOCKS = [...OBJECT_CLOCKS, 'decision', 'organ', 'delivery', 'review', 'visit', 'archive'] as const;
export type WarningClock = (typeof CLOCKS)[number];

/** How long a clock of this warning runs: the paper's own limit, else the scheme's; `null` = it has no such clock. */
export const periodOf = (warning: Warning, clock: WarningClock): Period | null => {
  const level = levelOf(warning);
  switch (clock) {
    case 'response': {
      const owed = owedBy(warning);
      return owed && (warning.limits.response ?? owed.period);
    }
    case 'overall':
      return level.overallLimit && (warning.limits.overall ?? level.overallLimit);
    case 'rectification':
      return warning.limits.rectification ?? level.clocks.rectification ?? null;
    case 'organ':
      return level.organCompletion;
    default:
      return level.clocks[clock] ?? null;
  }
};

/** Day 0: the object's answer and overall limit run from service, blue's week from the decision, all else from today (§6.2). */
const baseOf = (warning: Warning, clock: WarningClock, today: LocalDate): LocalDate => {
  if (clock === 'response' || clock === 'overall') return warning.service?.on ?? today;
  return clock === 'organ' ? (warning.decision?.on ?? today) : today;
};

/** Limits whose passing is shown and reminded, but is nobody's default. */
const SOFT: readonly WarningClock[] = ['organ', 'delivery'];

/** The warning with its clocks after a row of its life; while it is suspended, none of the object's clocks runs. */
export const withClocks = (
  warning: Warning,
  changes: readonly ClockChange<WarningClock>[],
  by: By,
  calendar: Calendar,
): Warning => {
  const ended = WARNING_ENDS.some((end) => end === warning.state);
  const suspension = ended || warning.state === 'LIFTED' ? null : warning.suspension;
  const standing = suspension ? pause(...OBJECT_CLOCKS) : resume(...OBJECT_CLOCKS);
  const deadlines = runClocks<WarningClock>(
    warning.deadlines,
    [...changes, ...standing],
    {
      today: by.today,
      newId: by.newId,
      startOf: (clock) => {
        const period = periodOf(warning, clock);
        return period && { on: baseOf(warning, clock, by.today), period, soft: SOFT.includes(clock) };
      },
      reopened: levelOf(warning).clocks.reopened ?? null,
      extension: warning.extension?.period ?? null,
      reason: suspension?.code ?? '',
    },
    calendar,
  );
  return {
    ...warning,
    suspension,
    deadlines,
    overdue: warning.overdue && passedLimit({ ...warning, deadlines }, by.today) !== null,
  };
};

/** The running limit of the object that has passed, if one has (row 8). */
export const passedLimit = ({ deadlines }: Pick<Warning, 'deadlines'>, today: LocalDate): Deadline | null =>
  OBJECT_CLOCKS.map((clock) => currentOf(deadlines, clock)).find(
    (deadline) => deadline !== undefined && isOverdue(deadline, today),
  ) ?? null;

/** The warning under another calendar, `null` where that changes none of its days; a limit that moved ahead is no longer overdue. */
export const underCalendar = (
  warning: Warning,
  calendar: Calendar,
  today: LocalDate,
): { readonly next: Warning; readonly shifts: readonly Shift[] } | null => {
  const { deadlines, shifts } = recomputeAll(warning.deadlines, calendar);
  if (shifts.length === 0) return null;
  const overdue = warning.overdue && passedLimit({ deadlines }, today) !== null;
  return { next: { ...warning, deadlines, overdue, version: warning.version + 1 }, shifts };
};

/** The clocks that run now, each with its latest deadline. */
export const runningDeadlines = ({ deadlines }: Warning) =>
  CLOCKS.flatMap((clock) => {
    const deadline = currentOf(deadlines, clock);
    return deadline?.state === 'RUNNING' ? [{ clock, deadline }] : [];
  });

/** Which clock a page shows for a state; where two run, the earlier day binds. */
const SHOWN: Readonly<Record<WarningState, readonly WarningClock[]>> = {
  DRAFT: [],
  PENDING_DECISION: ['decision'],
  DECIDED: ['organ'],
  ISSUED: ['organ', 'delivery'],
  SERVED: ['response', 'overall'],
  RESPONDED: [],
  UNDER_REVIEW: ['review'],
  RECTIFYING: ['rectification', 'overall'],
  VISITING: ['visit'],
  PENDING_LIFT: [],
  LIFTED: ['archive'],
  ARCHIVED: [],
  WITHDRAWN: [],
  REVOKED: [],
  ESCALATED: [],
  TRANSFERRED: [],
};

/** The deadline that binds now, for the chip beside the title and the `dueOn` column of lists. */
export const bindingDeadline = ({ state, deadlines }: Warning): Deadline | null =>
  SHOWN[state]
    .flatMap((clock) => currentOf(deadlines, clock) ?? [])
    .filter((deadline) => deadline.state !== 'STOPPED')
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1))[0] ?? null;
