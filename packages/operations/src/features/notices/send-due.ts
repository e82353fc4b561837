import type { By } from '@qingfeng/domain/shared/by.ts';
import { addSeconds } from '@qingfeng/domain/shared/local-date.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import { SEND_TASK, sendJob } from './send-deliveries.ts';
import { channelsWithDue, freeStuck } from './store.ts';

/** Longer than any job sends: a message that is on its way longer was left by a worker that died. In seconds. */
const STUCK_AFTER = 900;

/** Sets every channel going on which something is due, and takes up what was left half sent. */
export const sendDue = (database: Database, by: By): Promise<{ freed: number; channels: number }> =>
  change(database, by, async (tx) => {
    const freed = await freeStuck(tx, addSeconds(by.now, -STUCK_AFTER), by.now);
    const channels = await channelsWithDue(tx, by.now);
    for (const channel of channels) await enqueue(tx, SEND_TASK, { channel }, sendJob(channel));
    return unchanged({ freed, channels: channels.length });
  });
