import { createReadStream } from 'node:fs';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { recordAt } from './csv.ts';
import { headingsOf } from './headings.ts';
import type { CellRow, TablePiece } from './row.ts';

/** Characters of one record; past it a quote was opened and never closed. */
const MAX_RECORD = 1_000_000;
const UNDECODABLE = '\uFFFD';
const PIECE = 256 * 1024;

const pieces = async function* (file: string, decoder: TextDecoder): AsyncGenerator<string> {
  for await (const piece of createReadStream(file, { highWaterMark: PIECE })) {
    yield decoder.decode(piece as Buffer, { stream: true });
  }
  yield decoder.decode();
};

const isUtf8 = async (file: string): Promise<boolean> => {
  try {
    for await (const _piece of pieces(file, new TextDecoder('utf-8', { fatal: true })));
    return true;
  } catch {
    return false;
  }
};

/** By the byte order mark, else UTF-8 when the whole file is that, else what Excel in China writes. */
const encodingOf = async (file: string): Promise<string> => {
  let head = Buffer.alloc(0);
  for await (const piece of createReadStream(file, { end: 1 })) head = Buffer.concat([head, piece as Buffer]);
  const mark = head.toString('hex');
  if (mark === 'fffe') return 'utf-16le';
  if (mark === 'feff') return 'utf-16be';
  return (await isUtf8(file)) ? 'utf-8' : 'gb18030';
};

/** The separator that stands most often in the heading line. */
const separatorOf = (text: string): number => {
  const [heading = ''] = text.split(/\r?\n|\r/, 1);
  const counts = [',', '\t', ';'].map((mark) => ({ mark, count: heading.split(mark).length }));
  return counts.reduce((best, next) => (next.count > best.count ? next : best)).mark.charCodeAt(0);
};

const breaksIn = (text: string): number => {
  let breaks = 0;
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) breaks += 1;
  return breaks;
};

type Record = CellRow;

/**
 * Records with the line each begins on. One whose quotes are wrong costs its first line only: reading goes on with the next,
 * so that a single stray quote does not swallow the file.
 */
const recordsOf = async function* (file: string): AsyncGenerator<readonly Record[]> {
  let rest = '';
  let line = 1;
  let separator: number | null = null;
  let skipping = false;
  /** Takes the whole records off `rest`. */
  const take = (last: boolean): readonly Record[] => {
    const records: Record[] = [];
    let at = 0;
    const skipLine = (): void => {
      const end = rest.indexOf('\n', at);
      skipping = end === -1;
      at = skipping ? rest.length : end + 1;
    };
    if (skipping) skipLine();
    while (at < rest.length) {
      const found = recordAt(rest, at, (separator ??= separatorOf(rest)), last);
      if (found.kind === 'record') {
        records.push({ line, value: found.cells });
        // A lone return, as old systems write it, ends a line too.
        line += breaksIn(rest.slice(at, found.end)) || 1;
        at = found.end;
        continue;
      }
      const tooLong = rest.length - at > MAX_RECORD;
      if (found.kind === 'open' && !last && !tooLong) break;
      records.push({ line, fault: found.kind === 'open' && !last ? 'too-long' : 'malformed-quotes' });
      skipLine();
      line += 1;
    }
    rest = rest.slice(at);
    return records;
  };
  for await (const piece of pieces(file, new TextDecoder(await encodingOf(file)))) {
    if (piece.includes('\0')) throw new Refusal('file.unreadable');
    rest += piece;
    yield take(false);
  }
  yield take(true);
};

/** Rows of a CSV file in UTF-8, GB18030 or UTF-16, with comma, tab or semicolon; its first line that holds anything is the heading. */
export const run = async function* ({ file }: { readonly file: string }): AsyncGenerator<TablePiece> {
  let headings: readonly string[] | null = null;
  for await (const records of recordsOf(file)) {
    const before = headings;
    const rows: CellRow[] = [];
    for (const record of records) {
      if ('fault' in record) {
        rows.push(record);
        continue;
      }
      const { line, value: cells } = record;
      if (cells.every((cell) => cell.trim() === '')) continue;
      if (headings === null) headings = headingsOf(cells);
      else if (cells.length !== headings.length) rows.push({ line, fault: 'wrong-column-count' });
      else if (cells.some((cell) => cell.includes(UNDECODABLE))) rows.push({ line, fault: 'undecodable' });
      else rows.push(record);
    }
    yield { headings: before === null ? headings : null, rows };
  }
  if (headings === null) throw new Refusal('file.empty');
};
