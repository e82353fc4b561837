import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { SaxesParser } from 'saxes';
import { headingsOf, MAX_COLUMNS } from './headings.ts';
import type { CellRow, TablePiece } from './row.ts';
import { OFFICE_LIMITS, openArchive } from './zip.ts';
import type { Archive } from './zip.ts';

const DAY_MS = 86_400_000;
/** Day number of 1970-01-01 in the calendar that begins in 1900, and what one that begins in 1904 lags behind. */
const EPOCH = 25_569;
const LAG_1904 = 1_462;
const BUILT_IN_DATES = [14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 30, 36, 45, 46, 47, 50, 57];

type Attributes = Readonly<Record<string, string>>;
type Handlers = {
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly close?: (name: string) => void;
  readonly text?: (text: string) => void;
};

const refuse = (): never => {
  throw new Refusal('file.unreadable');
};
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Feeds a part through the XML reader, stopping after each piece so that the caller can take what has become complete. The
 * reader knows no entities but the five of XML; a document type, which could define others, is refused.
 */
const readPart = async function* ({ zip, entries }: Archive, path: string, handlers: Handlers): AsyncGenerator<void> {
  const entry = entries.get(path);
  if (!entry) return;
  const parser = new SaxesParser();
  parser.on('doctype', refuse);
  parser.on('error', refuse);
  parser.on('opentag', (tag) => handlers.open?.(local(tag.name), tag.attributes));
  parser.on('closetag', (tag) => handlers.close?.(local(tag.name)));
  parser.on('text', (text) => handlers.text?.(text));
  const decoder = new TextDecoder();
  const stream = await zip.openReadStreamPromise(entry).catch(refuse);
  // Damaged, or more than the table of contents declared.
  const inflated = stream[Symbol.asyncIterator]();
  for (;;) {
    const piece: IteratorResult<unknown, unknown> = await inflated.next().catch(refuse);
    if (piece.done === true) break;
    parser.write(decoder.decode(piece.value as Buffer, { stream: true }));
    yield;
  }
  parser.close();
  yield;
};

const readWhole = async (archive: Archive, path: string, handlers: Handlers): Promise<void> => {
  const part = readPart(archive, path, handlers);
  while ((await part.next()).done !== true);
};

type Workbook = {
  readonly sheet: string;
  readonly texts: string;
  readonly styles: string;
  readonly since1904: boolean;
};

