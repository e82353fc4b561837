import { limitedRows } from './run.ts';
import type { Limits } from './run.ts';
import type { Row, TableRow } from './row.ts';

type Options = { readonly limits?: Partial<Limits>; readonly signal?: AbortSignal };

const PARSERS = {
  csv: new URL('parse-csv.ts', import.meta.url),
  xlsx: new URL('parse-xlsx.ts', import.meta.url),
  json: new URL('parse-json.ts', import.meta.url),
} as const;

/** Rows of a CSV or Excel file by the words of its heading line. */
export const readTable = (file: string, format: 'csv' | 'xlsx', options: Options = {}): AsyncGenerator<TableRow> =>
  limitedRows({ module: PARSERS[format], input: { file }, files: [file], ...options });

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
