import type { By } from '@qingfeng/domain/shared/by.ts';
import { addSeconds } from '@qingfeng/domain/shared/local-date.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { deleteExpired } from './store.ts';

const DAY = 86_400;

/**
 * Drops what has done its work: tickets that ran out, refresh tokens of sessions that ended a day ago (until then a stolen one is
 * still recognised), answers kept for a retry for a day. The sessions themselves stay, they tell who was signed in when.
 */
export const forgetExpired = (
  database: Database,
  by: By,
): Promise<{ tickets: number; refreshTokens: number; idempotencyKeys: number }> =>
  change(database, by, async (tx) => unchanged(await deleteExpired(tx, by.now, addSeconds(by.now, -DAY))));
