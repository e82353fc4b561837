import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { markAsRead, tellStreams } from './store.ts';

/** Marks these notices of the viewer as read, all of them for `null`; that someone read is on the record, what they read is not. */
export const markNoticesRead = (database: Database, by: By, ids: readonly string[] | null): Promise<number> =>
  change(database, by, async (tx) => {
    const count = await markAsRead(tx, by, ids);
    if (count === 0) return unchanged(0);
    const { accountId } = by.viewer;
    await tellStreams(tx, [accountId]);
    return {
      result: count,
      events: [{ thingKind: 'account', thingId: accountId, type: 'notices.read', version: null, body: { count } }],
    };
  });
