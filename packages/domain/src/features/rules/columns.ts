import type { Instant, LocalDate } from '../../shared/local-date.ts';
import type { FieldType } from '../sources/field.ts';
import { columnOf, KNOWN_FIELDS } from '../sources/kinds.ts';

export type { Kind } from '../sources/kinds.ts';
type Fields = typeof KNOWN_FIELDS;

/** What stands in a column, and with it how SQL and memory read it. Money is in fen of the row's `currency`. */
export type ColumnType = 'id' | 'text' | 'code' | 'integer' | 'money' | 'day' | 'instant';
export type Column = { readonly column: string; readonly type: ColumnType };

/** How rules read what a field keeps. A digest is a code: equal or not. */
const READ_AS = {
  text: 'text',
  code: 'code',
  choice: 'code',
  secret: 'code',
  day: 'day',
  instant: 'instant',
  amount: 'money',
  integer: 'integer',
  hundredths: 'integer',
} as const satisfies Record<FieldType, ColumnType>;

/** Of every typed table beside its fields. The external id is the source's own and stays over corrections; the record id is one revision's. */
const OWN = {
  recordId: { column: 'record_id', type: 'id' },
  feedId: { column: 'feed_id', type: 'id' },
  unitId: { column: 'unit_id', type: 'id' },
} as const satisfies Record<string, Column>;

type ReadField<F> = F extends { readonly type: infer T extends FieldType }
  ? { readonly column: string; readonly type: (typeof READ_AS)[T] }
  : never;
type Columns = {
  readonly [K in keyof Fields]: typeof OWN & {
    readonly [F in Fields[K][number] as F['name']]: ReadField<F>;
  };
};

/** The columns of the kinds of records that rules read (DOMAIN §8.2): the only names that may become SQL. */
export const COLUMNS = Object.fromEntries(
  Object.entries(KNOWN_FIELDS).map(([kind, fields]) => [
    kind,
    {
      ...OWN,
      ...Object.fromEntries(
        fields.map((field) => [field.name, { column: columnOf(field), type: READ_AS[field.type] }]),
      ),
    },
  ]),
) as Columns;

export type Field<K extends keyof Fields> = keyof Columns[K] & string;
type Read = {
  id: string;
  text: string;
  code: string;
  integer: number;
  money: number;
  day: LocalDate;
  instant: Instant;
};
type Always = 'recordId' | 'feedId' | 'externalId' | 'occurredOn';
type TypeOf<C> = C extends { readonly type: infer T extends ColumnType } ? Read[T] : never;

/** A record as rules read it in memory; null where the source gave nothing. */
export type Row<K extends keyof Fields> = {
  readonly [F in Field<K>]: F extends Always ? TypeOf<Columns[K][F]> : TypeOf<Columns[K][F]> | null;
};
