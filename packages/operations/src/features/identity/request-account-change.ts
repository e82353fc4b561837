import type { requestAccountChange as endpoint } from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { openTask } from '../tasks/store.ts';
import { checkAccountChange } from './check-account-change.ts';
import { hasPendingRequest, insertAccountRequest, lockAdministration } from './account-store.ts';

/**
 * Asks for a change of an account and puts it before the security administrators. What could not be approved anyway is refused here
 * already; it is checked again when it is approved.
 */
export const requestAccountChange = (database: Database, by: By, wish: BodyOf<typeof endpoint>): Promise<string> =>
  change(database, by, async (tx) => {
    await lockAdministration(tx);
    const id = by.newId();
    const request = {
      id,
      kind: wish.kind,
      accountId: 'accountId' in wish ? wish.accountId : null,
      login: 'login' in wish ? wish.login : null,
      name: 'name' in wish ? wish.name : null,
      personId: 'personId' in wish ? wish.personId : null,
      role: 'role' in wish ? wish.role : null,
      unitId: 'unitId' in wish ? wish.unitId : null,
    };
    if (request.accountId === by.viewer.accountId) throw new Refusal('account.own-account');
    if (await hasPendingRequest(tx, request)) throw new Refusal('account.request-pending');
    const { name } = await checkAccountChange(tx, request);
    await insertAccountRequest(tx, { ...request, requestedBy: by.viewer.accountId, requestedAt: by.now });
    await openTask(tx, by, {
      act: 'account-request.decide',
      thingKind: 'account-request',
      thingId: id,
      title: name,
      unitId: null,
      dueOn: null,
      to: { role: 'SEC_ADMIN', scopeUnitId: null },
    });
    const { kind, accountId, personId, role, unitId } = request;
    return {
      result: id,
      events: [
        {
          thingKind: 'account-request',
          thingId: id,
          type: 'account-request.opened',
          version: 1,
          body: { kind, accountId, personId, role, unitId },
        },
      ],
    };
  });
