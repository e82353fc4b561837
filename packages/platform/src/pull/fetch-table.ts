import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import mysql from 'mysql2/promise';
import pg from 'pg';
import type { Fetched, Mark } from './fetched.ts';

export type TableSource = {
  readonly engine: 'POSTGRESQL' | 'MYSQL';
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly table: string;
  readonly watermark: string;
};

const PATIENCE_MS = 30_000;
/** Rows of one fetch; the rest comes with the next, which begins where this one ended. */
const MOST_ROWS = 50_000;

type Cell = string | null;
type Answer = { readonly columns: readonly string[]; readonly rows: readonly (readonly Cell[])[] };
type Ask = (quoted: { table: string; column: string }, after: string | null) => Promise<Answer>;

const statement = (table: string, column: string, placeholder: string | null): string =>
  `select * from ${table} ${placeholder === null ? '' : `where ${column} > ${placeholder}`} order by ${column} limit ${String(MOST_ROWS)}`;

/** Everything as the server writes it, so that no number or day passes through a float or a time zone. */
const AS_TEXT = { getTypeParser: () => (text: string | Buffer) => String(text) } as unknown as pg.CustomTypesConfig;

const askPostgres = async (source: TableSource, work: (ask: Ask) => Promise<Fetched>): Promise<Fetched> => {
  const { host, port, database, user, password } = source;
  const client = new pg.Client({
    ...{ host, port, database, user, password, connectionTimeoutMillis: PATIENCE_MS, query_timeout: PATIENCE_MS },
    ...{ types: AS_TEXT, application_name: 'qingfeng' },
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('begin read only');
    return await work(async ({ table, column }, after) => {
      const { fields, rows } = await client.query<Cell[]>({
        text: statement(table, column, after === null ? null : '$1'),
        values: after === null ? [] : [after],
        rowMode: 'array',
      });
      return { columns: fields.map(({ name }) => name), rows };
    });
  } finally {
    await client.end();
  }
};

const askMysql = async (source: TableSource, work: (ask: Ask) => Promise<Fetched>): Promise<Fetched> => {
  const { host, port, database, user, password } = source;
  const connection = await mysql.createConnection({
    ...{ host, port, database, user, password, connectTimeout: PATIENCE_MS, charset: 'utf8mb4' },
    ...{ multipleStatements: false, dateStrings: true, supportBigNumbers: true, bigNumberStrings: true },
  });
  try {
    await connection.query('start transaction read only');
    return await work(async ({ table, column }, after) => {
      const [rows, fields] = await connection.query<mysql.RowDataPacket[][]>({
        sql: statement(table, column, after === null ? null : '?'),
        values: after === null ? [] : [after],
        rowsAsArray: true,
        timeout: PATIENCE_MS,
      });
      return {
        columns: fields.map(({ name }) => name),
        rows: rows.map((row) =>
          (row as unknown[]).map((cell) =>
            cell === null ? null : typeof cell === 'string' ? cell : JSON.stringify(cell),
          ),
        ),
      };
    });
  } finally {
    await connection.end();
  }
};

const csvCell = (cell: Cell): string =>
  cell === null ? '' : /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/**
 * Fetches the rows of a table past the highest value of its watermark seen so far, as a CSV file under the table's own headings. The
 * connection is a read-only transaction; table and column are quoted names, the value is a parameter. Refuses with
 * `source.pull-host` or `source.pull-database`.
 */
export const fetchTable = async (source: TableSource, hosts: readonly string[], mark: Mark): Promise<Fetched> => {
  if (!hosts.includes(`${source.host}:${String(source.port)}`))
    throw new Refusal('source.pull-host', { host: `${source.host}:${String(source.port)}` });
  const quote = source.engine === 'MYSQL' ? '`' : '"';
  const quoted = (name: string): string =>
    name
      .split('.')
      .map((part) => `${quote}${part}${quote}`)
      .join('.');
  const ask = source.engine === 'MYSQL' ? askMysql : askPostgres;
  try {
    return await ask(source, async (query) => {
      const { columns, rows } = await query(
        { table: quoted(source.table), column: quoted(source.watermark) },
        mark['after'] ?? null,
      );
      const at = columns.indexOf(source.watermark);
      const after = rows.at(-1)?.[at] ?? null;
      if (rows.length === 0 || after === null) return { nothingNew: true };
      const lines = [columns, ...rows].map((cells) => `${cells.map(csvCell).join(',')}\n`);
      return {
        name: `${source.table}-${String(rows.length)}.csv`,
        bytes: (async function* () {
          // A file of any size is made of pieces.
          for (let from = 0; from < lines.length; from += 1_000)
            yield Buffer.from(lines.slice(from, from + 1_000).join(''));
        })(),
        mark: { after },
      };
    });
  } catch (cause) {
    if (cause instanceof Refusal) throw cause;
    const { code } = cause as { code?: unknown };
    throw Object.assign(new Refusal('source.pull-database', { code: typeof code === 'string' ? code : '' }), { cause });
  }
};
