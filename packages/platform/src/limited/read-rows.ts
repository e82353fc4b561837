import { limitedRows } from './run.ts';
import type { Limits } from './run.ts';
import { rowOf } from './headings.ts';
import type { Row, TablePiece, TableRow } from './row.ts';

type Options = { readonly limits?: Partial<Limits>; readonly signal?: AbortSignal };

const PARSERS = {
  csv: new URL('parse-csv.ts', import.meta.url),
  xlsx: new URL('parse-xlsx.ts', import.meta.url),
  json: new URL('parse-json.ts', import.meta.url),
} as const;

/** Rows of a CSV or Excel file as cells, in pieces: for files of a million rows. Cells are as they stand, blanks included. */
export const readPieces = (file: string, format: 'csv' | 'xlsx', options: Options = {}): AsyncGenerator<TablePiece> =>
  limitedRows({ module: PARSERS[format], input: { file }, files: [file], ...options });

/** Each row by the words of the headings before it. */
export const rowsOf = async function* (pieces: AsyncIterable<TablePiece>): AsyncGenerator<TableRow> {
  let headings: readonly string[] = [];
  for await (const piece of pieces) {
    headings = piece.headings ?? headings;
    for (const row of piece.rows) yield 'fault' in row ? row : { line: row.line, value: rowOf(headings, row.value) };
  }
};

/** Rows of a CSV or Excel file by the words of its heading line. */
export const readTable = (file: string, format: 'csv' | 'xlsx', options: Options = {}): AsyncGenerator<TableRow> =>
  rowsOf(readPieces(file, format, options));

/** Documents of a JSON file, or the elements of the lists named in `unwrap` (`releases`, `records`) that they hold but where `whole` says otherwise. */
export const readDocuments = (
  file: string,
  {
    unwrap = [],
    whole = [],
    ...options
  }: Options & { readonly unwrap?: readonly string[]; readonly whole?: readonly string[] } = {},
): AsyncGenerator<Row<unknown>> =>
  limitedRows({ module: PARSERS.json, input: { file, unwrap, whole }, files: [file], ...options });
