import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { endOfSession } from '@qingfeng/domain/features/identity/session-life.ts';
import { judgeSignIn } from '@qingfeng/domain/features/identity/sign-in.ts';
import type { Proof } from '@qingfeng/domain/features/identity/sign-in.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import { asAccount } from './actor.ts';
import type { IdentityDeps } from './deps.ts';
import { passwordHashOf } from './read.ts';
import { insertSession, lockAccount, saveSignIn } from './store.ts';
import { hashOf } from './token.ts';
import { openTotpSecret, stepOfCode } from './totp.ts';

export type Opened = { readonly sessionId: string; readonly refreshToken: string };

export type SignIn = {
  readonly login: string;
  readonly password: string;
  readonly totp: string | undefined;
  /** Told back in "my sessions"; never used to decide. */
  readonly device: string | null;
  readonly address: string;
};

/**
 * Signs in. The slow comparison runs before the transaction and for unknown logins too; tries are counted under the account's
 * row lock, so parallel guesses cannot outrun the lock. A failure is committed first and refused then.
 */
export const openSession = async (deps: IdentityDeps, by: By, signIn: SignIn): Promise<Opened> => {
  const known = await passwordHashOf(deps.database, signIn.login);
  const matches = await deps.passwords.matches(signIn.password, known?.passwordHash ?? null, signIn.address);
  if (known === undefined) throw new Refusal('session.wrong-credentials');

  const opened: Opened = { sessionId: by.newId(), refreshToken: deps.newSecret() };
  const codeOf = (sealed: string | null, code: string | undefined): Proof['code'] => {
    if (code === undefined || sealed === null) return 'absent';
    const step = stepOfCode(openTotpSecret(deps.vault, sealed, known.id), code, by.now);
    return step === null ? 'wrong' : { step };
  };
  const outcome = await change(deps.database, asAccount(by, known.id, known.name), async (tx) => {
    const account = await lockAccount(tx, known.id);
    const proof: Proof = {
      // The password may have been changed while we compared with the old one.
      passwordMatches: matches && account.passwordHash === known.passwordHash,
      code: codeOf(account.totpSecret, signIn.totp),
    };
    const { refused, next } = judgeSignIn(account, proof, by.now);
    if (next === null) return unchanged({ refused, until: account.lockedUntil });
    await saveSignIn(tx, known.id, next);
    const told = { thingKind: 'account', thingId: known.id, version: null };
    if (refused !== null) {
      const type = next.lockedUntil === null ? 'account.sign-in-failed' : 'account.locked';
      return {
        result: { refused, until: null },
        events: [{ ...told, type, body: { code: refused, tries: next.failedTries, until: next.lockedUntil } }],
      };
    }
    await insertSession(
      tx,
      {
        id: opened.sessionId,
        accountId: known.id,
        startedAt: by.now,
        endsAt: endOfSession(by.now),
        device: signIn.device,
        address: signIn.address,
      },
      hashOf(opened.refreshToken),
    );
    return {
      result: { refused: null, until: null },
      events: [{ thingKind: 'session', thingId: opened.sessionId, type: 'session.opened', version: null, body: {} }],
    };
  });
  // Only a lock tells more than an unknown login would.
  if (outcome.refused === 'session.locked') throw new Refusal(outcome.refused, { until: outcome.until });
  if (outcome.refused !== null) throw new Refusal(outcome.refused);
  return opened;
};
