import { columnsOf } from '@qingfeng/domain/features/sources/columns.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Release } from '@qingfeng/domain/features/sources/ocds/release.ts';
import { releasesIn } from '@qingfeng/domain/features/sources/ocds/release.ts';
import type { RejectReason } from '@qingfeng/domain/features/sources/reject.ts';
import { cleanText, faultOf } from '@qingfeng/domain/features/sources/reject.ts';
import type { Row } from '@qingfeng/domain/features/sources/row.ts';
import { isRow, rowReader } from '@qingfeng/domain/features/sources/row.ts';
import type { Surroundings } from '@qingfeng/domain/features/sources/values.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { readDocuments, readTable } from '@qingfeng/platform/limited/read-rows.ts';
import type { RowFault } from '@qingfeng/platform/limited/row.ts';
import { unguarded } from '../../shared/workbook.ts';
import { contractOf } from './contract.ts';
import type { Feed, Rejected } from './store.ts';

/** What one line of a file, or one entry of a package, turned out to be. */
export type Entry =
  { readonly line: number; readonly row: Row } | { readonly line: number; readonly release: Release } | Rejected;

const REASONS: Readonly<Record<RowFault, RejectReason>> = {
  'malformed-quotes': 'QUOTES_BROKEN',
  'wrong-column-count': 'CELL_COUNT',
  undecodable: 'UNDECODABLE',
  'malformed-json': 'NOT_JSON',
  'too-deep': 'TOO_DEEP',
  'too-long': 'LINE_TOO_LONG',
};

/** Cells of a rejected row past this are not kept: such a row is corrected in its own file. */
const MOST_CELL_CHARACTERS = 8_000;

export type Delivery = {
  readonly path: string;
  readonly format: 'CSV' | 'XLSX' | 'JSON';
};

type Reading = {
  readonly feed: Feed;
  readonly around: Surroundings;
  readonly receivedOn: LocalDate;
  readonly signal?: AbortSignal;
};

/** Reads a file row by row in the limited process; always the same entries in the same order. Refuses what is no such file. */
export const readDelivery = (delivery: Delivery, reading: Reading): AsyncGenerator<Entry> =>
  delivery.format === 'JSON' ? readReleases(delivery, reading) : readCells(delivery, reading);

const readCells = async function* (
  { path, format }: Delivery,
  { feed, around, receivedOn, signal }: Reading,
): AsyncGenerator<Entry> {
  const contract = contractOf(feed);
  const read = rowReader(contract, 'cells', around, receivedOn);
  const fields = FIELDS[feed.kind];
  /** Heading over each field's column, once the first row shows the headings. */
  let headings: readonly (string | null)[] | null = null;
  let empty = true;
  for await (const found of readTable(path, format === 'CSV' ? 'csv' : 'xlsx', signal ? { signal } : {})) {
    empty = false;
    if ('fault' in found) {
      yield { line: found.line, faults: [faultOf(REASONS[found.fault])], cells: null };
      continue;
    }
    const { line, value } = found;
    if (headings === null) {
      const header = Object.keys(value);
      const given = [...Object.keys(contract.defaults), ...(contract.undated === 'RECEIVED' ? ['occurredOn'] : [])];
      const { at } = columnsOf(feed.kind, header, feed.mapping.columns ?? {}, given);
      headings = at.map((column) => header[column] ?? null);
    }
    const under = headings;
    const row = read((index) => {
      const heading = under[index] ?? null;
      return heading === null ? null : unguarded(value[heading] ?? '');
    });
    yield isRow(row) ? { line, row } : { line, faults: row, cells: cellsOf(fields, under, value) };
  }
  if (empty) throw new Refusal('file.empty');
};

const cellsOf = (
  fields: (typeof FIELDS)['expense'],
  headings: readonly (string | null)[],
  value: Readonly<Record<string, string>>,
): Rejected['cells'] => {
  const cells = fields.flatMap(({ name, secret }, index) => {
    const heading = headings[index] ?? null;
    // Secrets are asked for again: a rejected row must not be where they are kept.
    return heading === null || secret !== null ? [] : [[name, cleanText(value[heading] ?? '')] as const];
  });
  const characters = cells.reduce((sum, [, cell]) => sum + cell.length, 0);
  return characters > MOST_CELL_CHARACTERS ? null : Object.fromEntries(cells);
};

/** Entries are counted, not lines: a package of a thousand releases may be one line. */
const readReleases = async function* ({ path }: Delivery, { signal }: Reading): AsyncGenerator<Entry> {
  let line = 0;
  for await (const found of readDocuments(path, {
    unwrap: ['records', 'releases'],
    // A record holds its releases and may hold the publisher's own merge of them.
    whole: ['ocid'],
    ...(signal ? { signal } : {}),
  })) {
    const releases = 'fault' in found ? [faultOf(REASONS[found.fault])] : releasesIn(found.value);
    for (const release of releases) {
      line += 1;
      yield 'reason' in release ? { line, faults: [release], cells: null } : { line, release };
    }
  }
  if (line === 0) throw new Refusal('file.empty');
};
