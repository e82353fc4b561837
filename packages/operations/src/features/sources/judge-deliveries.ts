import type { Counts } from '@qingfeng/domain/features/sources/batch.ts';
import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import type { DeliveryLimits } from '@qingfeng/domain/features/sources/delivery-alarms.ts';
import { alarmsOf, MOST_EARLIER } from '@qingfeng/domain/features/sources/delivery-alarms.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { COUNTS } from './read.ts';

/** Deliveries looked at in one change. */
const TOGETHER = 200;

type Unjudged = {
  readonly id: string;
  readonly feedId: string;
  readonly version: number;
  readonly counts: Counts;
  readonly earlier: readonly Counts[];
};

/** Deliveries that are over and not looked at, each with those of its feed before it; only files have a usual size. */
const takeUnjudged = (tx: WriteTx): Promise<Unjudged[]> =>
  tx.$queryRaw(sql`
    select b.id, b.feed_id as "feedId", f.version, ${COUNTS(sql`b`)} as counts, coalesce(e.earlier, '[]') as earlier
    from (
      select * from batch where state = 'DONE' and alarms is null order by id limit ${TOGETHER} for update skip locked
    ) b join feed f on f.id = b.feed_id
      cross join lateral (
        select json_agg(${COUNTS(sql`o`)}) as earlier from (
          select * from batch o where o.feed_id = b.feed_id and o.id < b.id and o.state = 'DONE' and o.format <> 'API' and b.format <> 'API'
          order by o.id desc limit ${MOST_EARLIER}) o) e
    order by b.id`);

/**
 * Looks at each delivery once and tells of what is odd about it: who sends it may have sent half a file, or the whole of another. Returns
 * how many were odd.
 */
export const judgeDeliveries = async (database: Database, by: By, limits: DeliveryLimits): Promise<number> => {
  let odd = 0;
  for (;;) {
    const { seen, found } = await change(database, by, async (tx) => {
      const batches = await takeUnjudged(tx);
      if (batches.length === 0) return unchanged({ seen: 0, found: 0 });
      const judged = batches.map((batch) => ({ ...batch, alarms: alarmsOf(batch.counts, batch.earlier, limits) }));
      await tx.$executeRaw(sql`
        update batch set alarms = array(select jsonb_array_elements_text(j.alarms))
        from jsonb_to_recordset(${JSON.stringify(judged.map(({ id, alarms }) => ({ id, alarms })))}::jsonb) as j(id uuid, alarms jsonb)
        where batch.id = j.id`);
      const events = judged
        .filter(({ alarms }) => alarms.length > 0)
        .map(({ id, feedId, version, alarms, counts }) =>
          feedEvent('feed.alarmed', { id: feedId, version }, { batchId: id, alarms, ...counts }),
        );
      const result = { seen: judged.length, found: events.length };
      const [first, ...others] = events;
      return first === undefined ? unchanged(result) : { result, events: [first, ...others] };
    });
    odd += found;
    if (seen < TOGETHER) return odd;
  }
};
