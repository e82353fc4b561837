import { hash } from 'node:crypto';
import type { FieldType } from '@qingfeng/domain/features/sources/field.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { COMMON, FIELDS, columnOf } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Row } from '@qingfeng/domain/features/sources/row.ts';
import { contentOf } from '@qingfeng/domain/features/sources/row.ts';
import type { Value } from '@qingfeng/domain/features/sources/values.ts';

/** Half of a SHA-256: enough that two contents of one record never meet by chance. */
const HASH_DIGITS = 32;

const SQL_TYPES: Readonly<Record<FieldType, string>> = {
  text: 'text',
  code: 'text',
  choice: 'text',
  secret: 'text',
  day: 'date',
  instant: 'timestamptz(3)',
  amount: 'bigint',
  integer: 'int',
  hundredths: 'bigint',
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

/** Columns of a row that waits for promotion, in the order of its cells. */
export const stagedColumns = (kind: Kind): readonly Column[] => [...ENVELOPE, ...ownColumns(kind)];

/** A row of a delivery, with the line under which it stands there. */
export type Numbered = { readonly line: number; readonly row: Row };

export type Batch = { readonly id: string; readonly kind: Kind };

/** What tells two contents of one record apart, in hexadecimal digits. */
export const contentHash = (kind: Kind, row: Row): string => hash('sha256', contentOf(kind, row)).slice(0, HASH_DIGITS);

/** The cells of `stagedColumns`, with the id that the record will have. */
export const cellsOf = ({ id, kind }: Batch, { line, row }: Numbered, newId: () => string): Value[] => [
  id,
  line,
  newId(),
  row.externalId,
  `\\x${contentHash(kind, row)}`,
  row.occurredOn,
  row.unitCode,
  ...row.values,
];

type Span<Of> = { readonly from: Of; readonly to: Of };

/** What is known of rows that will be promoted together; of each id the last stays. */
export type Part = {
  readonly batchId: string;
  readonly kind: Kind;
  /** Lines left out because a later one of the part has the same id. */
  readonly replaced: readonly number[];
  /** Lines it was made of, both included. */
  readonly lines: Span<number>;
  /** Earliest and latest day, so that their months can be made. */
  readonly days: Span<string>;
};

/** Keeps account of a part while its rows go elsewhere. */
export const account = (batch: Batch) => {
  const last = new Map<string, number>();
  const replaced: number[] = [];
  const lines = { from: 0, to: 0 };
  const days = { from: '', to: '' };
  let taken = 0;
  return {
    size: (): number => taken,
    take: ({ line, row: { externalId, occurredOn: day } }: Numbered): void => {
      const before = last.get(externalId);
      if (before !== undefined) replaced.push(before);
      last.set(externalId, line);
      if (taken === 0) lines.from = line;
      lines.to = line;
      if (taken === 0 || day < days.from) days.from = day;
      if (day > days.to) days.to = day;
      taken += 1;
    },
    /** Null when nothing was taken. */
    part: (): Part | null => (taken === 0 ? null : { batchId: batch.id, kind: batch.kind, replaced, lines, days }),
  };
};

/** Rows of a part small enough to be kept. */
export type SmallPart = Part & { readonly rows: readonly (readonly Value[])[] };

export const smallPart = (batch: Batch, rows: readonly Numbered[], newId: () => string): SmallPart | null => {
  const { take, part } = account(batch);
  rows.forEach(take);
  const known = part();
  if (known === null) return null;
  const replaced = new Set(known.replaced);
  return { ...known, rows: rows.filter(({ line }) => !replaced.has(line)).map((one) => cellsOf(batch, one, newId)) };
};
