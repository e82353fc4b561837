import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import { unremembered } from './actor.ts';
import type { IdentityDeps } from './deps.ts';
import { lockAccount, revokeSessions, saveTotp } from './store.ts';
import { openTotpSecret, sealTotpSecret, stepOfCode, totpSecretFrom, totpUri } from './totp.ts';

/**
 * Draws the secret of an authenticator. It asks for nothing until its first code is confirmed; an enrolled one is replaced only
 * after the security administrator has taken it off, so a borrowed session cannot.
 */
export const startTotp = async (deps: IdentityDeps, by: By): Promise<{ secret: string; uri: string }> => {
  const { accountId, name } = by.viewer;
  const secret = totpSecretFrom(deps.newSecret());
  await change(deps.database, unremembered(by), async (tx) => {
    const account = await lockAccount(tx, accountId);
    if (account.hasTotp) throw new Refusal('totp.already-enrolled');
    await saveTotp(tx, accountId, { secret: sealTotpSecret(deps.vault, secret, accountId), lastStep: null });
    return {
      result: undefined,
      events: [
        { thingKind: 'account', thingId: accountId, type: 'account.second-factor-started', version: null, body: {} },
      ],
    };
  });
  return { secret, uri: totpUri(secret, name) };
};

/** Puts the authenticator in force. Sessions opened without it end, except the one that confirms. */
export const confirmTotp = (
  deps: IdentityDeps,
  by: By,
  input: { readonly code: string; readonly sessionId: string },
): Promise<void> =>
  change(deps.database, unremembered(by), async (tx) => {
    const { accountId } = by.viewer;
    const account = await lockAccount(tx, accountId);
    if (account.hasTotp) throw new Refusal('totp.already-enrolled');
    if (account.totpSecret === null) throw new Refusal('totp.not-started');
    const lastStep = stepOfCode(openTotpSecret(deps.vault, account.totpSecret, accountId), input.code, by.now);
    if (lastStep === null) throw new Refusal('totp.wrong-code');
    await saveTotp(tx, accountId, { secret: account.totpSecret, lastStep });
    const ended = await revokeSessions(tx, { accountId, exceptId: input.sessionId }, 'second-factor-enrolled', by.now);
    return {
      result: undefined,
      events: [
        {
          thingKind: 'account',
          thingId: accountId,
          type: 'account.second-factor-enrolled',
          version: null,
          body: { sessionsEnded: ended.length },
        },
      ],
    };
  });
