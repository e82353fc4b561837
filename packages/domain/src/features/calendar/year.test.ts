import { describe, expect, test } from 'vitest';
import { CALENDAR, day } from '../../../../../tests/support/calendar.ts';
import { calendarOf, isWorkday } from './calendar.ts';
import { balanceOf, changesOf, readYear, refusalOfYearStep, withYear, writtenDay, type WrittenDay } from './year.ts';

const row = (line: number, date: string, kind = '放假', name = '元旦'): WrittenDay => ({ line, date, kind, name });
const ofYear = (year: number) => [...CALENDAR.days.values()].filter(({ date }) => date.startsWith(String(year)));

describe('reading a notice', () => {
  test('takes the words of notices, of our own export and of holiday-cn alike', () => {
    const rows = [
      writtenDay(2, { 日期: '2027年1月1日', 类型: '放假', 名称: '元旦' }),
      writtenDay(3, { date: '2027-01-02', name: '元旦', isOffDay: true }),
      writtenDay(4, { date: '2027-01-03', name: '元旦后补班', isOffDay: false }),
    ];
    expect(readYear(2027, rows)).toEqual({
      faults: [],
      days: [
        { date: '2027-01-01', kind: 'HOLIDAY', name: '元旦' },
        { date: '2027-01-02', kind: 'HOLIDAY', name: '元旦' },
        { date: '2027-01-03', kind: 'MAKEUP_WORKDAY', name: '元旦后补班' },
      ],
    });
  });

  test.each([
    [row(2, '2027-02-30'), 'NOT_A_DAY'],
    [row(2, '2026-12-31'), 'OTHER_YEAR'],
    [row(2, '2027-01-01', '也许'), 'KIND_UNKNOWN'],
    [row(2, '2027-01-01', '放假', ''), 'NAME_MISSING'],
    [row(2, '2027-01-01', '放假', '春'.repeat(31)), 'NAME_TOO_LONG'],
    // A Friday.
    [row(2, '2027-01-01', '调休上班'), 'MAKEUP_ON_WEEKDAY'],
  ])('lists %o as %s and leaves it out', (bad, reason) => {
    const read = readYear(2027, [bad, row(3, '2027-01-02')]);
    expect(read.faults.map((fault) => [fault.line, fault.reason])).toEqual([[2, reason]]);
    expect(read.days.map(({ date }) => date)).toEqual(['2027-01-02']);
  });

  test('a day told twice goes in once, and the second is listed', () => {
    const read = readYear(2027, [row(2, '2027-01-01'), row(3, '2027/1/1', '放假', '新年')]);
    expect(read.days).toEqual([{ date: '2027-01-01', kind: 'HOLIDAY', name: '元旦' }]);
    expect(read.faults).toEqual([{ line: 3, reason: 'REPEATED', value: '2027/1/1' }]);
  });

  test('anything but an object is a row of faults, not a crash', () => {
    expect(readYear(2027, [writtenDay(1, null), writtenDay(2, 7)]).days).toEqual([]);
  });
});

test.each([2025, 2026])('the notice of %i loses exactly the days of the law', (year) => {
  const { net, lawful } = balanceOf(year, ofYear(year));
  expect([net, lawful]).toEqual([13, 13]);
});

test('the wrong table of 2026 that is in circulation shows in the balance', () => {
  const wrong = ofYear(2026).filter(({ date }) => date !== '2026-02-23');
  expect(balanceOf(2026, wrong).net).toBe(12);
});

describe('a year in force', () => {
  const next = [{ date: day('2027-01-01'), kind: 'HOLIDAY', name: '元旦' }] as const;

  test('leaves the other years and their versions as they are', () => {
    const after = withYear(CALENDAR, { year: 2027, version: 3, days: next });
    expect(after.version).toBe(`${CALENDAR.version} 2027-3`);
    for (const { date } of CALENDAR.days.values()) expect(isWorkday(after, date)).toBe(isWorkday(CALENDAR, date));
    expect(isWorkday(after, day('2027-01-01'))).toBe(false);
  });

  test('changes what it says and nothing else', () => {
    const after = withYear(CALENDAR, { year: 2027, version: 1, days: next });
    expect(changesOf(2027, CALENDAR, after)).toEqual([
      { on: '2027-01-01', before: 'WORKDAY', after: 'HOLIDAY', name: '元旦', counts: true },
    ]);
    expect(changesOf(2026, CALENDAR, after)).toEqual([]);
  });

  test('a holiday on a Saturday is a change that counts nothing', () => {
    const after = calendarOf([{ year: 2027, version: 1, days: [{ ...next[0], date: day('2027-01-02') }] }]);
    expect(changesOf(2027, calendarOf([]), after)).toMatchObject([{ on: '2027-01-02', counts: false }]);
  });
});

describe('two people', () => {
  const proposed = { state: 'PROPOSED', proposedBy: 'one' } as const;
  const who = (accountId: string, role: 'BIZ_ADMIN' | 'SYS_ADMIN' = 'BIZ_ADMIN') => ({ accountId, roles: [role] });
  test.each([
    ['publish', who('one'), 'calendar.own-proposal'],
    ['reject', who('one'), 'calendar.own-proposal'],
    ['withdraw', who('one'), null],
    ['publish', who('two'), null],
    ['reject', who('two'), null],
    ['withdraw', who('two'), 'access.denied'],
    ['publish', who('two', 'SYS_ADMIN'), 'access.denied'],
  ] as const)('%s by %o: %s', (step, by, refusal) => {
    expect(refusalOfYearStep(step, proposed, by)).toBe(refusal);
  });
  test('nothing is open on a decided one', () => {
    for (const step of ['publish', 'reject', 'withdraw'] as const) {
      expect(refusalOfYearStep(step, { state: 'PUBLISHED', proposedBy: 'one' }, who('two'))).toBe('calendar.decided');
    }
  });
});
