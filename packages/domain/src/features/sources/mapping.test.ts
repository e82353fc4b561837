import { describe, expect, it, test } from 'vitest';
import { SYSTEM } from '../../shared/by.ts';
import { localDate } from '../../shared/local-date.ts';
import type { MappingState, MappingStep } from './mapping-life.ts';
import { refusalOfMappingStep, submittedTo } from './mapping-life.ts';
import type { FieldMapping, Mapping } from './mapping.ts';
import { AS_IS, changedFields, faultsOfMapping, isSameMapping, NO_MAPPING } from './mapping.ts';
import { officeClock } from './office-clock.ts';
import type { Reading } from './translate.ts';
import { surroundingsOf } from './values.ts';

const around = surroundingsOf(officeClock('Asia/Shanghai'), localDate('2026-10-10'), (text) => text);
const one = (changes: Partial<FieldMapping> = {}): FieldMapping => ({
  headings: ['列'],
  constant: null,
  reading: AS_IS,
  ...changes,
});
const of = (fields: Mapping['fields'], undated: Mapping['undated'] = 'REJECT'): Mapping => ({ fields, undated });
const codes = (table: Record<string, string>, unknown: 'REJECT' | 'EMPTY' | 'AS_IS' = 'REJECT'): Reading => ({
  how: 'CODES',
  codes: table,
  unknown,
});

describe('what is wrong with a mapping by itself', () => {
  const faults = (name: string, changes: Partial<FieldMapping>, kind: 'expense' | 'death' = 'expense') =>
    faultsOfMapping(kind, of({ [name]: one(changes) }), around).map(({ fault }) => fault);

  test.each<[string, Partial<FieldMapping>, readonly string[]]>([
    ['kind', { reading: codes({ a: 'TRAVEL', b: '' }) }, []],
    ['kind', { reading: codes({ a: 'NOTHING' }) }, ['BAD_CODE']],
    ['kind', { reading: codes({}, 'EMPTY') }, []],
    ['kind', { reading: codes({}, 'AS_IS') }, ['READING_NOT_FOR_TYPE']],
    ['unitCode', { reading: codes({ a: 'B' }, 'AS_IS') }, []],
    ['externalId', { reading: codes({ a: '' }) }, ['BAD_CODE']],
    ['externalId', { reading: codes({}, 'EMPTY') }, ['MAY_NOT_BE_EMPTY']],
    ['amountMinor', { reading: { how: 'UNIT', unit: 'WAN_YUAN', rounded: false } }, []],
    ['amountMinor', { reading: { how: 'UNIT', unit: 'WAN_YUAN', rounded: true } }, ['READING_NOT_FOR_TYPE']],
    ['amountMinor', { reading: { how: 'UNIT', unit: 'THOUSANDTH', rounded: false } }, ['READING_NOT_FOR_TYPE']],
    ['occurredOn', { reading: { how: 'UNIT', unit: 'FEN', rounded: false } }, ['READING_NOT_FOR_TYPE']],
    ['occurredOn', { reading: { how: 'MOMENT', format: 'DMY' } }, []],
    ['amountMinor', { headings: [] }, ['REQUIRED_UNMAPPED']],
    ['amountMinor', { headings: [], constant: '5' }, []],
    ['amountMinor', { constant: 'five' }, ['BAD_CONSTANT']],
    ['payee', { headings: [] }, []],
    ['nonsense', {}, ['NO_SUCH_FIELD']],
  ])('%s %o', (name, changes, expected) => expect(faults(name, changes)).toEqual(expected));

  test('a secret is never the same for all', () => {
    expect(faults('personHash', { constant: '999001195204110016' }, 'death')).toEqual(['BAD_CONSTANT']);
  });
});

describe('what another mapping would store otherwise', () => {
  const contract = { kind: 'expense', allowedFields: ['payee'] } as const;
  const before = of({ amountMinor: one({ headings: ['金额'] }), payee: one({ headings: ['收款'] }) });
  test.each<[string, Mapping['fields'], readonly string[]]>([
    ['the same in another order', { payee: one({ headings: ['收款'] }), amountMinor: one({ headings: ['金额'] }) }, []],
    ['another word behind', { ...before.fields, amountMinor: one({ headings: ['金额', '实付'] }) }, []],
    ['another word in front', { ...before.fields, amountMinor: one({ headings: ['实付', '金额'] }) }, ['amountMinor']],
    [
      'another unit',
      {
        ...before.fields,
        amountMinor: one({ headings: ['金额'], reading: { how: 'UNIT', unit: 'WAN_YUAN', rounded: false } }),
      },
      ['amountMinor'],
    ],
    ['a constant', { ...before.fields, payee: one({ headings: ['收款'], constant: '某' }) }, ['payee']],
    ['a field left out', { ...before.fields, payee: one({ headings: [] }) }, ['payee']],
    ['a field by our own names', { amountMinor: one({ headings: ['金额'] }) }, ['payee']],
    ['a field outside the contract', { ...before.fields, goods: one() }, []],
  ])('%s', (_name, fields, changed) => {
    expect(changedFields(contract, before, of(fields))).toEqual(changed);
    expect(submittedTo(changed)).toBe(changed.length === 0 ? 'IN_FORCE' : 'PROPOSED');
  });

  test('codes are compared by what they say, undated rows too', () => {
    const tables = [codes({ a: 'TRAVEL', b: 'OFFICE' }), codes({ b: 'OFFICE', a: 'TRAVEL' })];
    const [first, second] = tables.map((reading) => of({ kind: one({ reading }) })) as [Mapping, Mapping];
    expect(isSameMapping(first, second)).toBe(true);
    expect(changedFields({ kind: 'expense', allowedFields: [] }, first, second)).toEqual([]);
    expect(changedFields(contract, NO_MAPPING, of({}, 'RECEIVED'))).toEqual(['occurredOn']);
    expect(isSameMapping(before, of({ ...before.fields, amountMinor: one({ headings: ['金额', '实付'] }) }))).toBe(
      false,
    );
  });
});

const officer = { ...SYSTEM, accountId: 'officer', roles: ['DATA_SECURITY_OFFICER'] as const };
const keeper = { ...SYSTEM, accountId: 'keeper', roles: ['RULE_ADMIN'] as const };
const both = { ...SYSTEM, accountId: 'both', roles: ['RULE_ADMIN', 'DATA_SECURITY_OFFICER'] as const };

it.each<[MappingStep, MappingState, string | null, typeof officer | typeof keeper | typeof both, string | null]>([
  ['submit', 'DRAFT', 'keeper', keeper, null],
  ['submit', 'DRAFT', 'other', keeper, null],
  ['submit', 'DRAFT', 'keeper', officer, 'access.denied'],
  ['submit', 'PROPOSED', 'keeper', keeper, 'step.not-available'],
  ['discard', 'DRAFT', 'keeper', keeper, null],
  ['withdraw', 'PROPOSED', 'keeper', keeper, null],
  ['withdraw', 'IN_FORCE', 'keeper', keeper, 'step.not-available'],
  ['approve', 'PROPOSED', 'keeper', officer, null],
  ['approve', 'PROPOSED', 'both', both, 'source.own-mapping'],
  ['approve', 'PROPOSED', 'keeper', keeper, 'access.denied'],
  ['approve', 'SUPERSEDED', 'keeper', officer, 'step.not-available'],
  ['refuse', 'PROPOSED', 'keeper', officer, null],
])('%s of a mapping in %s drafted by %s', (step, state, draftedBy, viewer, why) => {
  expect(refusalOfMappingStep(step, { state, draftedBy }, viewer)).toBe(why);
});
