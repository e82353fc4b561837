import type { AccountChange, AccountRequestState } from '@qingfeng/domain/features/identity/account-request.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** Accounts are administered one change at a time: two at once could each take away the other's last administrator. */
export const lockAdministration = async (tx: WriteTx): Promise<void> => {
  await tx.$executeRaw(sql`select pg_advisory_xact_lock(hashtext('identity administration'))`);
};

export const insertAccountRequest = async (
  tx: WriteTx,
  request: AccountChange & { readonly id: string; readonly requestedBy: string; readonly requestedAt: Instant },
): Promise<void> => {
  await tx.accountRequest.create({ data: request });
};

export const hasPendingRequest = async (tx: WriteTx, wanted: AccountChange): Promise<boolean> => {
  const { kind, accountId, login, role, unitId } = wanted;
  const same = kind === 'CREATE' ? { login } : { accountId, role, unitId };
  return (await tx.accountRequest.count({ where: { kind, state: 'PENDING', ...same } })) > 0;
};

export type LoadedRequest = AccountChange & {
  readonly id: string;
  readonly state: AccountRequestState;
  readonly requestedBy: string;
  readonly version: number;
};

export const loadAccountRequest = async (tx: WriteTx, id: string): Promise<LoadedRequest | null> =>
  (await tx.accountRequest.findUnique({ where: { id } })) as LoadedRequest | null;

export const saveRequestState = async (
  tx: WriteTx,
  id: string,
  next: { readonly state: AccountRequestState; readonly decidedBy: string; readonly decidedAt: Instant },
): Promise<void> => {
  await tx.accountRequest.update({ where: { id }, data: { ...next, version: { increment: 1 } } });
};

export type AdministeredAccount = {
  readonly name: string;
  readonly active: boolean;
  readonly grants: readonly { readonly role: Role; readonly unitId: string | null }[];
};

export const loadAccount = async (tx: WriteTx, id: string): Promise<AdministeredAccount | null> => {
  const row = await tx.account.findUnique({
    where: { id },
    include: { grants: { where: { revokedAt: null }, select: { role: true, unitId: true } } },
  });
  if (row === null) return null;
  return { name: row.name, active: row.status === 'ACTIVE', grants: row.grants as AdministeredAccount['grants'] };
};

export const loadPerson = async (tx: WriteTx, id: string): Promise<{ hasAccount: boolean } | null> => {
  const row = await tx.person.findUnique({ where: { id }, select: { account: { select: { id: true } } } });
  return row && { hasAccount: row.account !== null };
};

export const findUnit = async (tx: WriteTx, id: string): Promise<boolean> =>
  (await tx.unit.count({ where: { id, endedOn: null } })) > 0;

export const isLoginTaken = async (tx: WriteTx, login: string): Promise<boolean> =>
  (await tx.account.count({ where: { login } })) > 0;

/** Active accounts that hold a role. */
export const countHolders = (tx: WriteTx, role: Role): Promise<number> =>
  tx.account.count({ where: { status: 'ACTIVE', grants: { some: { role, revokedAt: null } } } });

/** A new account: its password must be replaced at the first sign-in. */
export const insertAccount = async (
  tx: WriteTx,
  account: {
    readonly id: string;
    readonly login: string;
    readonly name: string;
    readonly personId: string | null;
    readonly passwordHash: string;
  },
  now: Instant,
): Promise<void> => {
  await tx.account.create({ data: { ...account, passwordChangedAt: now, mustChangePassword: true, createdAt: now } });
};

export const insertGrant = async (
  tx: WriteTx,
  grant: {
    readonly id: string;
    readonly accountId: string;
    readonly role: Role;
    readonly unitId: string | null;
    readonly grantedAt: Instant;
    readonly grantedBy: string | null;
  },
): Promise<void> => {
  await tx.roleGrant.create({ data: grant });
};

export const revokeGrant = async (
  tx: WriteTx,
  { accountId, role, unitId }: { readonly accountId: string; readonly role: string; readonly unitId: string | null },
  now: Instant,
): Promise<void> => {
  await tx.roleGrant.updateMany({ where: { accountId, role, unitId, revokedAt: null }, data: { revokedAt: now } });
};

export const setAccountStatus = async (tx: WriteTx, id: string, status: 'ACTIVE' | 'DISABLED'): Promise<void> => {
  await tx.account.update({ where: { id }, data: { status, version: { increment: 1 } } });
};

/** Back to a first sign-in: a given password, no second factor, no lock. */
export const resetCredentials = async (tx: WriteTx, id: string, passwordHash: string, now: Instant): Promise<void> => {
  await tx.account.update({
    where: { id },
    data: {
      passwordHash,
      passwordChangedAt: now,
      mustChangePassword: true,
      totpSecret: null,
      totpLastStep: null,
      failedTries: 0,
      lockedUntil: null,
      version: { increment: 1 },
    },
  });
};

export const hasAnyAccount = async (tx: WriteTx): Promise<boolean> => (await tx.account.findFirst()) !== null;
