import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { addDays, addMonths, daysBetween, type LocalDate } from '../../shared/local-date.ts';
import {
  addWorkdays,
  calendarOf,
  isPublished,
  isWithin,
  isWorkday,
  kindOfDay,
  nominalEnd,
  type Period,
  rollForward,
  workdaysBetween,
} from './calendar.ts';
import { anyDay, CALENDAR, day, VECTORS } from '../../../../../tests/support/calendar.ts';

vi.setConfig({ testTimeout: 60_000 });

describe('the published vectors', () => {
  test.each([...VECTORS.testVectors, ...VECTORS.extensionAndWeekVectors])(
    '$day0 + $amount $unit is $due',
    ({ day0, due, ...period }) => {
      expect(rollForward(CALENDAR, nominalEnd(CALENDAR, day(day0), period))).toBe(due);
    },
  );

  test('are those of the shared reference', (context) => {
    const reference = new URL('../../../../../../shared/domain/workday-calendar.json', import.meta.url);
    const text = readOrNull(reference);
    if (text === null) return context.skip('no ../shared beside the checkout');
    expect(VECTORS).toEqual(JSON.parse(text));
  });
});

describe('the calendar of 2025 and 2026', () => {
  test('has the working days of the notices', () => {
    // 261 weekdays each year; 2025: 18 of them off, 5 weekend days worked; 2026: 19 off, 6 worked.
    expect(workdaysBetween(CALENDAR, day('2024-12-31'), day('2025-12-31'))).toBe(248);
    expect(workdaysBetween(CALENDAR, day('2025-12-31'), day('2026-12-31'))).toBe(248);
    expect(kindOfDay(CALENDAR, day('2026-10-10'))).toBe('MAKEUP_WORKDAY');
    expect(kindOfDay(CALENDAR, day('2026-02-23'))).toBe('HOLIDAY');
    expect(kindOfDay(CALENDAR, day('2026-02-24'))).toBe('WORKDAY');
    expect(kindOfDay(CALENDAR, day('2026-11-21'))).toBe('WEEKEND');
  });

  test('knows its years and no other', () => {
    expect(CALENDAR.version).toBe('2025-1 2026-1');
    expect(isPublished(CALENDAR, day('2025-01-01'), day('2026-12-31'))).toBe(true);
    expect(isPublished(CALENDAR, day('2026-12-31'), day('2027-01-01'))).toBe(false);
    expect(isPublished(CALENDAR, day('2024-12-31'), day('2025-01-01'))).toBe(false);
  });

  test('a corrected year replaces nothing of the others', () => {
    const corrected = calendarOf([
      { year: 2026, version: 2, days: [] },
      { year: 2025, version: 1, days: [] },
    ]);
    expect(corrected.version).toBe('2025-1 2026-2');
    expect(isWorkday(corrected, day('2026-10-01'))).toBe(true);
  });
});

describe('counting, whatever the day', () => {
  test('the n-th working day is a working day, n working days away', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 60 }), (from, n) => {
        const reached = addWorkdays(CALENDAR, from, n);
        expect(isWorkday(CALENDAR, reached)).toBe(true);
        expect(workdaysBetween(CALENDAR, from, reached)).toBe(n);
      }),
    );
  });

  test('counting in two goes is counting in one', () => {
    fc.assert(
      fc.property(anyDay, fc.nat(20), fc.nat(20), (from, a, b) => {
        expect(addWorkdays(CALENDAR, addWorkdays(CALENDAR, from, a), b)).toBe(addWorkdays(CALENDAR, from, a + b));
      }),
    );
  });

  test('a later day 0 never gives an earlier end', () => {
    const period = fc.record<Period>({
      amount: fc.integer({ min: 1, max: 30 }),
      unit: fc.constantFrom('WORKDAY', 'WEEK', 'MONTH', 'CALENDAR_DAY'),
    });
    fc.assert(
      fc.property(anyDay, period, (from, length) => {
        const end = (on: LocalDate) => rollForward(CALENDAR, nominalEnd(CALENDAR, on, length));
        expect(end(from) <= end(addDays(from, 1))).toBe(true);
        expect(end(from) > from).toBe(true);
      }),
    );
  });

  test('distance in working days is antisymmetric', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(workdaysBetween(CALENDAR, a, b)).toBe(0 - workdaysBetween(CALENDAR, b, a));
      }),
    );
  });

  test('a month keeps the day number or ends on the last of the month', () => {
    fc.assert(
      fc.property(anyDay, (from) => {
        const end = addMonths(from, 1);
        const sameNumber = end.slice(8) === from.slice(8);
        expect(sameNumber || addDays(end, 1).endsWith('-01')).toBe(true);
        expect(daysBetween(from, end)).toBeGreaterThanOrEqual(28);
        expect(daysBetween(from, end)).toBeLessThanOrEqual(31);
      }),
    );
  });
});

test.each<[Period, Period, boolean]>([
  [{ amount: 1, unit: 'MONTH' }, { amount: 1, unit: 'MONTH' }, true],
  [{ amount: 2, unit: 'MONTH' }, { amount: 1, unit: 'MONTH' }, false],
  [{ amount: 28, unit: 'CALENDAR_DAY' }, { amount: 1, unit: 'MONTH' }, true],
  [{ amount: 29, unit: 'CALENDAR_DAY' }, { amount: 1, unit: 'MONTH' }, false],
  [{ amount: 4, unit: 'WEEK' }, { amount: 1, unit: 'MONTH' }, true],
  [{ amount: 1, unit: 'WORKDAY' }, { amount: 1, unit: 'MONTH' }, false],
  [{ amount: 10, unit: 'WORKDAY' }, { amount: 15, unit: 'WORKDAY' }, true],
  [{ amount: 0, unit: 'WORKDAY' }, { amount: 15, unit: 'WORKDAY' }, false],
])('%o is surely within %o: %s', (asked, most, within) => {
  expect(isWithin(asked, most)).toBe(within);
});

const readOrNull = (url: URL): string | null => {
  try {
    return readFileSync(url, 'utf8');
  } catch {
    return null;
  }
};
