import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

/** A piece of text goes to the server at once; pieces near this size keep neither side waiting. */
const PIECE = 256 * 1024;

/** One cell of COPY's text form. Values must hold no control characters; those we keep never do. */
const cell = (value: string | number | null): string => {
  if (value === null) return '\\N';
  if (typeof value === 'number') return String(value);
  return value.includes('\\') ? value.replaceAll('\\', '\\\\') : value;
};

/** COPY of rows into a table; names come only from code. Rolled back as a whole when it fails. */
export const copyInto = async (
  client: PoolClient,
  table: string,
  columns: readonly string[],
  rows: Iterable<readonly (string | number | null)[]>,
): Promise<void> => {
  const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`));
  const finished = once(stream, 'finish');
  // The wait for a drain may be what learns of the failure first.
  finished.catch(() => undefined);
  let piece = '';
  for (const row of rows) {
    for (let index = 0; index < row.length; index += 1) piece += (index === 0 ? '' : '\t') + cell(row[index] ?? null);
    piece += '\n';
    if (piece.length > PIECE) {
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), finished]);
      piece = '';
    }
  }
  stream.end(piece);
  await finished;
};
