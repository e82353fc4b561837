import {
  approveAccountRequest as approveEndpoint,
  exportAccountRequests as exportRequestsEndpoint,
  exportAccounts,
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
  eachAccount,
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
import { exportAccountRequests } from '@qingfeng/operations/features/identity/export-account-requests.ts';
import { takeOut } from '@qingfeng/operations/shared/take-out.ts';
import { workbook, XLSX } from '@qingfeng/operations/shared/workbook.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

/** Accounts under the three administrators. */
export const accountRoutes = (deps: IdentityDeps): Bound[] => {
  const { database } = deps;
  return [
    bind(listAccounts, ({ query }, by) => readAccounts(database, by.viewer, query, by.now)),
    bind(exportAccounts, async ({ query: { reason, ...query } }, by) => ({
      name: `账号 ${by.today}.xlsx`,
      mediaType: XLSX,
      body: workbook(
        [
          { header: '登录名', value: (account) => account.login, width: 18 },
          { header: '姓名', value: (account) => account.name, width: 12 },
          { header: '单位', value: (account) => account.unit, width: 18 },
          { header: '职务', value: (account) => account.post, width: 18 },
          { header: '状态', value: ({ status }) => (status === 'ACTIVE' ? '在用' : '停用') },
          { header: '动态码', value: ({ secondFactor }) => (secondFactor ? '已绑定' : '未绑定') },
          {
            header: '角色',
            value: ({ grants }) =>
              grants.map(({ role, unit }) => (unit === null ? role : `${role}（${unit}）`)).join('、'),
            width: 40,
          },
        ],
        eachAccount(database, query, by.now),
        { sheet: '账号', watermark: await takeOut(database, by, 'accounts', reason) },
      ),
    })),
    bind(listAccountCandidates, ({ query }) => readAccountCandidates(database, query.q)),
    bind(listGrantUnits, ({ query }) => readGrantUnits(database, query.q)),
    bind(getAccount, ({ params }, by) => readAccount(database, by.viewer, params.id, by.now)),
    bind(listAccountRequests, ({ query }, by) => readAccountRequests(database, by.viewer, query)),
    bind(exportRequestsEndpoint, ({ query }, by) => exportAccountRequests(database, by, query)),
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
