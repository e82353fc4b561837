import { type CaseResult, runCase, type RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { RuleVersion } from './version-queries.ts';

/** What becomes of a case that other values make untrue: it goes, or expects from now on what comes out. */
export type Settlement = 'KEEP' | 'EXPECT' | 'DROP';
export type Settlements = Readonly<Record<string, Settlement | undefined>>;
type Values = Readonly<Record<string, number | null>>;
type Kept = Pick<RuleVersion, 'definition' | 'cases'>;

const caseOf = ({ name, expect, asOf, records }: RuleVersion['cases'][number]): RuleCase => ({
  name,
  expect,
  asOf,
  records,
});

/** The rule with these values; one that is being typed is left as it was. */
const under = (definition: unknown, values: Values): Rule => {
  const rule = definition as Rule;
  const set = Object.entries(rule.parameters).map(([name, one]) => [
    name,
    { ...one, value: values[name] ?? one.value },
  ]);
  return { ...rule, parameters: Object.fromEntries(set) as Rule['parameters'] };
};

/** Cases that held and no longer do under these values, with what comes of them. */
export const untrueUnder = (
  { definition, cases }: Kept,
  values: Values,
): readonly { readonly one: RuleCase; readonly result: CaseResult }[] => {
  const rule = under(definition, values);
  return cases.map(caseOf).flatMap((one) => {
    const result = runCase(rule, one);
    return result.passes ? [] : [{ one, result }];
  });
};

/** The cases of a draft with these values; undefined where they stay as they are. */
export const settledCases = (kept: Kept, values: Values, settlements: Settlements): RuleCase[] | undefined => {
  const untrue = new Map(untrueUnder(kept, values).map(({ one, result }) => [one.name, result.got]));
  const settled = kept.cases.map(caseOf).flatMap((one) => {
    const [got, settlement] = [untrue.get(one.name), settlements[one.name]];
    if (got === undefined || settlement === undefined || settlement === 'KEEP') return [one];
    return settlement === 'DROP' ? [] : [{ ...one, expect: got }];
  });
  const same =
    settled.length === kept.cases.length && settled.every((one, nth) => one.expect === kept.cases[nth]?.expect);
  return same ? undefined : settled;
};
