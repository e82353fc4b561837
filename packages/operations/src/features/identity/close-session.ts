import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { hasSession, revokeSessions } from './store.ts';

/** Ends one of one's own sessions: this device's (`signed-out`) or, from the list, another's (`revoked`). */
export const closeSession = (database: Database, by: By, id: string, reason: 'signed-out' | 'revoked'): Promise<void> =>
  change(database, by, async (tx) => {
    const { accountId } = by.viewer;
    const ended = await revokeSessions(tx, { accountId, id }, reason, by.now);
    if (ended.length > 0) {
      const type = reason === 'signed-out' ? 'session.closed' : 'session.revoked';
      return {
        result: undefined,
        events: [{ thingKind: 'session', thingId: id, type, version: null, body: { accountId, reason } }],
      };
    }
    if (!(await hasSession(tx, accountId, id))) throw missing('session');
    return unchanged(undefined);
  });
