import { expect, test } from 'vitest';
import { localDate } from '../../shared/local-date.ts';
import { isToFreeze, lastPeriods } from './precision.ts';

test.each([
  ['under 30 % twice', [1, 5], [2, 7], true],
  ['30 % is enough', [3, 10], [0, 10], false],
  ['once is not twice', [0, 9], [9, 9], false],
  ['four verdicts say nothing', [0, 4], [0, 9], false],
] as const)('a rule is frozen: %s', (_, [c1, d1], [c2, d2], frozen) => {
  expect(
    isToFreeze([
      { confirmed: c1, decided: d1 },
      { confirmed: c2, decided: d2 },
    ]),
  ).toBe(frozen);
  expect(isToFreeze([{ confirmed: 0, decided: 9 }])).toBe(false);
});

test('periods are complete ones of the year, latest first', () => {
  expect(lastPeriods(localDate('2026-02-10'), 3)).toEqual([
    { from: '2025-10-01', to: '2025-12-31' },
    { from: '2025-07-01', to: '2025-09-30' },
  ]);
  expect(lastPeriods(localDate('2026-07-01'), 6)).toEqual([
    { from: '2026-01-01', to: '2026-06-30' },
    { from: '2025-07-01', to: '2025-12-31' },
  ]);
  expect(lastPeriods(localDate('2026-11-26'), 1, 1)).toEqual([{ from: '2026-10-01', to: '2026-10-31' }]);
});
