import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { randomRule, TRIED } from '../../../../../../tests/support/random-rules.ts';
import type { Rule } from '../language.ts';
import { PACK } from '../pack.ts';
import { faultsOf } from './check.ts';
import type { Json } from './pattern.ts';
import { acted, actsFor, chosen, withoutGaps } from './pieces.ts';
import { withValueAt } from './pattern.ts';
import { sayRule } from '../say.ts';

const asJson = (rule: Rule): Json => JSON.parse(JSON.stringify(rule)) as Json;
/** The rule as it comes out when it is put together piece by piece, as by hand. */
const rebuilt = (rule: Json): Json => actsFor({ slot: 'rule' }, rule).reduce(acted, null);

/** Random rules say nothing of themselves. */
const told = (rule: Rule): Rule => ({
  ...rule,
  hypothesis: { zh: '试', en: 'trial' },
  finds: rule.finds.map((find) => ({ ...find, because: [{ zh: '{limit}', en: '{limit}' }] })),
});

describe('the builder', () => {
  it.each(PACK)('makes $code piece by piece, and finds no fault with it', (rule) => {
    expect(rebuilt(asJson(rule))).toEqual(asJson(rule));
    expect(faultsOf(asJson(rule))).toEqual([]);
  });

  it.each(TRIED)('makes any rule on %s', (kind) => {
    fc.assert(
      fc.property(randomRule(kind), (random) => {
        const rule = told(random);
        expect(rebuilt(asJson(rule))).toEqual(asJson(rule));
        expect(faultsOf(asJson(rule))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});

const R10 = asJson(PACK.find(({ code }) => code === 'R10') as Rule);
const WHERE = ['finds', 0, 'where'] as const;
const faultsWith = (path: readonly (string | number)[], value: Json) =>
  faultsOf(withValueAt(R10, path, value) ?? null).map(({ path: at, fault }) => `${at.join('.')} ${fault}`);

describe('what is wrong stands at its piece', () => {
  it.each<[string, readonly (string | number)[], Json, string]>([
    ['a gap', WHERE, null, 'finds.0.where empty'],
    ['a gap in a piece', [...WHERE, 'between', 1], null, 'finds.0.where.between.1 empty'],
    ['a field of another kind', WHERE, { present: { field: 'fundRef' } }, 'finds.0.where.present.field field'],
    ['a field that every object has', WHERE, { present: { field: 'toString' } }, 'finds.0.where.present.field field'],
    ['money that is not read in yuan', WHERE, { known: { field: 'amountMinor' } }, 'finds.0.where.known.field field'],
    [
      'a day beside a number',
      WHERE,
      { compare: [{ field: 'occurredOn' }, '>', { constant: 3 }] },
      'finds.0.where alike',
    ],
    ['a text for a day', WHERE, { isWorkday: { field: 'payee' } }, 'finds.0.where.isWorkday wants'],
    ['a parameter that is not there', ['finds', 0, 'within'], 'weeks', 'finds.0.within reference'],
    ['a figure that is not there', ['finds', 0, 'amount'], 'none', 'finds.0.amount reference'],
    ['the outer row of none', WHERE, { known: { mine: { field: 'payee' } } }, 'finds.0.where.known outside'],
    ['no key', ['finds', 0, 'by'], [], 'finds.0.by few'],
    ['something of another language', WHERE, { sql: 'drop table' }, 'finds.0.where unknown'],
    ['a value beyond its limits', ['parameters', 'days', 'value'], 1e9, 'parameters.days limits'],
    ['a sentence about nothing', ['finds', 0, 'because', 0, 'zh'], '{nothing}', 'finds.0.because.0 hole'],
    ['a colour for some only', ['levels'], [{ colour: 'RED', when: { all: [] } }], 'levels.0 levels'],
    ['a short name with a quote', ['finds', 0, 'name'], `x'`, 'finds.0.name name'],
  ])('%s', (_, path, value, fault) => {
    expect(faultsWith(path, value)).toContain(fault);
  });

  it('leaves everything else of a rule at peace', () => {
    expect(faultsWith([...WHERE, 'between', 1], null)).toHaveLength(1);
  });
});

describe('a piece that becomes another', () => {
  it('keeps what both have', () => {
    const compare: Json = { compare: [{ yuan: 'amountMinor' }, '>', { parameter: 'limit' }] };
    expect(chosen('rowCondition', 'between', compare)).toEqual({
      between: [{ yuan: 'amountMinor' }, { parameter: 'limit' }, null],
    });
  });
});

it('a draft with gaps can be said in words', () => {
  const gaps = actsFor({ slot: 'rule' }, R10).map(({ at }) => at);
  for (const at of gaps.filter((path) => path.length > 0 && path[0] !== 'kind')) {
    const whole = withoutGaps({ slot: 'rule' }, withValueAt(R10, at, null));
    expect(() => sayRule(whole as unknown as Rule, 'zh', String)).not.toThrow();
  }
});
