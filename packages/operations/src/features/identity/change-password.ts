import type { By } from '@qingfeng/domain/shared/by.ts';
import type { RefusalCode } from '@qingfeng/domain/shared/refusal.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { PasswordProfile } from '@qingfeng/domain/features/identity/password-policy.ts';
import { PASSWORD_RULES, passwordFault } from '@qingfeng/domain/features/identity/password-policy.ts';
import { change } from '@qingfeng/platform/change.ts';
import { unremembered } from './actor.ts';
import { confirmPassword } from './confirm-password.ts';
import type { IdentityDeps } from './deps.ts';
import { ownPasswords } from './read.ts';
import { lockAccount, revokeSessions, savePassword } from './store.ts';

/** Replaces one's own password, the present one confirming it, and ends every other session. */
export const changePassword = async (
  deps: IdentityDeps,
  by: By,
  input: { readonly current: string; readonly next: string; readonly sessionId: string },
  profile: PasswordProfile,
): Promise<void> => {
  const { accountId } = by.viewer;
  await confirmPassword(deps.database, deps.passwords, by, input.current);
  const own = await ownPasswords(deps.database, accountId);
  const fault = await faultOf(deps, input.next, own, profile);
  if (fault !== null) {
    const { least, freeFrom } = PASSWORD_RULES[profile];
    throw new Refusal(fault, { least, freeFrom });
  }
  const hash = await deps.passwords.hash(input.next);
  await change(deps.database, unremembered(by), async (tx) => {
    const account = await lockAccount(tx, accountId);
    // Two changes at once: the second was confirmed with a password that is no longer the present one.
    if (account.passwordHash !== own.passwordHash) throw new Refusal('thing.changed');
    const kept = PASSWORD_RULES[profile].remembered - 1;
    await savePassword(tx, accountId, hash, { previous: own.passwordHash, kept }, by.now);
    const ended = await revokeSessions(tx, { accountId, exceptId: input.sessionId }, 'password-changed', by.now);
    return {
      result: undefined,
      events: [
        {
          thingKind: 'account',
          thingId: accountId,
          type: 'account.password-changed',
          version: null,
          body: { sessionsEnded: ended.length },
        },
      ],
    };
  });
};

const faultOf = async (
  { passwords }: IdentityDeps,
  next: string,
  own: { login: string; name: string; passwordHash: string; past: readonly string[] },
  profile: PasswordProfile,
): Promise<RefusalCode | null> => {
  const fault = passwordFault(next, profile, [own.login, own.name]);
  if (fault !== null) return fault;
  const before = [own.passwordHash, ...own.past].slice(0, PASSWORD_RULES[profile].remembered);
  const same = await Promise.all(before.map((hash) => passwords.matches(next, hash)));
  return same.includes(true) ? 'password.used-before' : null;
};
