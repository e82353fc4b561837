import type { LocalDate } from '../../shared/local-date.ts';
import type { Calendar, Period } from './calendar.ts';
import { type Deadline, enter, type LedgerEntry, startDeadline } from './deadline.ts';

/** What a row of a life does to one clock. `stopAll` is the end of a life. */
export type ClockChange<Clock extends string> =
  | {
      readonly act: 'start' | 'stop' | 'reopen' | 'reopenOnce' | 'extend' | 'pause' | 'resume';
      readonly clock: Clock;
    }
  | { readonly act: 'stopAll' };

const changes =
  <Act extends Exclude<ClockChange<string>['act'], 'stopAll'>>(act: Act) =>
  <Clock extends string>(...clocks: readonly Clock[]) =>
    clocks.map((clock) => ({ act, clock }));

/** The words of the `clock` column. */
export const start = changes('start');
export const stop = changes('stop');
/** A new short end, whatever was before. */
export const reopen = changes('reopen');
/** A new short end the first time; later the old end stands (row 10: counted once). */
export const reopenOnce = changes('reopenOnce');
export const extend = changes('extend');
export const pause = changes('pause');
export const resume = changes('resume');
export const STOP_ALL = [{ act: 'stopAll' }] as const;

/** Where the lengths and base days of clocks come from: the matter's own scheme, never the code. */
export type ClockSource<Clock extends string> = {
  readonly today: LocalDate;
  readonly newId: () => string;
  /** `null`: this matter has no such clock, and starting it does nothing. */
  readonly startOf: (
    clock: Clock,
  ) => { readonly on: LocalDate; readonly period: Period; readonly soft: boolean } | null;
  readonly reopened: Period | null;
  /** Length granted, where a step extends. */
  readonly extension: Period | null;
  readonly reason: string;
};

/** The clock of that name that was started last. */
export const currentOf = (deadlines: readonly Deadline[], clock: string): Deadline | undefined =>
  deadlines.findLast((deadline) => deadline.clock === clock);

/** The deadlines after a row's clock changes; stopping what does not run and reopening what never ran do nothing. */
export const runClocks = <Clock extends string>(
  deadlines: readonly Deadline[],
  clockChanges: readonly ClockChange<Clock>[],
  source: ClockSource<Clock>,
  calendar: Calendar,
): readonly Deadline[] => clockChanges.reduce((held, change) => apply(held, change, source, calendar), deadlines);

const apply = <Clock extends string>(
  deadlines: readonly Deadline[],
  change: ClockChange<Clock>,
  source: ClockSource<Clock>,
  calendar: Calendar,
): readonly Deadline[] => {
  if (change.act === 'stopAll') {
    return deadlines.map((deadline) =>
      deadline.state === 'STOPPED' ? deadline : enter(deadline, { kind: 'stop', on: source.today }, calendar),
    );
  }
  const current = currentOf(deadlines, change.clock);
  if (change.act === 'start') {
    const begun = source.startOf(change.clock);
    if (!begun) return deadlines;
    const { on, period, soft } = begun;
    return [...deadlines, startDeadline({ id: source.newId(), clock: change.clock, soft }, on, period, calendar)];
  }
  const entry = current && entryOf(change.act, current, source);
  return entry
    ? deadlines.map((deadline) => (deadline === current ? enter(deadline, entry, calendar) : deadline))
    : deadlines;
};

const entryOf = (
  act: 'stop' | 'reopen' | 'reopenOnce' | 'extend' | 'pause' | 'resume',
  { ledger, state }: Deadline,
  { today, reopened, extension, reason }: Omit<ClockSource<string>, 'startOf'>,
): LedgerEntry | null => {
  switch (act) {
    case 'stop':
      return state === 'STOPPED' ? null : { kind: 'stop', on: today };
    case 'reopen':
      return { kind: 'reopen', on: today, period: reopened };
    case 'reopenOnce': {
      const before = ledger.some(({ kind }) => kind === 'reopen');
      return { kind: 'reopen', on: today, period: before ? null : reopened };
    }
    case 'extend':
      return extension && state !== 'STOPPED' ? { kind: 'extend', on: today, period: extension } : null;
    case 'pause':
      return state === 'RUNNING' ? { kind: 'pause', on: today, reason } : null;
    case 'resume':
      return state === 'PAUSED' ? { kind: 'resume', on: today } : null;
  }
};
