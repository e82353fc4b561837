import { once } from 'node:events';
import type { PoolClient } from 'pg';
import { from } from 'pg-copy-streams';

/** A piece of text goes to the server at once; pieces near this size keep neither side waiting. */
const PIECE = 128 * 1024;

const cellText = (cell: string | number | null): string => {
  if (cell === null) return '\\N';
  if (typeof cell === 'number') return String(cell);
  return cell.includes('\\') ? cell.replaceAll('\\', '\\\\') : cell;
};

export type Copying = {
  /** Takes a row; resolves at once unless the server is behind. Texts must hold no control characters; those we keep never do. */
  readonly write: (cells: readonly (string | number | null)[]) => Promise<void> | undefined;
  /** All rows are in when it resolves, or none when it rejects. */
  readonly end: () => Promise<void>;
  /** None is in. */
  readonly abandon: () => Promise<void>;
};

/** COPY into a table, row by row as rows come; names come only from code. The connection does nothing else until it ends. */
export const openCopy = (client: PoolClient, table: string, columns: readonly string[]): Copying => {
  const stream = client.query(from(`copy ${table} (${columns.join(', ')}) from stdin`));
  const finished = once(stream, 'finish').then(() => undefined);
  // A wait for a drain may be what learns of the failure first, and a connection may break when nobody waits.
  finished.catch(() => undefined);
  stream.on('error', () => undefined);
  let piece = '';
  const send = async (): Promise<void> => {
    const full = piece;
    piece = '';
    if (!stream.write(full)) await Promise.race([once(stream, 'drain'), finished]);
  };
  return {
    write: (cells) => {
      piece += cells.map(cellText).join('\t');
      piece += '\n';
      return piece.length > PIECE ? send() : undefined;
    },
    end: () => {
      stream.end(piece);
      return finished;
    },
    abandon: async () => {
      stream.destroy(new Error('abandoned'));
      await finished.catch(() => undefined);
    },
  };
};
