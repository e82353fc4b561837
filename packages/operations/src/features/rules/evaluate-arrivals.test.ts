import fc from 'fast-check';
import { expect, test } from 'vitest';
import { togetherOf, waitingParts } from './evaluate-arrivals.ts';
import { MOST_TOUCHED } from './evaluate-rules.ts';

const part = (rows: number, n: number) => ({
  ...{ batchId: String(n), fromRecord: 'a', toRecord: 'b', recordKind: 'expense' },
  rows,
});

test('any parts: each is judged once, small ones never so many together that all is looked at, large ones together', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 2_000 }), { maxLength: 60 }), (sizes) => {
      const parts = sizes.map(part);
      const groups = togetherOf(parts);
      expect(
        groups
          .flat()
          .map(({ batchId }) => batchId)
          .sort(),
      ).toEqual(parts.map(({ batchId }) => batchId).sort());
      const touches = (some: typeof parts) => some.reduce((sum, { rows }) => sum + rows * 2, 0);
      const large = groups.filter((some) => touches(some) > MOST_TOUCHED);
      expect(large.length).toBeLessThanOrEqual(1);
      expect(large.flat().every((one) => touches([one]) > MOST_TOUCHED)).toBe(true);
    }),
  );
});

test.each([null, {}, [null], [{}], [{ ...part(1, 1), rows: '1' }], [part(1, 1), 'x']])(
  'a payload that is no list of parts is refused: %j',
  (payload) => {
    expect(() => waitingParts(payload)).toThrow(RangeError);
  },
);
test('a list of parts is taken as it is', () => {
  expect(waitingParts([part(1, 1), part(2, 2)])).toEqual([part(1, 1), part(2, 2)]);
});
