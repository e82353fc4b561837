import { once } from 'node:events';
import type { Writable } from 'node:stream';
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

const write = async (stream: Writable, text: string): Promise<void> => {
  if (!stream.write(text)) await once(stream, 'drain');
};

/**
 * The peer: nothing but COPY. The rows as they will stand go straight into the three tables that idempotent ingest needs, with
 * the same partitions and the same unique keys, one table after the other, nothing checked, nothing looked up.
 * `rows` is called once a table; it must give the same rows each time. Seconds are those of COPY alone.
 */
export const copyEverywhere = async (
  url: string,
  rows: () => Iterable<StoredRow>,
): Promise<{ rows: number; seconds: number }> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  let seconds = 0;
  let count = 0;
  try {
    for (const table of ['record_key', 'record', 'expense'] as const) {
      const started = performance.now();
      count = 0;
      const stream = client.query(copyFrom(`copy ${table} ${TABLES[table]} from stdin`));
      let chunk = '';
      for (const row of rows()) {
        // A corrected record has one key but two revisions.
        if (table === 'record_key' && row.revision > 1) continue;
        chunk += LINES[table](row);
        count += 1;
        if (chunk.length > 256 * 1024) {
          await write(stream, chunk);
          chunk = '';
        }
      }
      stream.end(chunk);
      await once(stream, 'finish');
      seconds += (performance.now() - started) / 1000;
    }
  } finally {
    await client.end();
  }
  return { rows: count, seconds };
};
