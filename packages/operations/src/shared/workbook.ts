import { once } from 'node:events';
import { PassThrough, Readable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import excel from 'exceljs';

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

/** A number is a number to Excel; text stays text, whatever it looks like. `null` is an empty cell. */
export type Cell = string | number | bigint | null;

export type Column<Row> = {
  readonly header: string;
  readonly value: (row: Row) => Cell;
  /** In characters. */
  readonly width?: number;
  /** How numbers are shown: amounts have two decimals and thousands apart. */
  readonly format?: 'amount' | 'plain';
};

type Rows<Row> = AsyncIterable<Row> | Iterable<Row>;
export type WorkbookOptions = {
  readonly sheet?: string;
  /** Who took this list out and when, below the last row and at the foot of every printed page. */
  readonly watermark?: string;
};

/** Also behind apostrophes, so that taking one away always gives back what was there. */
const OPENERS = /^'*[=+\-@\t\r\n＝＋－＠]/;

/** Text that a spreadsheet would run as a formula is led by an apostrophe (OWASP, CSV injection). */
export const guarded = (text: string): string => (OPENERS.test(text) ? `'${text}` : text);
/** The text before `guarded`: an importer asks for it, so that an exported list comes back without a difference. */
export const unguarded = (text: string): string =>
  text.startsWith("'") && OPENERS.test(text.slice(1)) ? text.slice(1) : text;

/** Excel keeps 15 digits of a number: a longer one is text. */
const isExact = (value: number | bigint): boolean => value <= 999_999_999_999_999 && value >= -999_999_999_999_999;

const CELL_CHARACTERS = 32_767;
/** Below Excel's 1,048,576, so that head and watermark have room. */
const SHEET_ROWS = 1_000_000;
/** Rows written at one go before other work of the process has its turn. */
const TURN = 200;

const TEXT = '@';
const FORMATS = { amount: '#,##0.00', plain: 'General' } as const;
const HEAD = {
  font: { bold: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFF4F2EC' } },
  border: { bottom: { style: 'thin', color: { argb: 'FFD3CEC2' } } },
  alignment: { vertical: 'middle', wrapText: true },
} satisfies Partial<excel.Style>;

/**
 * An .xlsx of these rows as a stream: rows are asked for as fast as the reader takes them, so that the longest list needs no
 * more memory than a short one. A fault of the rows is an error of the stream; a reader that leaves ends the rows.
 */
export const workbook = <Row>(
  columns: readonly Column<Row>[],
  rows: Rows<Row>,
  options: WorkbookOptions = {},
): Readable => {
  const out = new PassThrough();
  write(out, columns, rows, options).catch((error: unknown) =>
    out.destroy(error instanceof Error ? error : new Error(String(error))),
  );
  return out;
};

const write = async <Row>(
  out: PassThrough,
  columns: readonly Column<Row>[],
  rows: Rows<Row>,
  { sheet: name = '列表', watermark }: WorkbookOptions,
): Promise<void> => {
  const book = new excel.stream.xlsx.WorkbookWriter({ stream: out, useStyles: true, useSharedStrings: false });
  let sheet = sheetOf(book, name, columns, watermark);
  let count = 0;
  for await (const row of rows) {
    if (count > 0 && count % SHEET_ROWS === 0) {
      sheet.commit();
      sheet = sheetOf(book, `${name} ${String(count / SHEET_ROWS + 1)}`, columns, watermark);
    }
    put(sheet, columns, row);
    count += 1;
    if (count % TURN > 0) continue;
    await setImmediate();
    // The writer itself does not wait for its reader.
    if (out.writableNeedDrain) await Promise.race([once(out, 'drain'), once(out, 'close')]);
    if (out.destroyed) return;
  }
  if (watermark !== undefined) {
    const line = sheet.addRow([]);
    line.getCell(1).value = guarded(watermark);
    line.getCell(1).font = { italic: true, color: { argb: 'FF636C6A' } };
    line.commit();
  }
  sheet.commit();
  await book.commit();
};

const sheetOf = <Row>(
  book: excel.stream.xlsx.WorkbookWriter,
  name: string,
  columns: readonly Column<Row>[],
  watermark: string | undefined,
): excel.Worksheet => {
  const sheet = book.addWorksheet(name.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31), {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: { orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: '1:1' },
    headerFooter: { oddFooter: `&L${(watermark ?? '').replaceAll('&', '&&')}&R&P / &N` },
  });
  sheet.columns = columns.map(({ width = 16 }) => ({ width }));
  const head = sheet.addRow(columns.map(({ header }) => header));
  head.eachCell((cell) => Object.assign(cell, HEAD));
  head.height = 24;
  head.commit();
  return sheet;
};

const put = <Row>(sheet: excel.Worksheet, columns: readonly Column<Row>[], row: Row): void => {
  const line = sheet.addRow([]);
  for (const [index, { value, format = 'plain' }] of columns.entries()) {
    const [held, cell] = [value(row), line.getCell(index + 1)];
    if (held === null) continue;
    if (typeof held === 'string' || !isExact(held)) {
      cell.value = guarded(String(held)).slice(0, CELL_CHARACTERS);
      cell.numFmt = TEXT;
    } else {
      cell.value = Number(held);
      cell.numFmt = FORMATS[format];
    }
  }
  line.commit();
};

/** The same rows as CSV: UTF-8 with its mark, as Excel and WPS want it, lines ended as RFC 4180 says. */
export const csv = <Row>(columns: readonly Column<Row>[], rows: Rows<Row>): Readable =>
  Readable.from(csvLines(columns, rows), { objectMode: false });

async function* csvLines<Row>(columns: readonly Column<Row>[], rows: Rows<Row>): AsyncGenerator<string> {
  yield `\uFEFF${lineOf(columns.map(({ header }) => header))}`;
  let piece = '';
  for await (const row of rows) {
    piece += lineOf(columns.map(({ value }) => value(row)));
    if (piece.length < 65_536) continue;
    yield piece;
    piece = '';
  }
  yield piece;
}

const lineOf = (cells: readonly Cell[]): string => `${cells.map(quoted).join(',')}\r\n`;
const quoted = (cell: Cell): string => {
  const text = typeof cell === 'string' ? guarded(cell) : String(cell ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};
