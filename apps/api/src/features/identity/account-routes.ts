import {
  approveAccountRequest as approveEndpoint,
  getAccount,
  getAccountRequest,
  listAccountCandidates,
  listAccountRequests,
  listAccounts,
  listGrantUnits,
  rejectAccountRequest as rejectEndpoint,
  requestAccountChange as requestEndpoint,
  withdrawAccountRequest as withdrawEndpoint,
} from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import {
  readAccount,
  readAccountCandidates,
  readAccountRequest,
  readAccountRequests,
  readAccounts,
  readGrantUnits,
} from '@qingfeng/operations/features/identity/account-read.ts';
import {
  approveAccountRequest,
  rejectAccountRequest,
  withdrawAccountRequest,
} from '@qingfeng/operations/features/identity/decide-account-request.ts';
import type { IdentityDeps } from '@qingfeng/operations/features/identity/deps.ts';
import { requestAccountChange } from '@qingfeng/operations/features/identity/request-account-change.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

/** Accounts under the three administrators. */
export const accountRoutes = (deps: IdentityDeps): Bound[] => {
  const { database } = deps;
  return [
    bind(listAccounts, ({ query }, by) => readAccounts(database, by.viewer, query, by.now)),
    bind(listAccountCandidates, ({ query }) => readAccountCandidates(database, query.q)),
    bind(listGrantUnits, ({ query }) => readGrantUnits(database, query.q)),
    bind(getAccount, ({ params }, by) => readAccount(database, by.viewer, params.id, by.now)),
    bind(listAccountRequests, ({ query }, by) => readAccountRequests(database, by.viewer, query)),
    bind(getAccountRequest, ({ params }, by) => readAccountRequest(database, by.viewer, params.id)),
    bind(requestEndpoint, async ({ body }, by) =>
      readAccountRequest(database, by.viewer, await requestAccountChange(database, by, body)),
    ),
    bind(approveEndpoint, async ({ params, body }, by) => {
      const { initialPassword } = await approveAccountRequest(deps, by, { ...params, ...body });
      return { request: await readAccountRequest(database, by.viewer, params.id), initialPassword };
    }),
    bind(rejectEndpoint, async ({ params, body }, by) => {
      await rejectAccountRequest(database, by, { ...params, ...body });
      return readAccountRequest(database, by.viewer, params.id);
    }),
    bind(withdrawEndpoint, async ({ params, body }, by) => {
      await withdrawAccountRequest(database, by, { ...params, ...body });
      return readAccountRequest(database, by.viewer, params.id);
    }),
  ];
};
