import { batchEvent, isOver } from '@qingfeng/domain/features/sources/batch.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleFeed } from '../../shared/access.ts';
import { endBatch, lockBatch, requestCancel } from './store.ts';

/** Stops a delivery: at once when it waits, after the part under way when it runs. What is in stays in. */
export const cancelBatch = async (database: Database, by: By, id: string): Promise<string> => {
  const batch = await database.readOne<{ feedId: string }>(sql`
    select b.feed_id as "feedId" from batch b join feed f on f.id = b.feed_id where b.id = ${id}::uuid and ${visibleFeed(by.viewer, sql`f`)}`);
  if (batch === undefined) throw missing('batch');
  return change(database, by, async (tx) => {
    const { state } = await lockBatch(tx, id);
    if (isOver(state)) throw new Refusal('source.batch-over');
    await requestCancel(tx, id);
    const of = { id, feedId: batch.feedId };
    if (state !== 'WAITING') return { result: id, events: [batchEvent('batch.cancel-requested', of)] };
    await endBatch(tx, by, id, 'CANCELLED');
    return { result: id, events: [batchEvent('batch.cancelled', of)] };
  });
};
