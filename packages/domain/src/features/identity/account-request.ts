import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';
import { ADMINISTRATORS } from '../../shared/roles.ts';

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

/** Why an account may not come to hold these roles together. An administrator holds one role and nothing else: none of the three sees business data. */
export const refusalOfRoles = (roles: readonly Role[]): RefusalCode | null => {
  const held = new Set(roles);
  if (held.has('PUBLIC')) return 'account.role-not-grantable';
  return roles.some(isAdministrator) && held.size > 1 ? 'account.roles-conflict' : null;
};

/**
 * Why an account may not be disabled or lose a role: without any holder of one of the three administrator roles nobody could ever give it
 * back. `holders` are the active accounts that hold the role.
 */
export const refusalOfLoss = (role: Role, holders: number): RefusalCode | null =>
  isAdministrator(role) && holders <= 1 ? 'account.last-administrator' : null;
