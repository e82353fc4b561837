import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import path from 'node:path';
import { finished, pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/** One revision of a record as it ends up in the tables, all values as COPY's text form wants them. */
export type StoredRow = {
  readonly recordId: string;
  readonly feedId: string;
  readonly batchId: string;
  readonly externalId: string;
  readonly revision: number;
  readonly contentHash: string;
  readonly occurredOn: string;
  readonly receivedAt: string;
  /** Columns of `expense` from unit_code on. */
  readonly fields: readonly (string | null)[];
};

const TABLES = {
  record_key: '(feed_id, external_id, record_id, revision, content_hash, occurred_on, batch_id)',
  record: '(id, feed_id, kind, external_id, revision, content_hash, occurred_on, received_at, batch_id)',
  expense:
    '(record_id, feed_id, external_id, occurred_on, unit_code, post, claimant_code, claimant, kind, amount_minor, currency, ' +
    'invoice_no, invoice_hash, payee, payee_code, approval_ref, reversal_of)',
} as const;

const LINES: Readonly<Record<keyof typeof TABLES, (row: StoredRow) => string>> = {
  record_key: (row) =>
    `${row.feedId}\t${row.externalId}\t${row.recordId}\t${String(row.revision)}\t${row.contentHash}\t${row.occurredOn}\t${row.batchId}\n`,
  record: (row) =>
    `${row.recordId}\t${row.feedId}\texpense\t${row.externalId}\t${String(row.revision)}\t${row.contentHash}\t${row.occurredOn}\t${row.receivedAt}\t${row.batchId}\n`,
  expense: (row) =>
    `${row.recordId}\t${row.feedId}\t${row.externalId}\t${row.occurredOn}\t${row.fields.map((field) => field ?? '\\N').join('\t')}\n`,
};

type Table = keyof typeof TABLES;
const NAMES = ['record_key', 'record', 'expense'] as const satisfies readonly Table[];

const fileOf = (folder: string, name: string, table: Table): string => path.join(folder, `${name}.${table}`);

/** Makes the peer's input before the clock starts: the text that COPY reads, a file per table. */
export const writeCopyFiles = async (folder: string, name: string, rows: Iterable<StoredRow>): Promise<number> => {
  const out = NAMES.map((table) => ({ table, stream: createWriteStream(fileOf(folder, name, table)), piece: '' }));
  let count = 0;
  for (const row of rows) {
    count += 1;
    for (const file of out) {
      // A corrected record has one key but two revisions.
      if (file.table === 'record_key' && row.revision > 1) continue;
      file.piece += LINES[file.table](row);
      if (file.piece.length < 256 * 1024) continue;
      if (!file.stream.write(file.piece)) await once(file.stream, 'drain');
      file.piece = '';
    }
  }
  await Promise.all(out.map(({ stream, piece }) => finished(stream.end(piece))));
  return count;
};

/**
 * The peer: nothing but COPY. The rows as they will stand go straight from files into the three tables that idempotent ingest needs,
 * with the same partitions, keys and indexes, one table after the other, nothing checked, nothing looked up. Returns seconds.
 */
export const copyEverywhere = async (url: string, folder: string, name: string): Promise<number> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const started = performance.now();
  try {
    for (const table of NAMES) {
      const stream = client.query(copyFrom(`copy ${table} ${TABLES[table]} from stdin`));
      await pipeline(createReadStream(fileOf(folder, name, table), { highWaterMark: 256 * 1024 }), stream);
    }
  } finally {
    await client.end();
  }
  return (performance.now() - started) / 1000;
};
