import { ACCOUNT_REQUEST_STATES, ACCOUNT_REQUESTS } from '@qingfeng/domain/features/identity/account-request.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import {
  id,
  idParams,
  instant,
  listQuery,
  oneOrMore,
  openStep,
  page,
  role,
  version,
  withReason,
  words,
} from '../../shared/wire.ts';

const grant = z.object({ role, unitId: id.nullable(), unit: z.string().nullable() });

const account = z.object({
  id,
  login: z.string(),
  name: z.string(),
  unit: z.string().nullable(),
  post: z.string().nullable(),
  status: z.enum(['ACTIVE', 'DISABLED']),
  locked: z.boolean(),
  secondFactor: z.boolean(),
  grants: z.array(grant),
  createdAt: instant,
});

const accountFilters = {
  q: z.string().max(100).optional(),
  status: oneOrMore(z.enum(['ACTIVE', 'DISABLED'])).optional(),
  role: oneOrMore(role).optional(),
};
const accountSorts = ['login', 'name', 'createdAt'] as const;

/** Accounts and what they may do; the two administrators who change them see no business data. */
export const listAccounts = endpoint({
  name: 'listAccounts',
  method: 'GET',
  path: '/api/v1/accounts',
  query: listQuery(accountSorts, accountFilters),
  /** `mayRequest`: whether the viewer may ask for changes. */
  response: page(account).extend({ mayRequest: z.boolean() }),
  audience: 'office',
  access: ['SYS_ADMIN', 'SEC_ADMIN'],
  summary: 'Accounts with their roles',
});

export const exportAccounts = endpoint({
  name: 'exportAccounts',
  method: 'GET',
  path: '/api/v1/accounts/export',
  query: withReason(listQuery(accountSorts, accountFilters)),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: ['SYS_ADMIN', 'SEC_ADMIN'],
  summary: 'The accounts as shown, as a workbook',
});

/** Persons of the organisation who have no account yet. */
export const listAccountCandidates = endpoint({
  name: 'listAccountCandidates',
  method: 'GET',
  path: '/api/v1/accounts/candidates',
  query: z.object({ q: z.string().max(100).default('') }),
  response: z.object({
    items: z.array(z.object({ personId: id, name: z.string(), unit: z.string(), post: z.string() })),
  }),
  audience: 'office',
  access: ['SYS_ADMIN'],
  summary: 'Persons without an account, to ask for one',
});

/** Units to which a role can be narrowed. */
export const listGrantUnits = endpoint({
  name: 'listGrantUnits',
  method: 'GET',
  path: '/api/v1/accounts/units',
  query: z.object({ q: z.string().max(100).default('') }),
  response: z.object({ items: z.array(z.object({ id, name: z.string() })) }),
  audience: 'office',
  access: ['SYS_ADMIN'],
  summary: 'Units to which a role can be narrowed',
});

const accountRequest = z.object({
  id,
  kind: z.enum(ACCOUNT_REQUESTS),
  state: z.enum(ACCOUNT_REQUEST_STATES),
  accountId: id.nullable(),
  login: z.string(),
  name: z.string(),
  personUnit: z.string().nullable(),
  role: role.nullable(),
  /** The unit to which the role is narrowed. */
  unit: z.string().nullable(),
  requestedBy: z.string(),
  requestedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  version,
  openSteps: z.array(openStep),
});

export const listAccountRequests = endpoint({
  name: 'listAccountRequests',
  method: 'GET',
  path: '/api/v1/account-requests',
  query: listQuery(['requestedAt'], { state: oneOrMore(z.enum(ACCOUNT_REQUEST_STATES)).optional() }),
  response: page(accountRequest),
  audience: 'office',
  access: ['SYS_ADMIN', 'SEC_ADMIN'],
  summary: 'Requests about accounts and what became of them',
});

export const exportAccountRequests = endpoint({
  name: 'exportAccountRequests',
  method: 'GET',
  path: '/api/v1/account-requests/export',
  query: withReason(listAccountRequests.query),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: ['SYS_ADMIN', 'SEC_ADMIN'],
  summary: 'The requests as shown, as a workbook',
});

export const getAccountRequest = endpoint({
  name: 'getAccountRequest',
  method: 'GET',
  path: '/api/v1/account-requests/:id',
  params: idParams,
  response: accountRequest,
  audience: 'office',
  access: ['SYS_ADMIN', 'SEC_ADMIN'],
  summary: 'One request about an account',
});

/** One account: what may be asked for it now, and what was asked before, latest first. */
export const getAccount = endpoint({
  name: 'getAccount',
  method: 'GET',
  path: '/api/v1/accounts/:id',
  params: idParams,
  response: account.extend({ openSteps: z.array(openStep), requests: z.array(accountRequest) }),
  audience: 'office',
  access: ['SYS_ADMIN', 'SEC_ADMIN'],
  summary: 'One account, its roles and the requests about it',
});

const about = { accountId: id };
const narrowed = { role, unitId: id.nullable().default(null) };

/** The system administrator asks, the security administrator approves; until then nothing changes. */
export const requestAccountChange = endpoint({
  name: 'requestAccountChange',
  method: 'POST',
  path: '/api/v1/account-requests',
  body: z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('CREATE'),
      login: z
        .string()
        .trim()
        .regex(/^[a-z][a-z0-9._-]{2,31}$/),
      name: words(50),
      personId: id.nullable().default(null),
      ...narrowed,
    }),
    z.object({ kind: z.literal('GRANT'), ...about, ...narrowed }),
    z.object({ kind: z.literal('REVOKE'), ...about, ...narrowed }),
    z.object({ kind: z.literal('DISABLE'), ...about }),
    z.object({ kind: z.literal('ENABLE'), ...about }),
    z.object({ kind: z.literal('RESET'), ...about }),
  ]),
  response: accountRequest,
  audience: 'office',
  access: ['SYS_ADMIN'],
  summary: 'Ask for an account to be created, given or deprived of a role, disabled, enabled or reset',
});

export const approveAccountRequest = endpoint({
  name: 'approveAccountRequest',
  method: 'POST',
  path: '/api/v1/account-requests/:id/approve',
  params: idParams,
  body: z.object({ version }),
  response: z.object({
    request: accountRequest,
    /** Of a created or reset account, for the person's first sign-in; must be replaced then, opens nothing after seven days. */
    initialPassword: z.string().nullable(),
  }),
  audience: 'office',
  access: ['SEC_ADMIN'],
  summary: 'Approve a request: the change is made in the same moment',
});

export const rejectAccountRequest = endpoint({
  name: 'rejectAccountRequest',
  method: 'POST',
  path: '/api/v1/account-requests/:id/reject',
  params: idParams,
  body: z.object({ version }),
  response: accountRequest,
  audience: 'office',
  access: ['SEC_ADMIN'],
  summary: 'Turn a request down',
});

export const withdrawAccountRequest = endpoint({
  name: 'withdrawAccountRequest',
  method: 'POST',
  path: '/api/v1/account-requests/:id/withdraw',
  params: idParams,
  body: z.object({ version }),
  response: accountRequest,
  audience: 'office',
  access: ['SYS_ADMIN'],
  summary: 'Take an own request back before it is decided',
});
