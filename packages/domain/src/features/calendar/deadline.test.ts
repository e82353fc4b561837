import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { addDays, type LocalDate } from '../../shared/local-date.ts';
import { calendarOf, isWorkday, type Period, workdaysBetween } from './calendar.ts';
import { anyDay, CALENDAR, day, VECTORS } from '../../../../../tests/support/calendar.ts';
import {
  type Deadline,
  enter,
  isOverdue,
  type LedgerEntry,
  recompute,
  startDeadline,
  workingDaysLeft,
} from './deadline.ts';
import { dueInstant } from './due-time.ts';
import { explainDeadline } from './explain.ts';

vi.setConfig({ testTimeout: 60_000 });

const WEEK_OF_WORK: Period = { amount: 7, unit: 'WORKDAY' };
const SHORT: Period = { amount: 3, unit: 'WORKDAY' };
const MONTH: Period = { amount: 1, unit: 'MONTH' };

const begin = (on: string, period: Period) =>
  startDeadline({ id: 'd', clock: 'response', soft: false }, day(on), period, CALENDAR);
const after = (deadline: Deadline, ...entries: readonly LedgerEntry[]) =>
  entries.reduce((held, entry) => enter(held, entry, CALENDAR), deadline);
const pause = (on: string): LedgerEntry => ({ kind: 'pause', on: day(on), reason: 'HOSPITAL' });
const resume = (on: string): LedgerEntry => ({ kind: 'resume', on: day(on) });
const stop = (on: string): LedgerEntry => ({ kind: 'stop', on: day(on) });
const reopen = (on: string, period: Period | null = SHORT): LedgerEntry => ({ kind: 'reopen', on: day(on), period });

describe('extension', () => {
  test.each(VECTORS.extensionAndWeekVectors.filter(({ extension }) => extension))(
    '$day0 ends nominally on $nominal and is extended to $extension.due',
    ({ day0, nominal, due, extension, ...period }) => {
      const first = begin(day0, period);
      expect([first.nominalOn, first.dueOn]).toEqual([nominal, due]);
      const { due: extendedTo, ...by } = extension!;
      expect(after(first, { kind: 'extend', on: first.dueOn, period: by }).dueOn).toBe(extendedTo);
    },
  );
});

describe('a pause', () => {
  // 2026-03-02 Monday + 7 working days = Wednesday the 11th.
  test.each([
    ['nothing lost on the same day', [pause('2026-03-05'), resume('2026-03-05')], '2026-03-11'],
    ['one working day', [pause('2026-03-05'), resume('2026-03-06')], '2026-03-12'],
    ['a weekend loses nothing', [pause('2026-03-07'), resume('2026-03-09')], '2026-03-11'],
    ['day 0 was never counted', [pause('2026-03-02'), resume('2026-03-03')], '2026-03-11'],
    ['over the end, the rest is counted afterwards', [pause('2026-03-10'), resume('2026-03-23')], '2026-03-24'],
    ['after the end it gives nothing back', [pause('2026-03-12'), resume('2026-03-20')], '2026-03-11'],
    ['twice', [pause('2026-03-03'), resume('2026-03-04'), pause('2026-03-05'), resume('2026-03-06')], '2026-03-13'],
  ])('of working days: %s', (_, entries, due) => {
    expect(after(begin('2026-03-02', WEEK_OF_WORK), ...entries).dueOn).toBe(due);
  });

  // 2026-09-03 + 1 month = nominal Saturday 10-03 in the holiday, due 10-08.
  test.each([
    ['five days', [pause('2026-09-10'), resume('2026-09-15')], '2026-10-08', '2026-10-08'],
    [
      'begun between the nominal end and the day it rolls to',
      [pause('2026-10-05'), resume('2026-10-20')],
      '2026-10-03',
      '2026-10-20',
    ],
    ['over the end', [pause('2026-10-02'), resume('2026-10-20')], '2026-10-21', '2026-10-21'],
  ])('of a month: %s', (_, entries, nominal, due) => {
    const paused = after(begin('2026-09-03', MONTH), ...entries);
    expect([paused.nominalOn, paused.dueOn]).toEqual([nominal, due]);
  });

  test('is kept when the deadline is extended afterwards, and extends what was extended before', () => {
    const extension: LedgerEntry = { kind: 'extend', on: day('2026-09-20'), period: MONTH };
    const lost = [pause('2026-09-10'), resume('2026-09-14')];
    const before = after(begin('2026-09-03', MONTH), ...lost, extension);
    expect(before.nominalOn).toBe('2026-11-07');
    expect(before.dueOn).toBe('2026-11-09');
    expect(after(begin('2026-09-03', MONTH), extension, ...lost).nominalOn).toBe('2026-11-07');
  });

  test('after the end gives nothing back, but does not eat into a later extension either', () => {
    const late = after(begin('2026-03-02', WEEK_OF_WORK), pause('2026-03-12'), resume('2026-03-13'));
    expect(late.dueOn).toBe('2026-03-11');
    expect(after(late, { kind: 'extend', on: day('2026-03-13'), period: SHORT }).dueOn).toBe('2026-03-17');
  });

  test('stands still: not overdue while it lasts', () => {
    const paused = after(begin('2026-03-02', WEEK_OF_WORK), pause('2026-03-10'));
    expect(paused.state).toBe('PAUSED');
    expect(isOverdue(paused, day('2026-04-01'))).toBe(false);
  });
});

