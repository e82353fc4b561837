import type { Viewer } from '../../shared/by.ts';
import type { Instant } from '../../shared/local-date.ts';
import { addSeconds } from '../../shared/local-date.ts';
import type { Role } from '../../shared/roles.ts';
import { ADMINISTRATORS, OFFICERS } from '../../shared/roles.ts';

/** Who must sign in with two factors: discipline staff, leaders, administrators (QUALITY §3; DOMAIN §7.3 "two factors"). */
export const SECOND_FACTOR_ROLES = [
  ...OFFICERS,
  ...ADMINISTRATORS,
  'PETITION_CLERK',
  'CASE_SUPERVISOR',
  'HANDLING_HEAD',
  'COMMISSION_LEADER',
  'COMMITTEE_SECRETARY',
  'LEADER',
  'LEADING_GROUP',
  'LG_OFFICE',
  'APPEAL_REVIEWER',
  'DATA_SECURITY_OFFICER',
  'RULE_ADMIN',
  'BIZ_ADMIN',
] as const satisfies readonly Role[];

const NEED_TWO: ReadonlySet<Role> = new Set(SECOND_FACTOR_ROLES);

/** What the county asks of its accounts beyond a right password. */
export type AccountPolicy = {
  /** Days after which a password must be replaced; `null` = never for age alone. */
  readonly passwordDays: number | null;
  readonly secondFactor: boolean;
};

/** What an account must do before anything else is open to it. */
export type Duty = 'change-password' | 'enrol-second-factor';

/** A viewer with what its account has done of that. */
export type SignedIn = Viewer & {
  readonly passwordChangedAt: Instant;
  readonly mustChangePassword: boolean;
  readonly hasTotp: boolean;
};

export const dutyOf = (
  account: Pick<SignedIn, 'roles' | 'passwordChangedAt' | 'mustChangePassword' | 'hasTotp'>,
  policy: AccountPolicy,
  now: Instant,
): Duty | null => {
  const { passwordDays } = policy;
  const expired = passwordDays !== null && addSeconds(account.passwordChangedAt, passwordDays * 86_400) <= now;
  if (account.mustChangePassword || expired) return 'change-password';
  if (policy.secondFactor && !account.hasTotp && account.roles.some((role) => NEED_TWO.has(role))) {
    return 'enrol-second-factor';
  }
  return null;
};
