import { createReadStream } from 'node:fs';
import type { BidRow } from '@qingfeng/domain/features/rules/bid-screens/market.ts';
import { type Io, UsageError } from '../../command.ts';
import { fieldsOf } from '../simulate/csv.ts';
import { linesOf } from './lines.ts';
import { notFound } from './not-found.ts';

export type BidFile = {
  readonly rows: readonly BidRow[];
  /** By tender, where the file has a column `label_collusive`. */
  readonly labels: ReadonlyMap<string, number> | undefined;
  readonly unreadable: number;
};

const MOST_TOLD = 20;

/** A number, or undefined where there is none: empty, `nan`, words. */
const numberOf = (text: string | undefined): number | undefined => {
  const trimmed = text?.trim() ?? '';
  const value = Number(trimmed);
  return trimmed === '' || !Number.isFinite(value) ? undefined : value;
};

const positive = (text: string | undefined): number | undefined => {
  const value = numberOf(text);
  return value !== undefined && value > 0 ? value : undefined;
};

const wonOf = (text: string | undefined): boolean | undefined => {
  const word = text?.trim().toLowerCase() ?? '';
  if (word === 'true' || word === 'false') return word === 'true';
  const value = numberOf(word);
  return value === undefined ? undefined : value === 1;
};

const filled = (text: string | undefined): string | undefined => {
  const trimmed = text?.trim();
  return trimmed === undefined || trimmed === '' ? undefined : trimmed;
};

/** Reads a file of bids. A row without a price stays, so that its tender is named in the answer, but its price is no bid. */
export const readBids = async (file: string, io: Io): Promise<BidFile> => {
  const input = file === '-' ? process.stdin : createReadStream(file);
  const rows: BidRow[] = [];
  const labels = new Map<string, number>();
  let names: readonly string[] | undefined;
  let [number, unreadable] = [0, 0];
  const skip = (why: string) => {
    unreadable += 1;
    if (unreadable <= MOST_TOLD) io.say(`${file}:${number}: ${why}`);
  };
  try {
    for await (const line of linesOf(input.setEncoding('utf8') as AsyncIterable<string>)) {
      number += 1;
      if (line.trim() === '') continue;
      const fields = fieldsOf(line);
      if (names === undefined) {
        names = fields.map((name) => name.trim());
        for (const needed of ['tender', 'bid_value'])
          if (!names.includes(needed)) throw new UsageError(`${file} has no column ${needed}`);
        continue;
      }
      const head = names;
      const field = (name: string) => (head.includes(name) ? fields[head.indexOf(name)] : undefined);
      const tender = filled(field('tender'));
      if (tender === undefined) {
        skip('no tender');
        continue;
      }
      const value = positive(field('bid_value'));
      if (value === undefined) skip(`no price: ${field('bid_value') ?? ''}`);
      const label = numberOf(field('label_collusive'));
      if (label !== undefined) labels.set(tender, label === 0 ? 0 : 1);
      rows.push({
        tender,
        date: numberOf(field('date')),
        bidder: filled(field('bidder')),
        value: value ?? NaN,
        estimate: positive(field('pre_tender_estimate')),
        won: wonOf(field('winner')),
      });
    }
  } catch (error) {
    notFound(file)(error);
  }
  if (names === undefined) throw new UsageError(`${file} is empty: a line of column names is wanted`);
  return { rows, labels: names.includes('label_collusive') ? labels : undefined, unreadable };
};