describe('a returned paper', () => {
  const answered = after(begin('2026-03-02', WEEK_OF_WORK), stop('2026-03-11'));
  test('gets a new short end and runs again', () => {
    const back = after(answered, reopen('2026-03-16'));
    expect([back.dueOn, back.state]).toEqual(['2026-03-19', 'RUNNING']);
  });
  test('never loses days it still had', () => {
    const early = after(begin('2026-03-02', WEEK_OF_WORK), stop('2026-03-03'));
    expect(after(early, reopen('2026-03-04')).dueOn).toBe('2026-03-11');
  });
  test('without a period gets no new time', () => {
    const back = after(answered, reopen('2026-03-16', null));
    expect([back.dueOn, isOverdue(back, day('2026-03-16'))]).toEqual(['2026-03-11', true]);
  });
  test('is paused from its own base day on', () => {
    const back = after(answered, reopen('2026-03-16'), pause('2026-03-16'), resume('2026-03-17'));
    expect(back.dueOn).toBe('2026-03-19');
  });
});

describe('an unknown year', () => {
  test('makes the day an estimate, the last known day does not', () => {
    expect(begin('2026-12-28', SHORT)).toMatchObject({ dueOn: '2026-12-31', estimated: false });
    expect(begin('2026-12-28', { amount: 4, unit: 'WORKDAY' })).toMatchObject({ dueOn: '2027-01-01', estimated: true });
    expect(begin('2026-12-03', MONTH)).toMatchObject({ dueOn: '2027-01-04', estimated: true });
  });

  test('counts only where the calendar is read: a month at its end, working days from day 1 on', () => {
    expect(begin('2024-12-20', MONTH).estimated).toBe(false);
    expect(begin('2024-12-31', WEEK_OF_WORK).estimated).toBe(false);
    expect(begin('2024-12-30', WEEK_OF_WORK).estimated).toBe(true);
    const across = begin('2024-12-30', WEEK_OF_WORK);
    expect(after(across, { kind: 'extend', on: day('2025-01-09'), period: SHORT }).estimated).toBe(true);
    expect(after(across, reopen('2025-01-20')).estimated).toBe(false);
  });

  test('is recomputed from the ledger when its calendar is published', () => {
    const estimate = begin('2026-12-28', { amount: 4, unit: 'WORKDAY' });
    const published = calendarOf([
      { year: 2026, version: 1, days: [...CALENDAR.days.values()].filter(({ date }) => date.startsWith('2026')) },
      { year: 2027, version: 1, days: [{ date: day('2027-01-01'), kind: 'HOLIDAY', name: '元旦' }] },
    ]);
    expect(recompute(estimate.ledger, published)).toEqual({
      calendarVersion: '2026-1 2027-1',
      nominalOn: '2027-01-04',
      dueOn: '2027-01-04',
      estimated: false,
      state: 'RUNNING',
    });
  });
});

