import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';
import { ADMINISTRATORS } from '../../shared/roles.ts';
import { COUNTY_WIDE_ROLES } from './scope.ts';

/** What the system administrator may ask for; done only when the security administrator approves (DOMAIN §7.1 三员分立). */
export const ACCOUNT_REQUESTS = ['CREATE', 'GRANT', 'REVOKE', 'DISABLE', 'ENABLE', 'RESET'] as const;
export type AccountRequestKind = (typeof ACCOUNT_REQUESTS)[number];

/** The change that is asked for, with `null` for what its kind does not name. */
export type AccountChange = {
  readonly kind: AccountRequestKind;
  /** `null` when the account is to be created. */
  readonly accountId: string | null;
  readonly login: string | null;
  readonly name: string | null;
  readonly personId: string | null;
  readonly role: Role | null;
  /** The unit to which the role is narrowed. */
  readonly unitId: string | null;
};

export const ACCOUNT_REQUEST_STATES = ['PENDING', 'APPROVED', 'REJECTED', 'WITHDRAWN'] as const;
export type AccountRequestState = (typeof ACCOUNT_REQUEST_STATES)[number];

/** Steps on a request: who may take each, and where it leads. All start from PENDING. */
export const ACCOUNT_REQUEST_STEPS = {
  approve: { by: 'SEC_ADMIN', to: 'APPROVED' },
  reject: { by: 'SEC_ADMIN', to: 'REJECTED' },
  withdraw: { by: 'SYS_ADMIN', to: 'WITHDRAWN' },
} as const satisfies Record<string, { by: Role; to: AccountRequestState }>;
export type AccountRequestStep = keyof typeof ACCOUNT_REQUEST_STEPS;

type PendingRequest = {
  readonly state: AccountRequestState;
  readonly requestedBy: string;
  /** The account concerned; `null` when it is to be created. */
  readonly accountId: string | null;
};

/** Why a step is not open to this account, `null` when it is. Nobody approves an own request or one about the own account. */
export const refusalOfRequestStep = (
  step: AccountRequestStep,
  request: PendingRequest,
  by: { readonly accountId: string; readonly roles: readonly Role[] },
): RefusalCode | null => {
  if (!by.roles.includes(ACCOUNT_REQUEST_STEPS[step].by)) return 'access.denied';
  if (request.state !== 'PENDING') return 'account.request-decided';
  const isOwn = request.requestedBy === by.accountId;
  if (step === 'withdraw') return isOwn ? null : 'access.denied';
  return isOwn || request.accountId === by.accountId ? 'account.own-request' : null;
};

const isAdministrator = (role: Role): boolean => (ADMINISTRATORS as readonly Role[]).includes(role);
const isCountyWide = (role: Role): boolean => (COUNTY_WIDE_ROLES as readonly Role[]).includes(role);

/**
 * Why an account may not come to hold these roles together. An administrator holds one role and nothing else: none of the three sees
 * business data. A resident officer covers the group's list only, so no role may widen that to the county.
 */
export const refusalOfRoles = (
  grants: readonly { readonly role: Role; readonly unitId: string | null }[],
): RefusalCode | null => {
  const roles = new Set(grants.map(({ role }) => role));
  if (roles.has('PUBLIC')) return 'account.role-not-grantable';
  if ([...roles].some(isAdministrator) && roles.size > 1) return 'account.roles-conflict';
  const widens = grants.some(({ role, unitId }) => isCountyWide(role) && unitId === null);
  return roles.has('RESIDENT_OFFICER') && widens ? 'account.roles-conflict' : null;
};

/**
 * Why an account may not be disabled or lose a role: without any holder of one of the three administrator roles nobody could ever give it
 * back. `holders` are the active accounts that hold the role.
 */
export const refusalOfLoss = (role: Role, holders: number): RefusalCode | null =>
  isAdministrator(role) && holders <= 1 ? 'account.last-administrator' : null;
