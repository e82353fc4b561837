import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { judgeRefresh } from '@qingfeng/domain/features/identity/session-life.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import { unremembered } from './actor.ts';
import type { IdentityDeps } from './deps.ts';
import type { Opened } from './open-session.ts';
import { lockRefreshToken, revokeSessions, rotateRefreshToken } from './store.ts';
import { hashOf, successorOf } from './token.ts';

/**
 * Exchanges a refresh token for its successor. A token that comes back after the grace is held by two people, so the whole
 * session ends: that is committed first, then the caller is refused like any other without a session.
 * A renewal is not told in the record; signing in and the end of a session are.
 */
export const refreshSession = async (deps: IdentityDeps, by: By, presented: string): Promise<Opened> => {
  const hash = hashOf(presented);
  const refreshToken = successorOf(presented, deps.derivationKey);
  const sessionId = await change<string | null>(deps.database, unremembered(by), async (tx) => {
    const token = await lockRefreshToken(tx, hash);
    if (token === null) return unchanged(null);
    switch (judgeRefresh(token.session, token.usedAt, by.now)) {
      case 'dead':
        return unchanged(null);
      case 'again':
        return unchanged(token.sessionId);
      case 'rotate':
        await rotateRefreshToken(tx, hash, hashOf(refreshToken), token.sessionId, by.now);
        return unchanged(token.sessionId);
      case 'reused':
        await revokeSessions(tx, { accountId: token.accountId, id: token.sessionId }, 'reused', by.now);
        return {
          result: null,
          events: [
            {
              thingKind: 'session',
              thingId: token.sessionId,
              type: 'session.revoked',
              version: null,
              body: { accountId: token.accountId, reason: 'reused' },
            },
          ],
        };
    }
  });
  if (sessionId === null) throw new Refusal('session.absent');
  return { sessionId, refreshToken };
};
