import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { addSeconds } from '@qingfeng/domain/shared/local-date.ts';
import { TICKET_SECONDS } from '@qingfeng/domain/features/identity/session-life.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { unremembered } from './actor.ts';
import type { IdentityDeps } from './deps.ts';
import { insertTicket, removeTicket } from './store.ts';
import { hashOf } from './token.ts';

/** Path and query as they will arrive, without the ticket itself: `..` resolved, the query in one spelling. */
const addressOf = (target: string): string => {
  const url = new URL(target, 'http://localhost');
  url.searchParams.delete('ticket');
  return url.pathname + url.search;
};

/** A one-use address for a download, bound to its exact path and query. What it opens is asked anew as this viewer then. */
export const openTicket = async (
  { database, newSecret }: Pick<IdentityDeps, 'database' | 'newSecret'>,
  by: By,
  target: string,
): Promise<string> => {
  const ticket = newSecret();
  const path = addressOf(target);
  await change(database, unremembered(by), async (tx) => {
    const expiresAt = addSeconds(by.now, TICKET_SECONDS);
    await insertTicket(tx, { hash: hashOf(ticket), accountId: by.viewer.accountId, path, expiresAt });
    // The download itself is told where it matters (exports, papers); a ticket alone tells nothing.
    return unchanged(undefined);
  });
  return `${path}${path.includes('?') ? '&' : '?'}ticket=${ticket}`;
};

/** The account a presented ticket stands for, `null` when it is unknown, spent, late or meant for another address. It is spent in any case. */
export const takeTicket = async (
  database: Database,
  ticket: string,
  originalUrl: string,
  now: Instant,
): Promise<string | null> => {
  const found = await removeTicket(database, hashOf(ticket));
  return found !== undefined && found.expiresAt > now && found.path === addressOf(originalUrl) ? found.accountId : null;
};
