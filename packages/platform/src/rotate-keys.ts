import pg from 'pg';
import type { Vault } from './crypto.ts';
import type { Database } from './database.ts';

/** A column that holds sealed values, and where each belongs. */
export type SealedColumn = {
  readonly table: string;
  readonly column: string;
  readonly contextOf: (id: string) => string;
};

const PORTION = 500;

/**
 * Puts every value of a column under the active key, portion by portion; broken off, it is run again. A value that someone writes
 * meanwhile is left alone: it is under the active key already. Returns how many were moved.
 */
export const rotateColumn = async (
  { pool }: Pick<Database, 'pool'>,
  vault: Vault,
  { table, column, contextOf }: SealedColumn,
): Promise<number> => {
  const [from, at] = [pg.escapeIdentifier(table), pg.escapeIdentifier(column)];
  let moved = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ;) {
    const { rows } = await pool.query<{ id: string; sealed: string }>(
      `select id, ${at} as sealed from ${from} where id > $1 and ${at} is not null order by id limit ${String(PORTION)}`,
      [after],
    );
    for (const { id, sealed } of rows) {
      const anew = vault.reencrypt(sealed, contextOf(id));
      if (anew === sealed) continue;
      const { rowCount } = await pool.query(`update ${from} set ${at} = $1 where id = $2 and ${at} = $3`, [
        anew,
        id,
        sealed,
      ]);
      moved += rowCount ?? 0;
    }
    const last = rows.at(-1);
    if (last === undefined) return moved;
    after = last.id;
  }
};
