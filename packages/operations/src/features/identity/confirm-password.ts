import type { By } from '@qingfeng/domain/shared/by.ts';
import type { RefusalCode } from '@qingfeng/domain/shared/refusal.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { afterFailure, isLocked } from '@qingfeng/domain/features/identity/sign-in.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { unremembered } from './actor.ts';
import type { Passwords } from './password.ts';
import { ownPasswords } from './read.ts';
import { lockAccount, saveSignIn } from './store.ts';

/**
 * Refuses unless this is the signed-in person's own password: whoever signs for a paper or changes the password confirms it so.
 * A wrong one counts as a failed sign-in, else a borrowed session could guess without end.
 */
export const confirmPassword = async (
  database: Database,
  passwords: Passwords,
  by: By,
  password: string,
): Promise<void> => {
  const { accountId } = by.viewer;
  const { passwordHash } = await ownPasswords(database, accountId);
  const matches = await passwords.matches(password, passwordHash, accountId);
  const refused = await change<RefusalCode | null>(database, unremembered(by), async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (isLocked(account, by.now)) return unchanged('password.locked');
    if (matches && account.passwordHash === passwordHash) return unchanged(null);
    const next = afterFailure(account, by.now);
    await saveSignIn(tx, accountId, { ...next, totpLastStep: account.totpLastStep });
    const type = next.lockedUntil === null ? 'account.sign-in-failed' : 'account.locked';
    const told = { thingKind: 'account', thingId: accountId, version: null };
    return { result: 'password.wrong', events: [{ ...told, type, body: { code: 'password.wrong' } }] };
  });
  if (refused !== null) throw new Refusal(refused);
};