/** Where the first sheet that is not hidden lies, and what its cells point at. */
const workbookOf = async (archive: Archive): Promise<Workbook> => {
  const sheets: string[] = [];
  let since1904 = false;
  await readWhole(archive, 'xl/workbook.xml', {
    open: (name, attributes) => {
      if (name === 'workbookPr') since1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
      if (name === 'sheet' && (attributes['state'] ?? 'visible') === 'visible' && id !== undefined) sheets.push(id);
    },
  });
  const paths = new Map<string, string>();
  await readWhole(archive, 'xl/_rels/workbook.xml.rels', {
    open: (name, { Id = '', Target = '', Type = '' }) => {
      if (name !== 'Relationship') return;
      const path = Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`;
      paths.set(Id, path).set(Type.slice(Type.lastIndexOf('/') + 1), path);
    },
  });
  const sheet = paths.get(sheets[0] ?? '');
  if (sheet === undefined) throw new Refusal('file.unreadable');
  return { sheet, texts: paths.get('sharedStrings') ?? '', styles: paths.get('styles') ?? '', since1904 };
};

/** Texts that cells point at by number. The phonetic guide above Chinese characters is not part of a text. */
const textsOf = async (archive: Archive, path: string): Promise<readonly string[]> => {
  const texts: string[] = [];
  let text = '';
  let inText = false;
  let inGuide = false;
  await readWhole(archive, path, {
    open: (name) => {
      if (name === 'si') text = '';
      else if (name === 'rPh') inGuide = true;
      else if (name === 't') inText = !inGuide;
    },
    close: (name) => {
      if (name === 'si') texts.push(text);
      else if (name === 'rPh') inGuide = false;
      else if (name === 't') inText = false;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
  });
  return texts;
};

/** Which cell styles show a day or an hour: a cell itself holds but a number. */
const dateStylesOf = async (archive: Archive, path: string): Promise<ReadonlySet<number>> => {
  const formats = new Set(BUILT_IN_DATES);
  const dates = new Set<number>();
  let inCellFormats = false;
  let style = 0;
  await readWhole(archive, path, {
    open: (name, { numFmtId, formatCode = '' }) => {
      if (name === 'cellXfs') inCellFormats = true;
      // Quoted words, colours and escaped characters are not part of the pattern.
      else if (name === 'numFmt' && /[ymdhs]/i.test(formatCode.replaceAll(/"[^"]*"|\[[^\]]*\]|\\./g, '')))
        formats.add(Number(numFmtId));
      else if (name === 'xf' && inCellFormats) {
        if (formats.has(Number(numFmtId))) dates.add(style);
        style += 1;
      }
    },
    close: (name) => {
      if (name === 'cellXfs') inCellFormats = false;
    },
  });
  return dates;
};

/** `2026-10-14`, `2026-10-14T09:30:00` or `09:30:00`, without zone, from Excel's number of days. */
const momentText = (raw: string, since1904: boolean): string => {
  const serial = Number(raw);
  // Excel counts a 29 February 1900 that never was.
  const days = since1904 ? serial + LAG_1904 : serial < 60 ? serial + 1 : serial;
  const moment = new Date(Math.round((days - EPOCH) * DAY_MS));
  if (Number.isNaN(moment.getTime())) return raw;
  const text = moment.toISOString();
  if (serial < 1) return text.slice(11, 19);
  return Number.isInteger(serial) ? text.slice(0, 10) : text.slice(0, 19);
};

/** A number as people write it. Excel keeps 15 digits and stores 17, the last two being noise, and long ones as `1E+17`. */
const numberText = (raw: string): string => {
  const number = Number(Number(raw).toPrecision(15));
  if (Number.isNaN(number)) return raw;
  return Number.isInteger(number) && Math.abs(number) < 1e30 ? BigInt(number).toString() : String(number);
};

/** `C7` → 2. */
const columnOf = (reference: string): number =>
  Array.from(reference.replace(/\d+$/, '')).reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

type SheetRow = { readonly line: number; readonly cells: readonly string[] };

const sheetRows = async function* (archive: Archive): AsyncGenerator<readonly SheetRow[]> {
  const { sheet, since1904, ...paths } = await workbookOf(archive);
  const texts = await textsOf(archive, paths.texts);
  const dates = await dateStylesOf(archive, paths.styles);
  const complete: SheetRow[] = [];
  let line = 0;
  let cells: string[] = [];
  let cell = { column: -1, type: 'n', style: 0 };
  let value = '';
  let inValue = false;

  const shown = (): string => {
    if (cell.type === 's') return texts[Number(value)] ?? '';
    if (cell.type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (cell.type !== 'n' || value === '') return value;
    return dates.has(cell.style) ? momentText(value, since1904) : numberText(value);
  };
  const part = readPart(archive, sheet, {
    open: (name, { r, s = '0', t = 'n' }) => {
      if (name === 'row') {
        line = r === undefined ? line + 1 : Number(r);
        cells = [];
        cell = { ...cell, column: -1 };
      } else if (name === 'c') {
        cell = { column: r === undefined ? cell.column + 1 : columnOf(r), type: t, style: Number(s) };
        value = '';
      } else if (name === 'v' || (name === 't' && cell.type === 'inlineStr')) {
        inValue = true;
      }
    },
    text: (text) => {
      if (inValue) value += text;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'row') complete.push({ line, cells });
      // Beyond the last column that a heading may stand over: a cell at XFD would make a row of 16,384.
      else if (name === 'c' && cell.column >= 0 && cell.column <= MAX_COLUMNS && value !== '') {
        while (cells.length < cell.column) cells.push('');
        cells[cell.column] = shown();
      }
    },
  });
  for await (const _piece of part) yield complete.splice(0);
};

/**
 * Rows of the first visible sheet of an Excel workbook, read as a stream; its first row that holds anything is the heading.
 * ExcelJS, which writes our workbooks, would inflate unchecked and hold the whole workbook in memory.
 */
export const run = async function* ({ file }: { readonly file: string }): AsyncGenerator<TablePiece> {
  const archive = await openArchive(file, OFFICE_LIMITS);
  try {
    let headings: readonly string[] | null = null;
    for await (const piece of sheetRows(archive)) {
      const before = headings;
      const rows: CellRow[] = [];
      for (const { line, cells } of piece) {
        if (cells.every((cell) => cell.trim() === '')) continue;
        if (headings === null) headings = headingsOf(cells);
        else rows.push({ line, value: cells });
      }
      yield { headings: before === null ? headings : null, rows };
    }
    if (headings === null) throw new Refusal('file.empty');
  } finally {
    archive.zip.close();
  }
};
