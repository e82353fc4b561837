import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { Prisma, PrismaClient } from './generated/prisma/client.ts';

/** Tagged SQL: text and values travel apart, so a value can never become text. Names come only from code. */
export const sql = Prisma.sql;
export const join = Prisma.join;
export const none = Prisma.empty;
export type Sql = Prisma.Sql;

/** The transaction inside `change()`: the only thing that can write. */
export type WriteTx = Prisma.TransactionClient;

export type Database = {
  readonly prisma: PrismaClient;
  readonly pool: pg.Pool;
  /** Event types for which someone enqueues a reaction; others are only recorded. */
  readonly reactedTo: ReadonlySet<string>;
  /** Rows of one statement, outside any transaction. Days come as `YYYY-MM-DD`, instants as ISO UTC with milliseconds, bigint and numeric as numbers. */
  read<Row>(statement: Sql): Promise<Row[]>;
  /** The first row or `undefined`. */
  readOne<Row>(statement: Sql): Promise<Row | undefined>;
  close(): Promise<void>;
};

const DATE = 1082;
const TIMESTAMPTZ = 1184;
const INT8 = 20;
const NUMERIC = 1700;

const toNumber = (text: string): number => {
  const number = Number(text);
  if (Number.isInteger(number) && !Number.isSafeInteger(number))
    throw new RangeError('a number past 2^53 came from the database');
  return number;
};

const PARSERS = new Map<number, (text: string) => unknown>([
  [DATE, (text) => text],
  [TIMESTAMPTZ, (text) => new Date(text).toISOString()],
  [INT8, toNumber],
  [NUMERIC, toNumber],
]);

/** Readings of ours for a statement's answer; whatever has none keeps pg's own. */
const types = new pg.TypeOverrides();
for (const [oid, parse] of PARSERS) types.setTypeParser(oid, parse);

/** Compiling a statement over two dozen monthly partitions takes longer than running it (15 s against 3 s for one rule here). */
const OPTIONS = '-c jit=off';

/** The address with our options beside its own: what stands in an address outweighs what is given beside it. */
const withOptions = (address: string): string => {
  const url = new URL(address);
  url.searchParams.set('options', [url.searchParams.get('options'), OPTIONS].filter((part) => part !== null).join(' '));
  return url.toString();
};

/**
 * Opens the database for the application role.
 * `connections` is the size of each of the two pools (reads with pg, writes with Prisma); `waitMs`: how long a write waits for one to come free.
 */
export const openDatabase = (
  url: string,
  {
    reactedTo = [],
    connections = 10,
    name = 'qingfeng',
    waitMs = 10_000,
  }: { reactedTo?: Iterable<string>; connections?: number; name?: string; waitMs?: number } = {},
): Database => {
  const connectionString = withOptions(url);
  const pool = new pg.Pool({
    connectionString,
    max: connections,
    application_name: name,
    types,
  });
  // An idle connection that breaks (Postgres restarted) must not end the process; the next query opens a new one.
  pool.on('error', () => undefined);
  // Nor may one that breaks between two statements of whoever holds it: the next statement fails and tells them.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const prisma = new PrismaClient({
    adapter: new PrismaPg({
      connectionString,
      max: connections,
      application_name: `${name} writes`,
    }),
    transactionOptions: { maxWait: waitMs, timeout: 60_000 },
  });
  const read = async <Row>(statement: Sql): Promise<Row[]> =>
    (await pool.query({ text: statement.text, values: statement.values })).rows as Row[];
  return {
    prisma,
    pool,
    reactedTo: new Set(reactedTo),
    read,
    readOne: async <Row>(statement: Sql) => (await read<Row>(statement))[0],
    close: async () => {
      await Promise.all([prisma.$disconnect(), pool.end()]);
    },
  };
};
