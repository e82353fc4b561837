import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import type { SessionLife } from '@qingfeng/domain/features/identity/session-life.ts';
import type { SignInAccount } from '@qingfeng/domain/features/identity/sign-in.ts';
import { instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

export type LockedAccount = SignInAccount & {
  readonly name: string;
  readonly passwordHash: string;
  readonly totpSecret: string | null;
};

/** An account held until the end of the change, so that parallel tries are counted one after another. */
export const lockAccount = async (tx: WriteTx, id: string): Promise<LockedAccount> => {
  await tx.$executeRaw(sql`select from account where id = ${id}::uuid for update`);
  const row = await tx.account.findUniqueOrThrow({ where: { id } });
  return {
    name: row.name,
    active: row.status === 'ACTIVE',
    failedTries: row.failedTries,
    lockedUntil: row.lockedUntil && instant(row.lockedUntil),
    mustChangePassword: row.mustChangePassword,
    passwordChangedAt: instant(row.passwordChangedAt),
    passwordHash: row.passwordHash,
    totpSecret: row.totpSecret,
    hasTotp: row.totpLastStep !== null,
    totpLastStep: row.totpLastStep === null ? null : Number(row.totpLastStep),
  };
};

export const saveSignIn = async (
  tx: WriteTx,
  id: string,
  next: Pick<SignInAccount, 'failedTries' | 'lockedUntil' | 'totpLastStep'>,
): Promise<void> => {
  await tx.account.update({ where: { id }, data: { ...next } });
};

/** Sets a new password; the one it replaces is remembered among the last `kept`. */
export const savePassword = async (
  tx: WriteTx,
  accountId: string,
  passwordHash: string,
  { previous, kept }: { readonly previous: string; readonly kept: number },
  now: Instant,
): Promise<void> => {
  await tx.account.update({
    where: { id: accountId },
    data: { passwordHash, passwordChangedAt: now, mustChangePassword: false },
  });
  await tx.pastPassword.create({ data: { accountId, hash: previous, at: now } });
  await tx.$executeRaw(sql`
    delete from past_password where account_id = ${accountId}::uuid and at not in (
      select at from past_password where account_id = ${accountId}::uuid order by at desc limit ${kept})`);
};

export const saveTotp = async (
  tx: WriteTx,
  id: string,
  totp: { readonly secret: string | null; readonly lastStep: number | null },
): Promise<void> => {
  await tx.account.update({ where: { id }, data: { totpSecret: totp.secret, totpLastStep: totp.lastStep } });
};

export type NewSession = {
  readonly id: string;
  readonly accountId: string;
  readonly startedAt: Instant;
  readonly endsAt: Instant;
  readonly device: string | null;
  readonly address: string | null;
};

export const insertSession = async (tx: WriteTx, session: NewSession, tokenHash: string): Promise<void> => {
  await tx.session.create({ data: { ...session, lastUsedAt: session.startedAt } });
  await insertRefreshToken(tx, tokenHash, session.id, session.startedAt);
};

const insertRefreshToken = async (tx: WriteTx, hash: string, sessionId: string, issuedAt: Instant): Promise<void> => {
  await tx.refreshToken.create({ data: { hash, sessionId, issuedAt } });
};

export type LockedRefreshToken = {
  readonly sessionId: string;
  readonly accountId: string;
  readonly usedAt: Instant | null;
  readonly session: SessionLife;
};

/** A refresh token with its session, held until the end of the change: two renewals at once come one after another. */
export const lockRefreshToken = async (tx: WriteTx, hash: string): Promise<LockedRefreshToken | null> => {
  await tx.$executeRaw(sql`select from refresh_token where hash = ${hash} for update`);
  const row = await tx.refreshToken.findUnique({
    where: { hash },
    include: { session: { include: { account: { select: { status: true } } } } },
  });
  if (row === null) return null;
  const { session } = row;
  return {
    sessionId: session.id,
    accountId: session.accountId,
    usedAt: row.usedAt && instant(row.usedAt),
    session: {
      lastUsedAt: instant(session.lastUsedAt),
      endsAt: instant(session.endsAt),
      revokedAt: session.revokedAt && instant(session.revokedAt),
      accountActive: session.account.status === 'ACTIVE',
    },
  };
};

export const rotateRefreshToken = async (
  tx: WriteTx,
  hash: string,
  successorHash: string,
  sessionId: string,
  now: Instant,
): Promise<void> => {
  await tx.refreshToken.update({ where: { hash }, data: { usedAt: now } });
  await insertRefreshToken(tx, successorHash, sessionId, now);
  await tx.session.update({ where: { id: sessionId }, data: { lastUsedAt: now } });
};

/** Ends live sessions of an account: one of them, all, or all but one. Returns the ids of those that ended now. */
export const revokeSessions = async (
  tx: WriteTx,
  which: { readonly accountId: string; readonly id?: string; readonly exceptId?: string },
  reason: string,
  now: Instant,
): Promise<readonly string[]> => {
  const ended = await tx.session.updateManyAndReturn({
    where: {
      accountId: which.accountId,
      revokedAt: null,
      endsAt: { gt: now },
      id: { ...(which.id && { equals: which.id }), ...(which.exceptId && { not: which.exceptId }) },
    },
    data: { revokedAt: now, revokedReason: reason },
    select: { id: true },
  });
  return ended.map((session) => session.id);
};

export const hasSession = async (tx: WriteTx, accountId: string, id: string): Promise<boolean> =>
  (await tx.session.count({ where: { id, accountId } })) > 0;

export const insertTicket = async (
  tx: WriteTx,
  ticket: { readonly hash: string; readonly accountId: string; readonly path: string; readonly expiresAt: Instant },
): Promise<void> => {
  await tx.downloadTicket.create({ data: ticket });
};

/** Takes a ticket out of the table, whatever it turns out to be good for: one statement, so it can be taken once. */
export const removeTicket = (
  database: Database,
  hash: string,
): Promise<{ accountId: string; path: string; expiresAt: Instant } | undefined> =>
  database.readOne(sql`
    delete from download_ticket where hash = ${hash}
    returning account_id as "accountId", path, expires_at as "expiresAt"`);

export const deleteExpired = async (
  tx: WriteTx,
  now: Instant,
  dayAgo: Instant,
): Promise<{ tickets: number; refreshTokens: number; idempotencyKeys: number }> => {
  const ended = { OR: [{ endsAt: { lt: dayAgo } }, { revokedAt: { lt: dayAgo } }] };
  const tickets = await tx.downloadTicket.deleteMany({ where: { expiresAt: { lt: now } } });
  const refreshTokens = await tx.refreshToken.deleteMany({ where: { session: ended } });
  const idempotencyKeys = await tx.idempotencyKey.deleteMany({ where: { createdAt: { lt: dayAgo } } });
  return { tickets: tickets.count, refreshTokens: refreshTokens.count, idempotencyKeys: idempotencyKeys.count };
};
