import { columnsOf } from '@qingfeng/domain/features/sources/columns.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Release } from '@qingfeng/domain/features/sources/ocds/release.ts';
import { releasesIn } from '@qingfeng/domain/features/sources/ocds/release.ts';
import type { Fault, RejectReason } from '@qingfeng/domain/features/sources/reject.ts';
import { cleanText, excerptOf, faultOf } from '@qingfeng/domain/features/sources/reject.ts';
import type { Row } from '@qingfeng/domain/features/sources/row.ts';
import { isRow, rowReader } from '@qingfeng/domain/features/sources/row.ts';
import type { Surroundings } from '@qingfeng/domain/features/sources/values.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { readDocuments, readPieces } from '@qingfeng/platform/limited/read-rows.ts';
import type { CellRow, RowFault } from '@qingfeng/platform/limited/row.ts';
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
  /** Told the heading line of a table as soon as it is read. */
  readonly heard?: (headings: readonly string[]) => void;
};

/**
 * Reads a file in the limited process, piece by piece, each turned into entries as they are taken; always the same entries in the same
 * order. Refuses what is no such file.
 */
export const readDelivery = (delivery: Delivery, reading: Reading): AsyncGenerator<Iterable<Entry>> =>
  delivery.format === 'JSON' ? readReleases(delivery, reading) : readCells(delivery, reading);

const readCells = async function* (
  { path, format }: Delivery,
  { feed, around, receivedOn, signal, heard }: Reading,
): AsyncGenerator<Iterable<Entry>> {
  const contract = contractOf(feed);
  const read = rowReader(contract, 'cells', around, receivedOn);
  /** Column of each field, once the headings are known. */
  let columns: readonly number[] = [];
  let header: readonly string[] = [];
  const headed = (fault: Fault): Fault => {
    const at = columns[FIELDS[feed.kind].findIndex(({ name }) => name === fault.field)] ?? -1;
    return at === -1 ? fault : { ...fault, heading: excerptOf(header[at]) };
  };
  let empty = true;
  const entriesOf = function* (rows: readonly CellRow[]): Generator<Entry> {
    for (const found of rows) {
      if ('fault' in found) {
        yield { line: found.line, faults: [faultOf(REASONS[found.fault])], cells: null };
        continue;
      }
      const { line, value } = found;
      const row = read((index) => {
        const cell = value[columns[index] ?? -1];
        return cell === undefined ? null : unguarded(cell.trim());
      });
      // What is past its time is not kept as a row to be mended either.
      const kept = !isRow(row) && row.every(({ reason }) => reason !== 'PAST_RETENTION');
      yield isRow(row)
        ? { line, row }
        : { line, faults: row.map(headed), cells: kept ? cellsOf(FIELDS[feed.kind], columns, value) : null };
    }
  };
  for await (const { headings, rows } of readPieces(
    path,
    format === 'CSV' ? 'csv' : 'xlsx',
    signal ? { signal } : {},
  )) {
    if (headings !== null) {
      header = headings;
      heard?.(headings);
      columns = columnsOf(feed.kind, headings, contract).at;
    }
    if (rows.length > 0) empty = false;
    yield entriesOf(rows);
  }
  if (empty) throw new Refusal('file.empty');
};

const cellsOf = (
  fields: (typeof FIELDS)['expense'],
  columns: readonly number[],
  value: readonly string[],
): Rejected['cells'] => {
  const cells = fields.flatMap(({ name, secret }, index) => {
    const cell = value[columns[index] ?? -1];
    // Secrets are asked for again: a rejected row must not be where they are kept.
    return cell === undefined || secret !== null ? [] : [[name, cleanText(cell)] as const];
  });
  const characters = cells.reduce((sum, [, cell]) => sum + cell.length, 0);
  return characters > MOST_CELL_CHARACTERS ? null : Object.fromEntries(cells);
};

/** Entries are counted, not lines: a package of a thousand releases may be one line. */
const readReleases = async function* ({ path }: Delivery, { signal }: Reading): AsyncGenerator<Iterable<Entry>> {
  let line = 0;
  const found = readDocuments(path, {
    unwrap: ['records', 'releases'],
    // A record holds its releases and may hold the publisher's own merge of them.
    whole: ['ocid'],
    ...(signal ? { signal } : {}),
  });
  for await (const document of found) {
    const releases = 'fault' in document ? [faultOf(REASONS[document.fault])] : releasesIn(document.value);
    yield releases.map((release): Entry => {
      line += 1;
      return 'reason' in release ? { line, faults: [release], cells: null } : { line, release };
    });
  }
  if (line === 0) throw new Refusal('file.empty');
};
