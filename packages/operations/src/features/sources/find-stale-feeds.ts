import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { feedsGoneStale } from './read.ts';
import { markStale } from './store.ts';

/** Tells once of each feed that has become overdue (MR-19); the next delivery clears it. Returns how many were told of. */
export const findStaleFeeds = async (database: Database, by: By, zone: string): Promise<number> => {
  const found = await feedsGoneStale(database, by.today, zone);
  let told = 0;
  for (const { id } of found) {
    told += await change(database, by, async (tx) => {
      const [first, ...others] = (await markStale(tx, by, [id])).map((feed): DomainEvent =>
        feedEvent('feed.stale', feed),
      );
      return first === undefined ? unchanged(0) : { result: 1, events: [first, ...others] };
    });
  }
  return told;
};
