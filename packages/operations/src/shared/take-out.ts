import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';

/**
 * A list with people in it leaves the platform: who took it out, when and why is on the record before the first row is read. Returns the
 * watermark that goes with the file.
 */
export const takeOut = (
  database: Database,
  by: By,
  what: string,
  reason: string,
  body: DomainEvent['body'] = {},
  also: readonly DomainEvent[] = [],
): Promise<string> =>
  change(database, by, async (tx) => {
    const id = by.newId();
    await tx.takenOut.create({ data: { id, what, accountId: by.viewer.accountId, at: by.now, reason } });
    return {
      result: `${by.viewer.name} ${by.now} 导出编号${id} 事由：${reason}`,
      events: [{ thingKind: 'export', thingId: id, type: `${what}.exported`, version: null, body }, ...also],
    };
  });

/** A list without people in it: that it was taken out, by whom and when is enough. Returns the watermark. */
export const takeOutFreely = (database: Database, by: By, what: string): Promise<string> =>
  change(database, by, async () => ({
    result: `${by.viewer.name} ${by.now}`,
    events: [{ thingKind: 'export', thingId: by.newId(), type: `${what}.exported`, version: null, body: {} }],
  }));
