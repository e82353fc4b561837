import type { Kind } from '../columns.ts';
import type {
  Given,
  ParameterDefinition,
  Related,
  RowCondition,
  RowLeaf,
  RowValue,
  Told,
  Unit,
  Words,
} from '../language.ts';

/** Short ways to write what many rules say. Chinese first. */
export const words = (zh: string, en: string): Words => ({ zh, en });
export const told = <V>(of: V, unit: Unit, zh: string, en: string): Told<V> => ({ of, unit, label: { zh, en } });
export const because = (code: string, zh: string, en: string) => ({ code, words: { zh, en } });
export const setting = (
  unit: Unit,
  value: number,
  [least, most]: readonly [number, number],
  zh: string,
  en: string,
): ParameterDefinition => ({ label: { zh, en }, unit, value, least, most });

/** Known to be one of these codes: what is absent is none of them. */
export const isOneOf = <F extends string>(field: F, ...of: readonly [string, ...string[]]): RowCondition<F> => ({
  all: [{ present: { field } }, { in: { field }, of }],
});
export const present = <F extends string>(field: F): RowCondition<F> => ({ present: { field } });
export const absent = <F extends string>(field: F): RowCondition<F> => ({ not: { present: { field } } });
/** The month that a payment is for, or else the month of its day. */
export const monthOfPeriod = {
  period: 'month',
  of: { either: [{ field: 'periodOn' }, { field: 'occurredOn' }] },
} as const;
export const monthOfDay = { period: 'month', of: { field: 'occurredOn' } } as const;
export const mine = (value: RowValue): RowValue => ({ mine: value });

/** Rows of a kind whose fields are equal to fields of this row: theirs by mine. */
export const of = (kind: Kind, fields: Readonly<Record<string, string>>, where?: RowCondition): Related => ({
  kind,
  on: Object.entries(fields).map(([theirs, own]) => [{ field: theirs }, { field: own }] as const),
  ...(where === undefined ? {} : { where }),
});
export const some = (related: Related): RowLeaf<never> => ({ some: related });
export const none = (related: Related): RowCondition<never> => ({ not: { some: related } });
export const give = (related: Related, given: Given): RowValue<never> => ({ related, give: given });
