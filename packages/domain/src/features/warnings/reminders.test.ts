import { describe, expect, test } from 'vitest';
import { CALENDAR, day } from '../../../../../tests/support/calendar.ts';
import { ANSWERED, at, laterBy, SERVED_BY_PAPER, step, walk } from '../../../../../tests/support/warning-steps.ts';
import { A, B } from '../../../../../tests/support/warnings.ts';
import { reminderEvents, sweep } from './reminders.ts';
import type { Warning } from './warning.ts';

const of = (warning: Warning, today: string) => sweep(warning, day(today), CALENDAR);
const told = (warning: Warning, today: string) =>
  of(warning, today).reminders.map(({ to, daysLeft }) => [to, daysLeft]);

describe('an inquiry served on 29 September, due on 14 October', () => {
  const served = walk(at(A, 'L2', 'WRITTEN', '2026-09-29'), '2026-09-29', ...SERVED_BY_PAPER);

  test.each([
    ['2026-10-08', []],
    ['2026-10-09', []],
    [
      '2026-10-10',
      [
        ['OBJECT', 3],
        ['HANDLING_UNIT', 3],
      ],
    ],
    ['2026-10-12', []],
    [
      '2026-10-13',
      [
        ['OBJECT', 1],
        ['HANDLING_UNIT', 1],
      ],
    ],
    [
      '2026-10-14',
      [
        ['OBJECT', 0],
        ['HANDLING_UNIT', 0],
      ],
    ],
    [
      '2026-10-15',
      [
        ['OBJECT', -1],
        ['HANDLING_UNIT', -1],
        ['UNIT_HEAD', -1],
        ['SUPERIOR', -1],
      ],
    ],
    [
      '2026-10-20',
      [
        ['OBJECT', -4],
        ['HANDLING_UNIT', -4],
        ['UNIT_HEAD', -4],
        ['SUPERIOR', -4],
      ],
    ],
  ])('on %s tells %j', (today, expected) => {
    expect(told(served, today)).toEqual(expected);
  });

  test('is marked overdue on the next day, whether a working day or not, and once', () => {
    expect(of(served, '2026-10-14').markOverdue).toBe(false);
    expect(of(served, '2026-10-15').markOverdue).toBe(true);
    expect(of(step('markOverdue', served, '2026-10-15'), '2026-10-16').markOverdue).toBe(false);
  });

  test('is proposed for escalation after five working days, once, and stays where it is', () => {
    expect(of(served, '2026-10-20').proposeEscalation).toBeNull();
    expect(of(served, '2026-10-21').proposeEscalation).toBe('OVERDUE_NO_RESPONSE');
    expect(of(served, '2026-11-10').proposeEscalation).toBe('OVERDUE_NO_RESPONSE');
    const proposed = step('proposeEscalation', served, '2026-10-21', { ground: 'OVERDUE_NO_RESPONSE' });
    expect(proposed.state).toBe('SERVED');
    expect(of(proposed, '2026-10-22').proposeEscalation).toBeNull();
  });

  test('gives the same keys however often a day is swept, other keys on other days, the superior one', () => {
    const keys = (today: string) => of(served, today).reminders.map(({ key }) => key);
    expect(keys('2026-10-13')).toEqual(keys('2026-10-13'));
    const all = Array.from({ length: 30 }, (_, at) => keys(laterBy('2026-10-08', at))).flat();
    const superior = new Set(all.filter((key) => key.includes('SUPERIOR')));
    expect(superior.size).toBe(1);
    // A weekend repeats no reminder: the keys of Saturday and Sunday are Friday's.
    expect(keys('2026-10-17').filter((key) => !keys('2026-10-16').includes(key))).toEqual([]);
  });

  test('says nothing while suspended or after the answer', () => {
    const suspended = step('suspend', served, '2026-10-09');
    expect(of(suspended, '2026-11-20')).toEqual({ reminders: [], markOverdue: false, proposeEscalation: null });
    const answered = walk(served, '2026-10-09', 'answer', 'answer', 'respond');
    expect(told(answered, '2026-10-14')).toEqual([]);
  });
});

test('a Friday limit is overdue on Saturday, its first day late is Monday', () => {
  const served = walk(at(A, 'L3', 'WRITTEN', '2026-03-04'), '2026-03-04', ...SERVED_BY_PAPER);
  expect(of(served, '2026-03-13').reminders.map(({ dueOn }) => dueOn)).toEqual(['2026-03-13', '2026-03-13']);
  expect(of(served, '2026-03-14').markOverdue).toBe(true);
  expect(told(served, '2026-03-14')).toEqual([['SUPERIOR', 0]]);
  expect(told(served, '2026-03-16')[0]).toEqual(['OBJECT', -1]);
});

test('one deadline is told in one event, whoever is to hear of it', () => {
  const served = walk(at(B, 'RED', 'TIME_LIMITED', '2026-03-02'), '2026-03-02', ...SERVED_BY_PAPER);
  const late = walk(served, '2026-03-02', ...ANSWERED);
  const bodies = reminderEvents(of(late, '2026-04-03').reminders).map(({ body }) => body);
  expect(bodies.map(({ to }) => to)).toEqual([['OBJECT', 'HANDLING_UNIT', 'UNIT_HEAD', 'SUPERIOR']]);
  expect(bodies).toMatchObject([{ clock: 'overall', dueOn: '2026-04-02', daysLeft: -1 }]);
});

test("the organ's own clocks remind the organ, and never the object's side", () => {
  const pending = step('submit', at(B, 'BLUE', 'INQUIRY_LETTER', '2026-03-02'), '2026-03-02');
  expect(told(pending, '2026-03-05')).toEqual([
    ['BODY', 0],
    ['HANDLING_UNIT', 0],
  ]);
  const decided = step('approve', pending, '2026-03-03');
  const issued = step('issue', decided, '2026-03-03');
  for (const warning of [pending, decided, issued])
    for (let after = 0; after < 40; after += 1) {
      const targets = of(warning, laterBy('2026-03-03', after)).reminders.map(({ to }) => to);
      expect(targets).not.toContain('OBJECT');
      expect(targets).not.toContain('UNIT_HEAD');
      expect(of(warning, laterBy('2026-03-03', after)).markOverdue).toBe(false);
    }
});

test('the overall limit runs on through review and rectification', () => {
  const served = walk(at(B, 'RED', 'TIME_LIMITED', '2026-03-02'), '2026-03-02', ...SERVED_BY_PAPER);
  const rectifying = walk(served, '2026-03-02', ...ANSWERED);
  expect(told(rectifying, '2026-04-01')).toEqual([
    ['OBJECT', 1],
    ['HANDLING_UNIT', 1],
  ]);
  expect(of(rectifying, '2026-04-03').markOverdue).toBe(true);
});

test('an ended warning reminds nobody', () => {
  const served = walk(at(A, 'L3', 'WRITTEN', '2026-03-02'), '2026-03-02', ...SERVED_BY_PAPER);
  const transferred = step('transfer', served, '2026-03-03');
  expect(of(transferred, '2026-05-08')).toEqual({ reminders: [], markOverdue: false, proposeEscalation: null });
});
