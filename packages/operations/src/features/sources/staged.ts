import { hash } from 'node:crypto';
import type { FieldType, Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { COMMON, FIELDS, columnOf } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Row } from '@qingfeng/domain/features/sources/row.ts';
import { contentOf } from '@qingfeng/domain/features/sources/row.ts';
import type { Value } from '@qingfeng/domain/features/sources/values.ts';
import { copyLine } from '@qingfeng/platform/copy.ts';

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

/** Columns of a row that waits for promotion, in the order of its cells. */
export const stagedColumns = (kind: Kind): readonly Column[] => [...ENVELOPE, ...ownColumns(kind)];

/** A row of a delivery, with the line under which it stands there. */
export type Numbered = { readonly line: number; readonly row: Row };

type Batch = { readonly id: string; readonly kind: Kind };

/** The cells of `stagedColumns`, with the id that the record will have. */
const cellsOf = ({ id, kind }: Batch, { line, row }: Numbered, newId: () => string): Value[] => [
  id,
  line,
  newId(),
  row.externalId,
  `\\x${hash('sha256', contentOf(kind, row)).slice(0, HASH_DIGITS)}`,
  row.occurredOn,
  row.unitCode,
  ...row.values,
];

type Span<Of> = { readonly from: Of; readonly to: Of };

/** What is known of a part besides its rows. */
export type Part = {
  readonly batchId: string;
  readonly kind: Kind;
  /** Rows left out because a later one of the part has the same id. */
  readonly repeated: number;
  /** Lines it was made of, both included. */
  readonly lines: Span<number>;
  /** Earliest and latest day, so that their months can be made. */
  readonly days: Span<string>;
};

/**
 * Gathers rows that will be promoted together; of each id the last stays. A row is made ready as it comes, a line for COPY or
 * cells: ten thousand rows kept as objects would cost the collector more than all else.
 */
const gathering = <Ready>(batch: Batch, newId: () => string, make: (cells: readonly Value[]) => Ready) => {
  const rows = new Map<string, Ready>();
  const lines = { from: 0, to: 0 };
  const days = { from: '', to: '' };
  let taken = 0;
  return {
    /** Rows taken so far, those left out included. */
    size: (): number => taken,
    take: (one: Numbered): void => {
      const { externalId, occurredOn: day } = one.row;
      // Taken out first, so that it stands where the last one stood: ids ascend with the lines.
      rows.delete(externalId);
      rows.set(externalId, make(cellsOf(batch, one, newId)));
      if (taken === 0) lines.from = one.line;
      lines.to = one.line;
      if (taken === 0 || day < days.from) days.from = day;
      if (day > days.to) days.to = day;
      taken += 1;
    },
    /** Null when nothing was taken. */
    done: (): (Part & { readonly rows: readonly Ready[] }) | null =>
      taken === 0
        ? null
        : { batchId: batch.id, kind: batch.kind, rows: [...rows.values()], repeated: taken - rows.size, lines, days },
  };
};

/** For the staging table. */
export const gatheringLines = (batch: Batch, newId: () => string) => gathering(batch, newId, copyLine);
export type GatheredLines = NonNullable<ReturnType<ReturnType<typeof gatheringLines>['done']>>;

/** For a statement that brings its rows itself. */
export const gatheringCells = (batch: Batch, newId: () => string) => gathering(batch, newId, (cells) => cells);
export type GatheredCells = NonNullable<ReturnType<ReturnType<typeof gatheringCells>['done']>>;
