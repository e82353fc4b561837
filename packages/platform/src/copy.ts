import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

/** A piece of text goes to the server at once; pieces near this size keep neither side waiting. */
const PIECE = 256 * 1024;

const cellText = (cell: string | number | null): string => {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  return cell.includes('\\') ? cell.replaceAll('\\', '\\\\') : cell;
};

/**
 * One row in COPY's text form, without its end. Texts must hold no control characters; those we keep never do. Joined, not added
 * up: a sum of texts keeps all its pieces alive until someone reads it.
 */
export const copyLine = (cells: readonly (string | number | null)[]): string => cells.map(cellText).join('\t');

/** COPY of rows, as `copyLine` gives them, into a table; names come only from code. All of them arrive or none. */
export const copyInto = async (
  client: PoolClient,
  table: string,
  columns: readonly string[],
  lines: Iterable<string>,
): Promise<void> => {
  const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`));
  const finished = once(stream, 'finish');
  // The wait for a drain may be what learns of the failure first.
  finished.catch(() => undefined);
  let piece = '';
  for (const line of lines) {
    piece += line;
    piece += '\n';
    if (piece.length > PIECE) {
      if (!stream.write(piece)) await Promise.race([once(stream, 'drain'), finished]);
      piece = '';
    }
  }
  stream.end(piece);
  await finished;
};