describe('whatever happens to a deadline', () => {
  const steps = fc.array(
    fc.record({
      kind: fc.constantFrom('extend', 'pause', 'resume', 'reopen', 'stop'),
      gap: fc.nat(9),
      period: fc.constantFrom<Period>(SHORT, MONTH),
    }),
    { maxLength: 8 },
  );
  const anyPeriod = fc.constantFrom<Period>(WEEK_OF_WORK, SHORT, MONTH, { amount: 1, unit: 'WEEK' });
  const history = fc.tuple(anyDay, anyPeriod, steps).map(([on, period, list]) => {
    let at = on;
    const entries = list.map(({ kind, gap, period: more }): LedgerEntry => {
      at = addDays(at, gap);
      return kind === 'extend' || kind === 'reopen'
        ? { kind, on: at, period: more }
        : kind === 'pause'
          ? { kind, on: at, reason: 'OTHER' }
          : { kind, on: at };
    });
    return after(begin(on, period), ...entries);
  });

  test('its day is a working day, not before its nominal end, and follows from its ledger alone', () => {
    fc.assert(
      fc.property(history, (deadline) => {
        expect(isWorkday(CALENDAR, deadline.dueOn)).toBe(true);
        expect(deadline.dueOn >= deadline.nominalOn).toBe(true);
        const { calendarVersion, nominalOn, dueOn, estimated, state } = deadline;
        expect(recompute(deadline.ledger, CALENDAR)).toEqual({ calendarVersion, nominalOn, dueOn, estimated, state });
      }),
    );
  });

  test('no later entry ever takes a day away', () => {
    fc.assert(
      fc.property(history, fc.nat(40), (deadline, gap) => {
        const on = addDays(deadline.ledger.at(-1)!.on, gap);
        for (const entry of [reopen(on), resume(on), stop(on), { kind: 'extend', on, period: SHORT } as const])
          expect(after(deadline, entry).dueOn >= deadline.dueOn).toBe(true);
      }),
    );
  });

  test('a pause that is over gives back exactly the working days it took', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(25), fc.integer({ min: 1, max: 20 }), (on, gap, length) => {
        const whole = begin(on, { amount: 10, unit: 'WORKDAY' });
        const from = addDays(on, gap);
        const until = addDays(from, length);
        const paused = after(whole, { kind: 'pause', on: from, reason: 'OTHER' }, { kind: 'resume', on: until });
        const counted = (deadline: Deadline) =>
          workdaysBetween(CALENDAR, on, deadline.dueOn) - lostBetween(on, from, until, deadline.dueOn);
        expect(counted(paused)).toBe(10);
      }),
    );
  });

  test('the explanation numbers exactly the days that count', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(25), fc.integer({ min: 1, max: 20 }), (on, gap, length) => {
        const from = addDays(on, gap);
        const deadline = after(
          begin(on, WEEK_OF_WORK),
          { kind: 'pause', on: from, reason: 'OTHER' },
          { kind: 'resume', on: addDays(from, length) },
          { kind: 'extend', on: from, period: SHORT },
        );
        const { days } = explainDeadline(deadline, CALENDAR);
        expect(days.filter(({ counted }) => counted !== null).map(({ counted }) => counted)).toEqual(
          Array.from({ length: 10 }, (_, at) => at + 1),
        );
        expect(days.at(-1)).toMatchObject({ on: deadline.dueOn, counted: 10 });
        expect(days.filter(({ marks }) => marks.includes('due'))).toHaveLength(1);
      }),
    );
  });
});

/** Working days of a pause that fell among the counted days. */
const lostBetween = (base: LocalDate, from: LocalDate, until: LocalDate, due: LocalDate): number => {
  let lost = 0;
  for (let on = from; on < until && on <= due; on = addDays(on, 1)) if (on > base && isWorkday(CALENDAR, on)) lost += 1;
  return lost;
};

describe('the explanation', () => {
  test('of the inquiry paper over the October holiday', () => {
    const { sentence, days } = explainDeadline(begin('2026-09-29', WEEK_OF_WORK), CALENDAR);
    expect(sentence).toMatchObject({
      clock: 'response',
      baseOn: '2026-09-29',
      dueOn: '2026-10-14',
      calendarVersion: '2025-1 2026-1',
      daysOff: [{ name: '国庆节', from: '2026-10-01', to: '2026-10-07' }],
      makeups: ['2026-10-10'],
      pauses: [],
    });
    expect(days.filter(({ counted }) => counted !== null).map(({ on }) => on.slice(5))).toEqual([
      '09-30',
      '10-08',
      '10-09',
      '10-10',
      '10-12',
      '10-13',
      '10-14',
    ]);
    expect(days[0]).toEqual({
      on: '2026-09-29',
      kind: 'WORKDAY',
      name: null,
      counted: null,
      paused: false,
      marks: ['start'],
    });
  });

  test('counts a returned paper anew and leaves the days between uncounted', () => {
    const back = after(begin('2026-03-02', WEEK_OF_WORK), stop('2026-03-11'), reopen('2026-03-16'));
    const { days, sentence } = explainDeadline(back, CALENDAR);
    expect(days.map(({ counted }) => counted).filter((number) => number !== null)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 1, 2, 3,
    ]);
    expect(sentence.reopened).toEqual([{ on: '2026-03-16', period: SHORT }]);
  });
});

test('working days left turn negative when it is over', () => {
  const deadline = begin('2026-09-29', WEEK_OF_WORK);
  expect(workingDaysLeft(deadline, day('2026-10-10'), CALENDAR)).toBe(3);
  expect(workingDaysLeft(deadline, day('2026-10-14'), CALENDAR)).toBe(0);
  expect(workingDaysLeft(deadline, day('2026-10-16'), CALENDAR)).toBe(-2);
});

test.each([
  ['24:00', 'Asia/Shanghai', '2026-10-14T16:00:00.000Z'],
  ['17:30', 'Asia/Shanghai', '2026-10-14T09:30:00.000Z'],
  ['24:00', 'Asia/Urumqi', '2026-10-14T18:00:00.000Z'],
  ['24:00', 'UTC', '2026-10-15T00:00:00.000Z'],
])('a day due until %s in %s ends at %s', (closing, zone, at) => {
  expect(dueInstant(day('2026-10-14'), { closing, zone })).toBe(at);
});

test('the due time keeps to the wall clock where clocks change', () => {
  expect(dueInstant(day('2026-10-25'), { closing: '24:00', zone: 'Europe/Berlin' })).toBe('2026-10-25T23:00:00.000Z');
  expect(dueInstant(day('2026-10-25'), { closing: '01:00', zone: 'Europe/Berlin' })).toBe('2026-10-24T23:00:00.000Z');
});
