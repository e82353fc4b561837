import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../information/policy.ts';
import { isPoor, tellableReason } from './poor-data.ts';

const poor = (before: boolean, notEvaluable: number, judged = 100) =>
  isPoor(before, { judged, notEvaluable }, DEFAULT_POLICY);

test('data are poor from the upper share, well again below the lower one, and of few rows nothing is said', () => {
  expect([poor(false, 19), poor(false, 20), poor(true, 19), poor(true, 10), poor(true, 9)]).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect([poor(false, 40, 40), poor(true, 0, 40)]).toEqual([false, true]);
  // Of a delivery that was judged in one look at everything more may be counted than came.
  expect(poor(false, 500)).toBe(true);
});

test('the same counts again never turn it, and more that cannot be judged never mends', () => {
  fc.assert(
    fc.property(fc.boolean(), fc.nat(200), fc.nat(200), fc.nat(50), (before, judged, notEvaluable, more) => {
      const after = poor(before, notEvaluable, judged);
      expect(poor(after, notEvaluable, judged)).toBe(after);
      if (after) expect(poor(before, notEvaluable + more, judged)).toBe(true);
    }),
  );
});

test('who runs the feed hears of its fields, not of what they are held against', () => {
  expect(['missing:payee', 'currency', 'absent:death', 'unmatched:kin', 'calendar'].map(tellableReason)).toEqual([
    'missing:payee',
    'currency',
    null,
    null,
    null,
  ]);
});
