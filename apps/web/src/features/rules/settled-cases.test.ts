import { runCase } from '@qingfeng/domain/features/rules/cases.ts';
import { R39 } from '@qingfeng/domain/features/rules/pack/matter-rules.ts';
import { shippedCases } from '@qingfeng/domain/features/rules/pack/shipped-cases.ts';
import { expect, test } from 'vitest';
import { settledCases, untrueUnder } from './settled-cases.ts';
import type { RuleVersion } from './version-queries.ts';

const kept: Pick<RuleVersion, 'definition' | 'cases'> = {
  definition: R39,
  cases: shippedCases(R39.code).map((one) => ({ ...one, result: runCase(R39, one) })),
};
const AT_THE_LIMIT = '应触发：逾期一个工作日';

test('as it is, and while a value is being typed, every case holds', () => {
  expect(untrueUnder(kept, { lateBar: 1 })).toEqual([]);
  expect(untrueUnder(kept, { lateBar: null })).toEqual([]);
  expect(settledCases(kept, { lateBar: 1 }, {})).toBeUndefined();
});

test('another threshold names the case at the old one, which is left, expected otherwise, or deleted', () => {
  const values = { lateBar: 2 };
  expect(untrueUnder(kept, values)).toMatchObject([{ one: { name: AT_THE_LIMIT }, result: { got: 'NO_HIT' } }]);
  expect(settledCases(kept, values, { [AT_THE_LIMIT]: 'KEEP' })).toBeUndefined();
  const otherwise = settledCases(kept, values, { [AT_THE_LIMIT]: 'EXPECT' });
  expect(otherwise?.find(({ name }) => name === AT_THE_LIMIT)?.expect).toBe('NO_HIT');
  const fewer = settledCases(kept, values, { [AT_THE_LIMIT]: 'DROP' });
  expect(fewer).toHaveLength(kept.cases.length - 1);
});

test('what was settled for values that are no longer meant changes nothing', () => {
  expect(settledCases(kept, { lateBar: 1 }, { [AT_THE_LIMIT]: 'DROP' })).toBeUndefined();
});
