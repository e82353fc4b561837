import { describe, expect, test } from 'vitest';
import { day } from '../../../../../tests/support/calendar.ts';
import {
  ANSWERED,
  at,
  code,
  DAY,
  due,
  MEASURES_DONE,
  SERVED_BY_PAPER,
  step,
  walk,
} from '../../../../../tests/support/warning-steps.ts';
import { A, B } from '../../../../../tests/support/warnings.ts';
import { currentOf } from '../calendar/clocks.ts';
import { bindingDeadline } from './deadline.ts';
import { flagsOf } from './warning.ts';

describe('clocks', () => {
  test.each([
    // Scheme, level, mode, day 0, answer due (DOMAIN §6.3), overall limit.
    [A, 'L3', 'WRITTEN', '2026-09-18', '2026-09-29', null],
    [A, 'L2', 'WRITTEN', '2026-09-28', '2026-10-13', null],
    [A, 'L1', 'WRITTEN', '2026-09-03', '2026-10-08', null],
    [B, 'BLUE', 'INQUIRY_LETTER', '2026-04-30', '2026-05-13', null],
    [B, 'BLUE', 'KEY_REMINDER', '2026-04-30', null, null],
    [B, 'YELLOW', 'CORRECT', '2026-02-13', '2026-03-05', '2026-03-13'],
    [B, 'RED', 'TIME_LIMITED', '2026-01-16', '2026-01-30', '2026-02-24'],
  ] as const)('run from service: $1', (scheme, level, mode, day0, answer, overall) => {
    const served = walk(at(scheme, level, mode, day0), day0, ...SERVED_BY_PAPER);
    expect([due(served, 'response'), due(served, 'overall')]).toEqual([answer, overall]);
  });

  test("blue's week runs from the decision and ends at service", () => {
    const decided = walk(at(B, 'BLUE', 'INQUIRY_LETTER', '2026-09-28'), '2026-09-28', 'submit', 'approve');
    expect(due(decided, 'organ')).toBe('2026-10-08');
    expect(currentOf(decided.deadlines, 'organ')).toMatchObject({ soft: true, state: 'RUNNING' });
    const served = walk(decided, '2026-10-08', 'issue', 'sign');
    expect(currentOf(served.deadlines, 'organ')?.state).toBe('STOPPED');
  });

  test('a meeting recorded later decides on its own day', () => {
    const pending = step('submit', at(B, 'BLUE', 'INQUIRY_LETTER', '2026-09-21'), '2026-09-21');
    expect(due(step('approve', pending, '2026-09-25', { on: day('2026-09-23') }), 'organ')).toBe('2026-09-30');
  });

  test('a receipt brought later sets day 0 to the day it names', () => {
    const issued = walk(at(A, 'L3', 'WRITTEN', '2026-09-17'), '2026-09-17', 'submit', 'approve', 'issue');
    const served = step('serve', issued, '2026-09-21', { how: 'PAPER_RECEIPT', on: day('2026-09-18'), witnesses: [] });
    expect(due(served, 'response')).toBe('2026-09-29');
  });

  test('the first return gives a short date, the second none', () => {
    const under = walk(at(A, 'L3', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER, 'answer', 'answer', 'respond', 'review');
    const returned = step('return', under, '2026-03-16');
    expect([returned.state, returned.returnCount, due(returned, 'response')]).toEqual(['SERVED', 1, '2026-03-19']);
    const again = step('return', walk(returned, '2026-03-19', 'respond', 'review'), '2026-03-24');
    expect([again.returnCount, due(again, 'response')]).toEqual([2, '2026-03-19']);
  });

  test('an early answer that is returned keeps the days it still had', () => {
    const under = walk(at(A, 'L3', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER, 'answer', 'answer', 'respond', 'review');
    expect(due(step('return', under, '2026-03-03'), 'response')).toBe('2026-03-11');
  });

  test('a failed visit and a refused lifting each give a new short date', () => {
    const visiting = walk(at(A, 'L1', 'WRITTEN', '2026-09-03'), '2026-09-03', ...SERVED_BY_PAPER, ...ANSWERED);
    const back = step('failVisit', visiting, '2026-10-12');
    expect([back.state, due(back, 'response')]).toEqual(['SERVED', '2026-10-15']);
    const again = walk(back, '2026-10-15', 'answer', 'answer', 'respond', 'review', 'accept', 'passVisit');
    const refusedLift = step('refuseLift', again, '2026-10-19');
    expect([refusedLift.state, due(refusedLift, 'response')]).toEqual(['SERVED', '2026-10-22']);
  });

  test('measures that are open again have three working days, also beyond the overall limit', () => {
    const served = walk(at(B, 'RED', 'TIME_LIMITED', '2026-03-02'), '2026-03-02', ...SERVED_BY_PAPER);
    const done = walk(served, '2026-03-09', ...ANSWERED, ...MEASURES_DONE);
    const back = step('refuseLift', done, '2026-04-07');
    expect(back.state).toBe('RECTIFYING');
    expect(due(back, 'overall')).toBe('2026-04-10');
    expect(back.measures.map(({ doneOn }) => doneOn)).toEqual([null, '2026-03-09']);
  });

  test('extension counts from the nominal end, once, and only at the level that has it', () => {
    const served = walk(at(A, 'L1', 'WRITTEN', '2026-09-03'), '2026-09-03', ...SERVED_BY_PAPER);
    const extended = walk(served, '2026-09-20', 'askExtension', 'grantExtension');
    expect(due(extended, 'response')).toBe('2026-11-03');
    expect(flagsOf(extended)).toMatchObject({ extended: true, extensionPending: false });
    expect(code('askExtension', extended, 'object', '2026-09-21')).toBe('warning.extension-asked-before');
    for (const [scheme, level, mode] of [
      [A, 'L2', 'WRITTEN'],
      [A, 'L3', 'WRITTEN'],
      [B, 'RED', 'TIME_LIMITED'],
    ] as const)
      expect(code('askExtension', walk(at(scheme, level, mode, DAY), DAY, ...SERVED_BY_PAPER), 'object', DAY)).toBe(
        'step.not-available',
      );
  });

  test('a late request for extension is shown, not blocked', () => {
    const served = walk(at(A, 'L1', 'WRITTEN', '2026-09-03'), '2026-09-03', ...SERVED_BY_PAPER);
    expect(step('askExtension', served, '2026-10-08').extension?.late).toBe(false);
    expect(step('askExtension', served, '2026-10-09').extension?.late).toBe(true);
  });

  test('more than the level allows is refused', () => {
    const asked = walk(at(A, 'L1', 'WRITTEN', DAY), DAY, ...SERVED_BY_PAPER, 'askExtension');
    expect(code('grantExtension', asked, 'leader', DAY, { period: { amount: 2, unit: 'MONTH' } })).toBe(
      'warning.extension-too-long',
    );
    expect(code('grantExtension', asked, 'leader', DAY, { period: { amount: 10, unit: 'CALENDAR_DAY' } })).toBeNull();
  });

  test('an extension still pending lapses with the answer', () => {
    const answered = walk(
      at(A, 'L1', 'WRITTEN', DAY),
      DAY,
      ...SERVED_BY_PAPER,
      'askExtension',
      'answer',
      'answer',
      'respond',
    );
    expect(answered.extension?.state).toBe('REFUSED');
  });

  test('suspension stops every clock of the object, also one that starts meanwhile', () => {
    const served = walk(at(B, 'RED', 'TIME_LIMITED', DAY), DAY, ...SERVED_BY_PAPER);
    const suspended = step('suspend', served, '2026-03-05');
    expect(flagsOf(suspended).suspended).toBe(true);
    expect(['response', 'overall'].map((clock) => currentOf(suspended.deadlines, clock)?.state)).toEqual([
      'PAUSED',
      'PAUSED',
    ]);
    const resumed = step('resume', suspended, '2026-03-09');
    expect([due(resumed, 'response'), due(resumed, 'overall')]).toEqual(['2026-03-18', '2026-04-07']);

    // Answered on the day of the suspension, eight working days were left; they run on from the resumption.
    const reviewed = walk(suspended, '2026-03-05', 'answer', 'answer', 'respond', 'review');
    const returned = step('return', reviewed, '2026-03-16');
    expect(currentOf(returned.deadlines, 'response')?.state).toBe('PAUSED');
    expect(due(step('resume', returned, '2026-03-18'), 'response')).toBe('2026-03-27');
  });

  test('the binding deadline is the earlier of two', () => {
    const served = walk(at(B, 'RED', 'TIME_LIMITED', DAY), DAY, ...SERVED_BY_PAPER);
    expect(bindingDeadline(served)?.clock).toBe('response');
    const rectifying = walk(served, DAY, ...ANSWERED);
    expect(bindingDeadline(rectifying)?.clock).toBe('overall');
  });
});

describe('limits that a paper sets itself', () => {
  const limits = (more: object) => ({ limits: { response: null, rectification: null, overall: null, ...more } });
  test('hold instead of the scheme, as far as the level leaves room', () => {
    const letter = at(B, 'BLUE', 'INQUIRY_LETTER', DAY, limits({ response: { amount: 15, unit: 'WORKDAY' } }));
    expect(due(walk(letter, DAY, ...SERVED_BY_PAPER), 'response')).toBe('2026-03-23');
    const red = at(B, 'RED', 'TIME_LIMITED', DAY, limits({ overall: { amount: 2, unit: 'WEEK' } }));
    expect(due(walk(red, DAY, ...SERVED_BY_PAPER), 'overall')).toBe('2026-03-16');
  });
  test.each([
    [B, 'BLUE', 'INQUIRY_LETTER', { response: { amount: 16, unit: 'WORKDAY' } }],
    [B, 'RED', 'TIME_LIMITED', { overall: { amount: 2, unit: 'MONTH' } }],
    [A, 'L3', 'WRITTEN', { response: { amount: 5, unit: 'WORKDAY' } }],
  ] as const)('%# are refused beyond it', (scheme, level, mode, more) => {
    expect(() => at(scheme, level, mode, DAY, limits(more))).toThrow('warning.limit-too-long');
  });
});
