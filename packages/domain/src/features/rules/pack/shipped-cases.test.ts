import { describe, expect, it } from 'vitest';
import { EXPECTED, runCase, strangeIn } from '../cases.ts';
import { PACK } from '../pack.ts';
import { shippedCases } from './shipped-cases.ts';

describe('the test cases of the rules that ship', () => {
  it.each(PACK)('$code says of each what is expected', (rule) => {
    const cases = shippedCases(rule.code);
    expect(cases.filter((one) => strangeIn(one) !== null)).toEqual([]);
    expect(cases.filter((one) => !runCase(rule, one).passes).map(({ name }) => name)).toEqual([]);
    expect(new Set(cases.map(({ expect: expected }) => expected))).toEqual(new Set(EXPECTED));
  });

  it('show of most exceptions that they are what makes the difference', () => {
    const excepted = PACK.flatMap((rule) =>
      shippedCases(rule.code)
        .filter(({ name }) => name.startsWith('除外'))
        .map((one) => runCase({ ...rule, exceptions: [] }, { ...one, expect: 'HIT' }).passes),
    );
    expect(excepted.length).toBeGreaterThan(20);
    expect(excepted.every(Boolean)).toBe(true);
  });
});
