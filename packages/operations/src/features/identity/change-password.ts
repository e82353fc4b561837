import type { By } from '@qingfeng/domain/shared/by.ts';
import type { RefusalCode } from '@qingfeng/domain/shared/refusal.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { PasswordProfile } from '@qingfeng/domain/features/identity/password-policy.ts';
import { PASSWORD_RULES, passwordFault } from '@qingfeng/domain/features/identity/password-policy.ts';
import { afterFailure, isLocked } from '@qingfeng/domain/features/identity/sign-in.ts';
import { change } from '@qingfeng/platform/change.ts';
import { unremembered } from './actor.ts';
import type { IdentityDeps } from './deps.ts';
import { ownPasswords } from './read.ts';
import { lockAccount, revokeSessions, savePassword, saveSignIn } from './store.ts';

/**
 * Replaces one's own password and ends every other session. A wrong present password counts as a failed sign-in, else a
 * borrowed session could guess without end.
 */
export const changePassword = async (
  deps: IdentityDeps,
  by: By,
  input: { readonly current: string; readonly next: string; readonly sessionId: string },
  profile: PasswordProfile,
): Promise<void> => {
  const { accountId } = by.viewer;
  const own = await ownPasswords(deps.database, accountId);
  const right = await deps.passwords.matches(input.current, own.passwordHash);
  const fault = right ? await faultOf(deps, input.next, own, profile) : null;
  const hash = right && fault === null ? await deps.passwords.hash(input.next) : null;

  const refused = await change<RefusalCode | null>(deps.database, unremembered(by), async (tx) => {
    const account = await lockAccount(tx, accountId);
    const told = { thingKind: 'account', thingId: accountId, version: null };
    if (isLocked(account, by.now)) throw new Refusal('password.locked', { until: account.lockedUntil });
    if (account.passwordHash !== own.passwordHash) throw new Refusal('thing.changed');
    if (!right) {
      const next = afterFailure(account, by.now);
      await saveSignIn(tx, accountId, { ...next, totpLastStep: account.totpLastStep });
      const type = next.lockedUntil === null ? 'account.sign-in-failed' : 'account.locked';
      return { result: 'password.wrong', events: [{ ...told, type, body: { code: 'password.wrong' } }] };
    }
    if (hash === null) throw new Refusal(fault ?? 'password.wrong');
    await savePassword(
      tx,
      accountId,
      hash,
      { previous: own.passwordHash, kept: PASSWORD_RULES[profile].remembered - 1 },
      by.now,
    );
    const ended = await revokeSessions(tx, { accountId, exceptId: input.sessionId }, 'password-changed', by.now);
    return {
      result: null,
      events: [{ ...told, type: 'account.password-changed', body: { sessionsEnded: ended.length } }],
    };
  });
  if (refused !== null) throw new Refusal(refused);
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
