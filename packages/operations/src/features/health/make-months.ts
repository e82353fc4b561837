import type { By } from '@qingfeng/domain/shared/by.ts';
import { addMonths } from '@qingfeng/domain/shared/local-date.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** A worker that is away for two months still finds room for the third. */
const MONTHS_AHEAD = 3;

/**
 * Makes the monthly partitions of every table that grows, ahead of time: a row whose month is missing falls into the default partition,
 * and of a table cut by the time inside its ids that month then stays there. Those that exist are left. No change, since no row is one.
 */
export const makeMonths = async (database: Database, by: By): Promise<{ made: number }> =>
  (await database.readOne<{ made: number }>(
    sql`select ensure_partitions(${by.today}::date, ${addMonths(by.today, MONTHS_AHEAD)}::date) as made`,
  )) ?? { made: 0 };
