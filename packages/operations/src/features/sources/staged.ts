import { hash } from 'node:crypto';
import type { FieldType, Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { COMMON, FIELDS, columnOf } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Row } from '@qingfeng/domain/features/sources/row.ts';
import { contentOf } from '@qingfeng/domain/features/sources/row.ts';

/** Half of a SHA-256: enough that two contents of one record never meet by chance. */
const HASH_DIGITS = 32;

const SQL_TYPES: Readonly<Record<FieldType, string>> = {
  text: 'text',
  choice: 'text',
  day: 'date',
  instant: 'timestamptz(3)',
  amount: 'bigint',
  integer: 'int',
};

type Column = { readonly name: string; readonly type: string };

const ENVELOPE: readonly Column[] = [
  { name: 'batch_id', type: 'uuid' },
  { name: 'line', type: 'int' },
  { name: 'record_id', type: 'uuid' },
  { name: 'external_id', type: 'text' },
  { name: 'content_hash', type: 'bytea' },
  { name: 'occurred_on', type: 'date' },
  { name: 'unit_code', type: 'text' },
];

/** The kind's own columns in its typed table. */
export const ownColumns = (kind: Kind): readonly Column[] =>
  FIELDS[kind].slice(COMMON).map((field) => ({ name: columnOf(field), type: SQL_TYPES[field.type] }));

/** Columns of the staging table, in the order of `StagedRow`. */
export const stagedColumns = (kind: Kind): readonly Column[] => [...ENVELOPE, ...ownColumns(kind)];

/** A row as it is staged: cells in the order of `stagedColumns`. */
export type StagedRow = readonly (string | number | null)[];

export type Numbered = { readonly line: number; readonly row: Row };

/** Rows ready to be promoted together, of each id the last only. */
export type Part = {
  readonly batchId: string;
  readonly kind: Kind;
  readonly rows: readonly StagedRow[];
  /** Rows left out because a later one of the part has the same id. */
  readonly repeated: number;
  /** Lines it was made of, both included. */
  readonly lines: Span<number>;
  /** Earliest and latest day, so that their months can be made. */
  readonly days: Span<string>;
};
type Span<Value> = { readonly from: Value; readonly to: Value };

/** Hashes the rows and gives each the id that its record will have, ascending. There must be one row at least. */
export const partOf = (
  batch: { readonly id: string; readonly kind: Kind },
  read: readonly [Numbered, ...Numbered[]],
  newId: () => string,
): Part => {
  const last = new Map<string, Numbered>();
  const days = { from: read[0].row.occurredOn, to: read[0].row.occurredOn };
  for (const one of read) {
    last.set(one.row.externalId, one);
    const day = one.row.occurredOn;
    if (day < days.from) days.from = day;
    if (day > days.to) days.to = day;
  }
  const rows = Array.from(last.values(), ({ line, row }): StagedRow => {
    const contentHash = hash('sha256', contentOf(batch.kind, row)).slice(0, HASH_DIGITS);
    return [batch.id, line, newId(), row.externalId, `\\x${contentHash}`, row.occurredOn, row.unitCode, ...row.values];
  });
  const lines = { from: read[0].line, to: read.at(-1)?.line ?? read[0].line };
  return { batchId: batch.id, kind: batch.kind, rows, repeated: read.length - rows.length, lines, days };
};
