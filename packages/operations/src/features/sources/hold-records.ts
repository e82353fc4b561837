import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleFeed } from '../../shared/access.ts';

type Feed = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly unitId: string;
  readonly version: number;
  readonly retentionMonths: number | null;
  readonly onHold: boolean;
};

/** A feed as its keeper may see it, locked: holds and deletions of one feed come one after the other. */
export const takeFeed = (tx: WriteTx, by: By, id: string): Promise<Feed> =>
  lockFeed(tx, id, visibleFeed(by.viewer, sql`f`));

/** The same for the platform itself. */
export const lockFeed = async (tx: WriteTx, id: string, visible: Sql = sql`true`): Promise<Feed> => {
  const [feed] = await tx.$queryRaw<Feed[]>(sql`
    select f.id, f.code, f.name, f.kind, f.unit_id as "unitId", f.version, f.retention_months as "retentionMonths",
      exists (select from record_hold h where h.feed_id = f.id and h.lifted_at is null) as "onHold"
    from feed f where f.id = ${id}::uuid and ${visible} for update of f`);
  if (feed === undefined) throw missing('feed');
  return feed;
};

/** Stops any deletion of a feed's records, as long as a matter or a court needs them. */
export const holdRecords = (database: Database, by: By, id: string, reason: string): Promise<string> =>
  change(database, by, async (tx) => {
    const feed = await takeFeed(tx, by, id);
    if (feed.onHold) throw new Refusal('retention.on-hold');
    await tx.recordHold.create({
      data: { id: by.newId(), feedId: id, reason, placedBy: by.viewer.accountId, placedAt: by.now },
    });
    return { result: id, events: [feedEvent('feed.held', feed, { reason })] };
  });

/** Lets deletion go on. */
export const liftHold = (database: Database, by: By, id: string, reason: string): Promise<string> =>
  change(database, by, async (tx) => {
    const feed = await takeFeed(tx, by, id);
    const lifted = await tx.recordHold.updateMany({
      where: { feedId: id, liftedAt: null },
      data: { liftedBy: by.viewer.accountId, liftedAt: by.now, liftReason: reason },
    });
    if (lifted.count === 0) throw new Refusal('retention.no-hold');
    return { result: id, events: [feedEvent('feed.hold-lifted', feed, { reason })] };
  });
