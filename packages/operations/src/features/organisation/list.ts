import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** Text that may stand anywhere in a column; what a person types is never a pattern. */
export const like = (text: string): string => `%${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** How many rows of a list there are, counted to the cap. */
export const counted = async (database: Database, from: Sql): Promise<{ total: number; totalCapped: boolean }> => {
  const found = await database.readOne<{ total: number }>(sql`
    select count(*) as total from (select ${from} limit ${TOTAL_CAP + 1}) found`);
  const total = found?.total ?? 0;
  return { total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP };
};

const EXPORT_STEP = 200;

/** Every row that a list would show, page by page, so that an export holds one page in memory. */
export async function* eachOf<Query, Row>(
  query: Query,
  rowsOf: (query: Query) => Promise<readonly Row[]>,
): AsyncGenerator<Row> {
  for (let page = 1; ; page += 1) {
    const rows = await rowsOf({ ...query, page, size: EXPORT_STEP });
    yield* rows;
    if (rows.length < EXPORT_STEP) return;
  }
}
