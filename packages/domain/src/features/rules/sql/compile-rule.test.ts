import { describe, expect, it } from 'vitest';
import { localDate } from '../../../shared/local-date.ts';
import { COLUMNS } from '../columns.ts';
import type { Rule } from '../language.ts';
import { PACK } from '../pack.ts';
import { R09, R10 } from '../pack/expense-rules.ts';
import { compileRule, findingsOf } from './compile-rule.ts';
import { bound, joined, sql, text } from './fragment.ts';
import type { Scope } from './scope.ts';

const WHOLE: Scope = { county: 1, asOf: localDate('2026-11-20'), zone: 'Asia/Shanghai' };
const TOUCHED: Scope = {
  ...WHOLE,
  touched: [{ recordId: '019a0000-0000-7000-8000-000000000001', occurredOn: localDate('2026-03-02') }],
};

describe('a compiled rule', () => {
  it.each(PACK)('$code is one statement whose values are all parameters', (rule) => {
    for (const scope of [WHOLE, TOUCHED]) {
      const { texts, values } = compileRule(rule, COLUMNS[rule.kind], scope);
      expect(texts).toHaveLength(values.length + 1);
      const whole = texts.join('?');
      expect(whole).not.toContain(';');
      expect(whole).not.toContain('undefined');
      // No number of a rule, no code, no zone: constants of the language itself are few and named here.
      expect(
        whole.replace(
          /'(hit|not-evaluable|zero-divisor|inapplicable|calendar|currency|missing:currency|CNY|\||2000-01-01)'/g,
          '',
        ),
      ).not.toMatch(/'/);
      for (const { value } of Object.values(rule.parameters))
        if (typeof value === 'number') expect(whole).not.toContain(String(value * 1000 + 7));
      expect(values).toContain(scope.county);
    }
  });

  const evil = `amount_minor); drop table expense; --`;
  it.each<[string, Rule]>([
    [
      'in a value',
      { ...R09, exceptions: [{ code: 'x', words: { zh: '', en: '' }, when: { present: { field: evil } } }] },
    ],
    ['in a subject', { ...R09, subject: [{ kind: 'UNIT', field: evil }] }],
    [
      'in a key',
      { ...R10, finds: R10.finds.map((find) => ({ ...find, by: [{ field: evil }] }) as Rule['finds'][number]) },
    ],
    ['as a kind', { ...R09, kind: 'account' as Rule['kind'] }],
    ['of another kind', { ...R09, subject: [{ kind: 'CASE', field: 'caseRef' }] }],
    ['of every object', { ...R09, subject: [{ kind: 'UNIT', field: 'constructor' }] }],
    ['of the wrong type', { ...R09, subject: [{ kind: 'UNIT', field: 'amountMinor' }] }],
  ])('refuses a name that is not on the list, %s', (_, rule) => {
    expect(() => compileRule(rule, COLUMNS.expense, WHOLE)).toThrow('rules.unknown-field');
  });

  it('passes hostile codes and names as values', () => {
    const rule: Rule = {
      ...R09,
      exceptions: [{ code: 'x', words: { zh: '', en: '' }, when: { in: { field: 'kind' }, of: [evil] } }],
    };
    const { texts, values } = compileRule(rule, COLUMNS.expense, WHOLE);
    expect(texts.join('')).not.toContain('drop');
    expect(values).toContainEqual([evil]);
  });
});

it('pieces keep text and values apart', () => {
  const piece = sql`select ${joined([bound(1, 'integer'), text('now()'), bound('a', 'text')], ', ')} as ${text('x')}`;
  expect(piece).toEqual({ texts: ['select ', '::integer, now(), ', '::text as x'], values: [1, 'a'] });
  expect(joined([], ', ')).toEqual({ texts: [''], values: [] });
});

it('answers add up to findings', () => {
  const lack = (things: number, find: string) => ({
    outcome: 'not-evaluable' as const,
    reason: 'currency',
    things,
    find,
  });
  expect(findingsOf([lack(2, 'a'), lack(3, 'b')])).toEqual({
    outcome: 'not-evaluable',
    hits: [],
    notEvaluable: { currency: 5 },
  });
  expect(findingsOf([])).toEqual({ outcome: 'no-hit', hits: [], notEvaluable: {} });
});
