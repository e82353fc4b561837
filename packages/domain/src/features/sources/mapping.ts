import type { Field, FieldType } from './field.ts';
import type { Kind } from './kinds.ts';
import { FIELDS } from './kinds.ts';
import { isStored } from './stored.ts';
import { AMOUNT_UNITS, MOMENT_FORMATS, QUANTITY_UNITS } from './translate.ts';
import type { Reading } from './translate.ts';
import type { Surroundings } from './values.ts';
import { Bad, readValue } from './values.ts';

/** Where one field of ours comes from in a source's table, and how what stands there is read. */
export type FieldMapping = {
  /**
   * Headings under which the source brings it; of several the first that a file has is read. None = the source does not bring it;
   * null = under our own headings.
   */
  readonly headings: readonly string[] | null;
  /** What stands where the source leaves it empty, in our own spelling; where it has no heading, in every row. */
  readonly constant: string | null;
  readonly reading: Reading;
};

/** How the columns of a feed become fields of its kind. A field that is not named is read under our own headings. */
export type Mapping = {
  readonly fields: Readonly<Record<string, FieldMapping>>;
  /** What becomes of a row without a day: refused, or dated by the day on which it was received. */
  readonly undated: 'REJECT' | 'RECEIVED';
};

export const AS_IS: Reading = { how: 'AS_IS' };
export const NO_MAPPING: Mapping = { fields: {}, undated: 'REJECT' };

/** Ways of reading that a field of this type has, besides as it is. */
export const READINGS: Readonly<Record<FieldType, Exclude<Reading['how'], 'AS_IS'> | null>> = {
  text: 'CODES',
  code: 'CODES',
  choice: 'CODES',
  day: 'MOMENT',
  instant: 'MOMENT',
  amount: 'UNIT',
  hundredths: 'UNIT',
  integer: null,
  secret: null,
};

export const MAPPING_FAULTS = [
  /** The kind has no such field. */
  'NO_SUCH_FIELD',
  /** A field of this type is not read so. */
  'READING_NOT_FOR_TYPE',
  /** The constant is none that the field can hold; a secret is never the same for all. */
  'BAD_CONSTANT',
  /** The kind needs it, and nothing brings it. */
  'REQUIRED_UNMAPPED',
  /** A code stands for something that the field cannot hold. */
  'BAD_CODE',
  /** An unknown code may only be left empty where the field may be empty. */
  'MAY_NOT_BE_EMPTY',
] as const;
export type MappingFault = { readonly field: string; readonly fault: (typeof MAPPING_FAULTS)[number] };

const holds = (field: Field, text: string, around: Surroundings): boolean =>
  !(readValue(text, field, 'cells', around) instanceof Bad);

const faultsOfReading = (field: Field, reading: Reading, around: Surroundings): MappingFault['fault'][] => {
  if (reading.how === 'AS_IS') return [];
  if (READINGS[field.type] !== reading.how) return ['READING_NOT_FOR_TYPE'];
  if (reading.how === 'MOMENT') return MOMENT_FORMATS.includes(reading.format) ? [] : ['READING_NOT_FOR_TYPE'];
  if (reading.how === 'UNIT') {
    const units: object = field.type === 'amount' ? AMOUNT_UNITS : QUANTITY_UNITS;
    return Object.hasOwn(units, reading.unit) && !(reading.rounded && field.type === 'amount')
      ? []
      : ['READING_NOT_FOR_TYPE'];
  }
  const ours = Object.values(reading.codes);
  return [
    ...(ours.some((code) => (code === '' ? field.required : !holds(field, code, around)))
      ? (['BAD_CODE'] as const)
      : []),
    ...(reading.unknown === 'EMPTY' && field.required ? (['MAY_NOT_BE_EMPTY'] as const) : []),
    ...(reading.unknown === 'AS_IS' && field.type === 'choice' ? (['READING_NOT_FOR_TYPE'] as const) : []),
  ];
};

/** What is wrong with a mapping by itself, whatever a file holds; empty when it may be put in force. */
export const faultsOfMapping = (kind: Kind, mapping: Mapping, around: Surroundings): readonly MappingFault[] =>
  Object.entries(mapping.fields).flatMap(([name, { headings, constant, reading }]) => {
    const field = FIELDS[kind].find((one) => one.name === name);
    if (field === undefined) return [{ field: name, fault: 'NO_SUCH_FIELD' as const }];
    const isGiven = constant !== null || (name === 'occurredOn' && mapping.undated === 'RECEIVED');
    const badConstant = constant !== null && (field.secret !== null || !holds(field, constant, around));
    return [
      ...faultsOfReading(field, reading, around),
      ...(badConstant ? (['BAD_CONSTANT'] as const) : []),
      ...(field.required && headings?.length === 0 && !isGiven ? (['REQUIRED_UNMAPPED'] as const) : []),
    ].map((fault) => ({ field: name, fault }));
  });

const readingInOrder = (reading: Reading): Reading =>
  reading.how === 'CODES'
    ? { ...reading, codes: Object.fromEntries(Object.entries(reading.codes).sort(([a], [b]) => (a < b ? -1 : 1))) }
    : reading;
const BY_OUR_NAMES: FieldMapping = { headings: null, constant: null, reading: AS_IS };
const said = ({ constant, reading }: FieldMapping): string => JSON.stringify([constant, readingInOrder(reading)]);

/** Whether each of these headings still stands where it stood, and there was one: others behind them are but other words. */
const onlyAdds = (before: FieldMapping['headings'], after: FieldMapping['headings']): boolean =>
  before === null || after === null
    ? before === after
    : before.every((heading, index) => heading === after[index]) && (before.length > 0 || after.length === 0);

/** The fields of which `after` would store something else than `before`; what the contract does not let in is none of them. */
export const changedFields = (
  contract: { readonly kind: Kind; readonly allowedFields: readonly string[] },
  before: Mapping,
  after: Mapping,
): readonly string[] => {
  const changed = FIELDS[contract.kind].flatMap((field) => {
    const { name } = field;
    if (!isStored(field, contract)) return [];
    const [old, young] = [before.fields[name] ?? BY_OUR_NAMES, after.fields[name] ?? BY_OUR_NAMES];
    return said(old) !== said(young) || !onlyAdds(old.headings, young.headings) ? [name] : [];
  });
  return before.undated === after.undated ? changed : [...new Set([...changed, 'occurredOn'])];
};

/** Whether two mappings say the same in every word. */
export const isSameMapping = (one: Mapping, other: Mapping): boolean => {
  const whole = ({ fields, undated }: Mapping): string =>
    JSON.stringify([
      undated,
      Object.entries(fields)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, field]) => [name, field.headings, said(field)]),
    ]);
  return whole(one) === whole(other);
};
