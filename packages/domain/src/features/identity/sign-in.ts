import type { Instant } from '../../shared/local-date.ts';
import { addSeconds } from '../../shared/local-date.ts';

/** Failures in a row after which an account rests, and for how many minutes (QUALITY §3; DOMAIN §7.3 "failure handling"). */
export const LOCK_AFTER = 5;
export const LOCK_MINUTES = 15;
/** Days in which a password given by an administrator must be replaced; afterwards it opens nothing. */
export const INITIAL_PASSWORD_DAYS = 7;

const DAY = 86_400;

/** What signing in needs to know of an account. */
export type SignInAccount = {
  readonly active: boolean;
  readonly failedTries: number;
  readonly lockedUntil: Instant | null;
  readonly mustChangePassword: boolean;
  readonly passwordChangedAt: Instant;
  /** Whether a one-time code is asked for; `totpLastStep` is the last one spent. */
  readonly hasTotp: boolean;
  readonly totpLastStep: number | null;
};

/** What was presented: whether the password is the account's, and the 30 s step its one-time code belongs to. */
export type Proof = {
  readonly passwordMatches: boolean;
  readonly code: 'absent' | 'wrong' | { readonly step: number };
};

type SignInRefusal =
  | 'session.wrong-credentials'
  | 'session.locked'
  | 'session.second-factor-needed'
  | 'session.wrong-code'
  | 'session.initial-password-expired';

export type SignInVerdict = {
  readonly refused: SignInRefusal | null;
  /** The account's counters afterwards; `null` when they stay. */
  readonly next: Pick<SignInAccount, 'failedTries' | 'lockedUntil' | 'totpLastStep'> | null;
};

const stays = (refused: SignInRefusal): SignInVerdict => ({ refused, next: null });

/** The counters after another failure: the fifth in a row locks the account, and the count begins anew when the lock ends. */
export const afterFailure = (
  { failedTries }: Pick<SignInAccount, 'failedTries'>,
  now: Instant,
): Pick<SignInAccount, 'failedTries' | 'lockedUntil'> =>
  failedTries + 1 >= LOCK_AFTER
    ? { failedTries: 0, lockedUntil: addSeconds(now, LOCK_MINUTES * 60) }
    : { failedTries: failedTries + 1, lockedUntil: null };

export const isLocked = ({ lockedUntil }: Pick<SignInAccount, 'lockedUntil'>, now: Instant): boolean =>
  lockedUntil !== null && lockedUntil > now;

const failed = (account: SignInAccount, refused: SignInRefusal, now: Instant): SignInVerdict => ({
  refused,
  next: { ...afterFailure(account, now), totpLastStep: account.totpLastStep },
});

/**
 * Whether a sign-in succeeds and what it leaves behind. A locked account says so before anything is compared, so a right
 * password guessed during the lock is not confirmed; a one-time code counts once, and a wrong one counts as a failure.
 */
export const judgeSignIn = (account: SignInAccount, proof: Proof, now: Instant): SignInVerdict => {
  if (!account.active) return stays('session.wrong-credentials');
  if (isLocked(account, now)) return stays('session.locked');
  if (!proof.passwordMatches) return failed(account, 'session.wrong-credentials', now);
  if (account.mustChangePassword && addSeconds(account.passwordChangedAt, INITIAL_PASSWORD_DAYS * DAY) < now) {
    return stays('session.initial-password-expired');
  }
  if (account.hasTotp) {
    if (proof.code === 'absent') return stays('session.second-factor-needed');
    if (proof.code === 'wrong' || proof.code.step <= (account.totpLastStep ?? 0)) {
      return failed(account, 'session.wrong-code', now);
    }
  }
  const totpLastStep = account.hasTotp && typeof proof.code === 'object' ? proof.code.step : account.totpLastStep;
  return { refused: null, next: { failedTries: 0, lockedUntil: null, totpLastStep } };
};
