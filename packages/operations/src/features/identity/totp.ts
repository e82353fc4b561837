import { Secret, TOTP } from 'otpauth';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';

const PERIOD = 30;
/** Steps before and after now that a code may belong to: clocks of phones differ. */
const WINDOW = 1;

const generator = (secret: string, login: string): TOTP =>
  new TOTP({
    issuer: '清风',
    label: login,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD,
    secret: Secret.fromBase32(secret),
  });

/** A 160-bit secret in the base32 that authenticators read, cut from 256 random bits. */
export const totpSecretFrom = (random: string): string => {
  const bytes = new Uint8Array(Buffer.from(random, 'base64url').subarray(0, 20));
  return new Secret({ buffer: bytes.buffer }).base32;
};

/** What the authenticator's camera reads. */
export const totpUri = (secret: string, login: string): string => generator(secret, login).toString();

/** The 30 s step a code belongs to, `null` when it belongs to none near `now`. */
export const stepOfCode = (secret: string, code: string, now: Instant): number | null => {
  const timestamp = Date.parse(now);
  const delta = generator(secret, '').validate({ token: code, timestamp, window: WINDOW });
  return delta === null ? null : Math.floor(timestamp / 1_000 / PERIOD) + delta;
};

/** Where a secret belongs: in another account's row it does not open. */
export const totpContext = (accountId: string): string => `account.totp_secret:${accountId}`;

/** A secret as it stands in the table: encrypted, and useless in another account's row. */
export const sealTotpSecret = (vault: Vault, secret: string, accountId: string): string =>
  vault.seal(secret, totpContext(accountId));
export const openTotpSecret = (vault: Vault, sealed: string, accountId: string): string =>
  vault.open(sealed, totpContext(accountId)).toString();
