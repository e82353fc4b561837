import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import { feedsLeftWaiting } from './read.ts';
import { INGEST_TASK } from './receive-upload.ts';

/** Longer than a job waits for its turn on a quiet day. */
const LEFT_SECONDS = 45;

/**
 * Has deliveries worked off that a dead worker left: the queue itself would hold its job for hours. A feed that is being worked
 * off is asked for in vain, which costs nothing.
 */
export const resumeDeliveries = async (database: Database, by: By): Promise<number> => {
  const feeds = await feedsLeftWaiting(database, by, LEFT_SECONDS);
  for (const { id } of feeds) {
    await database.prisma.$transaction((tx) => enqueue(tx, INGEST_TASK, { feedId: id }, { key: `resume:${id}` }));
  }
  return feeds.length;
};
