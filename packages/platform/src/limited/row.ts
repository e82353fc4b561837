/** Why one row cannot be read, while the rest of the file goes on. */
export type RowFault =
  'malformed-quotes' | 'wrong-column-count' | 'undecodable' | 'malformed-json' | 'too-deep' | 'too-long';

/** One row of a file: what it holds, or why it cannot be read. Lines count from 1 as an editor or Excel shows them. */
export type Row<Value> =
  { readonly line: number; readonly value: Value } | { readonly line: number; readonly fault: RowFault };

/** A row of a table, by the words of its heading line. Empty cells are empty texts. */
export type TableRow = Row<Readonly<Record<string, string>>>;

/** A row of a table as its cells stand, one for each heading. */
export type CellRow = Row<readonly string[]>;

/**
 * Some rows of a table, sent together: a message a row would cost more than reading it. The headings come with the first piece
 * behind them; a column without a heading has an empty one.
 */
export type TablePiece = { readonly headings: readonly string[] | null; readonly rows: readonly CellRow[] };
