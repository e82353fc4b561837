import type { By } from '@qingfeng/domain/shared/by.ts';
import { decideContract } from '@qingfeng/operations/features/sources/decide-contract.ts';
import { registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';

/** Approves what was agreed about a feed, as a data security officer. */
export const approveFeed = (database: Database, by: By, id: string, version = 1): Promise<string> => {
  const viewer = { ...by.viewer, accountId: newId(), roles: ['DATA_SECURITY_OFFICER'] as const };
  return decideContract(database, { ...by, viewer }, { id, step: 'approve', version, reason: null });
};

/** A feed that may deliver: registered, and approved by another. */
export const registerApproved = async (...asked: Parameters<typeof registerFeed>): Promise<string> => {
  const [database, by] = asked;
  return approveFeed(database, by, await registerFeed(...asked));
};
