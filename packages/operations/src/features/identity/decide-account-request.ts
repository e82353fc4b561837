import type { AccountChange, AccountRequestStep } from '@qingfeng/domain/features/identity/account-request.ts';
import { ACCOUNT_REQUEST_STEPS, refusalOfRequestStep } from '@qingfeng/domain/features/identity/account-request.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { closeTasks } from '../tasks/store.ts';
import { checkAccountChange } from './check-account-change.ts';
import type { IdentityDeps } from './deps.ts';
import { initialPasswordOf } from './token.ts';
import type { LoadedRequest } from './account-store.ts';
import {
  insertAccount,
  insertGrant,
  loadAccountRequest,
  lockAdministration,
  resetCredentials,
  revokeGrant,
  saveRequestState,
  setAccountStatus,
} from './account-store.ts';
import { revokeSessions } from './store.ts';

type Decision = { readonly id: string; readonly version: number };

const GIVES_PASSWORD = ['CREATE', 'RESET'];

/**
 * Approves a request and makes the change in the same commit. The initial password of a created or reset account is derived from the
 * request, so that a retried approval shows the same one and no table holds it.
 */
export const approveAccountRequest = async (
  deps: IdentityDeps,
  by: By,
  decision: Decision,
): Promise<{ initialPassword: string | null }> => {
  const initialPassword = initialPasswordOf(decision.id, deps.derivationKey);
  const passwordHash = await deps.passwords.hash(initialPassword);
  const kind = await decide(deps.database, by, decision, 'approve', async (tx, request) => {
    await checkAccountChange(tx, request);
    return apply(tx, by, request, passwordHash);
  });
  return { initialPassword: GIVES_PASSWORD.includes(kind) ? initialPassword : null };
};

export const rejectAccountRequest = (database: Database, by: By, decision: Decision): Promise<string> =>
  decide(database, by, decision, 'reject', async () => []);

export const withdrawAccountRequest = (database: Database, by: By, decision: Decision): Promise<string> =>
  decide(database, by, decision, 'withdraw', async () => []);

/** One step on a request; returns the request's kind. */
const decide = (
  database: Database,
  by: By,
  { id, version }: Decision,
  step: AccountRequestStep,
  work: (tx: WriteTx, request: LoadedRequest) => Promise<readonly DomainEvent[]>,
): Promise<string> =>
  change(database, by, async (tx) => {
    await lockAdministration(tx);
    const request = await loadAccountRequest(tx, id);
    if (request === null) throw missing('account-request');
    const refusal = refusalOfRequestStep(step, request, by.viewer);
    if (refusal !== null) throw new Refusal(refusal);
    if (request.version !== version) throw new Refusal('thing.changed');
    const made = await work(tx, request);
    const { to } = ACCOUNT_REQUEST_STEPS[step];
    await saveRequestState(tx, id, { state: to, decidedBy: by.viewer.accountId, decidedAt: by.now });
    await closeTasks(tx, by, id);
    const { kind, accountId, role, unitId } = request;
    return {
      result: kind,
      events: [
        {
          thingKind: 'account-request',
          thingId: id,
          type: `account-request.${PAST[step]}`,
          version: version + 1,
          body: { kind, accountId, role, unitId },
        },
        ...made,
      ],
    };
  });

const PAST = { approve: 'approved', reject: 'rejected', withdraw: 'withdrawn' } as const;

const apply = async (
  tx: WriteTx,
  by: By,
  wanted: AccountChange & { readonly id: string },
  passwordHash: string,
): Promise<readonly DomainEvent[]> => {
  const accountId = wanted.accountId ?? by.newId();
  const told = (type: string, body: DomainEvent['body'] = {}): DomainEvent => ({
    thingKind: 'account',
    thingId: accountId,
    type: `account.${type}`,
    version: null,
    body: { ...body, requestId: wanted.id },
  });
  const grant = async (): Promise<DomainEvent[]> => {
    const { role, unitId } = wanted;
    if (role === null) return [];
    await insertGrant(tx, {
      id: by.newId(),
      accountId,
      role,
      unitId,
      grantedAt: by.now,
      grantedBy: by.viewer.accountId,
    });
    return [told('role-granted', { role, unitId })];
  };
  switch (wanted.kind) {
    case 'CREATE': {
      const { login, name, personId } = wanted;
      await insertAccount(tx, { id: accountId, login: login ?? '', name: name ?? '', personId, passwordHash }, by.now);
      return [told('created', { personId }), ...(await grant())];
    }
    case 'GRANT':
      return grant();
    case 'REVOKE':
      await revokeGrant(tx, { accountId, role: wanted.role ?? '', unitId: wanted.unitId }, by.now);
      return [told('role-revoked', { role: wanted.role, unitId: wanted.unitId })];
    case 'DISABLE': {
      await setAccountStatus(tx, accountId, 'DISABLED');
      const ended = await revokeSessions(tx, { accountId }, 'disabled', by.now);
      return [told('disabled', { sessionsEnded: ended.length })];
    }
    case 'ENABLE':
      await setAccountStatus(tx, accountId, 'ACTIVE');
      return [told('enabled')];
    case 'RESET': {
      await resetCredentials(tx, accountId, passwordHash, by.now);
      const ended = await revokeSessions(tx, { accountId }, 'reset', by.now);
      return [told('reset', { sessionsEnded: ended.length })];
    }
  }
};
