import { expect, test } from 'vitest';
import { NO_COUNTS } from './batch.ts';
import { alarmsOf } from './delivery-alarms.ts';

const LIMITS = { rejectedShare: 0.05, few: 0.5, many: 2 };
const of = (accepted: number, rejected = 0) => ({ ...NO_COUNTS, accepted, rejected });
const usual = [of(90), of(110), of(100), of(100)];

test.each([
  ['as always', of(100), usual, []],
  ['at the limits', of(95, 5), usual, []],
  ['one rejected more', of(94, 6), usual, ['MANY_REJECTED']],
  ['too few rows for a share', of(1, 18), [], []],
  ['half of the usual', of(50), usual, []],
  ['less than half', of(49), usual, ['FEW_ROWS']],
  ['twice the usual', of(200), usual, []],
  ['more than twice', of(201), usual, ['MANY_ROWS']],
  ['nothing where much was', NO_COUNTS, usual, ['FEW_ROWS']],
  ['a feed too young to know', of(1), usual.slice(1), []],
  ['a feed of a few rows', of(1), [of(5), of(6), of(7), of(8)], []],
  ['everything said again', { ...NO_COUNTS, unchanged: 100 }, usual, []],
  ['few, and most of them bad', of(10, 20), usual, ['MANY_REJECTED', 'FEW_ROWS']],
] as const)('%s', (_what, counts, earlier, alarms) => {
  expect(alarmsOf(counts, earlier, LIMITS)).toEqual(alarms);
});
