import { mkdir, open } from 'node:fs/promises';
import path from 'node:path';
import type { Field } from '@qingfeng/domain/features/sources/field.ts';
import { FIELDS, type Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { type Cell, csvLine } from './csv.ts';
import { releaseOf } from './ocds.ts';
import type { Procurement, RecordOf } from './records.ts';
import type { Simulated } from './simulate.ts';

/** Files write whole units: yuan, litres, kilometres. */
const hundredths = (value: number): string => (value / 100).toFixed(2);

const headerOf = ({ name, alsoCalled }: Field): string => (alsoCalled.includes('amount') ? 'amount' : name);
const cellOf = ({ name, type }: Field, row: Readonly<Record<string, Cell | undefined>>): Cell => {
  const value = row[name] ?? null;
  return typeof value === 'number' && (type === 'amount' || type === 'hundredths') ? hundredths(value) : value;
};

/** Heading and lines of a kind's file, by the table of kinds that the importer reads by. */
const headerLine = (kind: Kind): string => csvLine(FIELDS[kind].map(headerOf));
const lineOf = (kind: Kind, row: RecordOf<Kind>): string => csvLine(FIELDS[kind].map((field) => cellOf(field, row)));

/** Characters gathered before they go to the file, so that ten million rows are not ten million writes. */
const CHUNK = 1 << 16;

const writer = async (file: string, first: string) => {
  const handle = await open(file, 'w');
  let pending = first;
  let lines = 0;
  const flush = async () => {
    const chunk = pending;
    pending = '';
    await handle.appendFile(chunk);
  };
  return {
    lines: () => lines,
    write: async (line: string) => {
      pending += line;
      lines += 1;
      if (pending.length >= CHUNK) await flush();
    },
    close: async () => {
      await flush();
      await handle.close();
    },
  };
};
type Writer = Awaited<ReturnType<typeof writer>>;

/** How many lines went to each file. */
export type Written = Readonly<Record<string, number>>;

/** Streams a simulation into a table a kind (`expense.csv`), the awards again as OCDS (`procurement.jsonl`), and `truth.jsonl`. */
export const writeFiles = async (simulated: Iterable<Simulated>, directory: string): Promise<Written> => {
  await mkdir(directory, { recursive: true });
  const files = new Map<string, Writer>();
  const fileOf = async (name: string, first = ''): Promise<Writer> => {
    const known = files.get(name) ?? (await writer(path.join(directory, name), first));
    files.set(name, known);
    return known;
  };
  for (const one of simulated) {
    if (one.kind === 'truth') {
      await (await fileOf('truth.jsonl')).write(`${JSON.stringify(one.row)}\n`);
      continue;
    }
    await (await fileOf(`${one.kind}.csv`, headerLine(one.kind))).write(lineOf(one.kind, one.row));
    if (one.bidders !== undefined) {
      const release = releaseOf({ row: one.row as Procurement, bidders: one.bidders });
      await (await fileOf('procurement.jsonl')).write(`${JSON.stringify(release)}\n`);
    }
  }
  await Promise.all([...files.values()].map((file) => file.close()));
  return Object.fromEntries([...files].map(([name, { lines }]) => [name, lines()]));
};
