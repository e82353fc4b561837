import type {
  exportAccountRequests as contract,
  listAccountRequests,
} from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { readAccountRequests } from './account-read.ts';

type Wish = ResponseOf<typeof listAccountRequests>['items'][number];
const KINDS: Readonly<Record<Wish['kind'], string>> = {
  CREATE: '新建账号',
  GRANT: '授予角色',
  REVOKE: '收回角色',
  DISABLE: '停用账号',
  ENABLE: '启用账号',
  RESET: '重置密码与动态码',
};
const STATES: Readonly<Record<Wish['state'], string>> = {
  PENDING: '待审批',
  APPROVED: '已批准',
  REJECTED: '已驳回',
  WITHDRAWN: '已撤回',
};

const COLUMNS: readonly Column<Wish>[] = [
  { header: '事项', value: ({ kind }) => KINDS[kind], width: 18 },
  { header: '姓名', value: ({ name }) => name, width: 12 },
  { header: '登录名', value: ({ login }) => login, width: 18 },
  { header: '单位', value: ({ personUnit }) => personUnit, width: 18 },
  {
    header: '角色',
    value: ({ role, unit }) => (role === null || unit === null ? role : `${role}（${unit}）`),
    width: 28,
  },
  { header: '申请人', value: ({ requestedBy }) => requestedBy, width: 12 },
  { header: '申请时间', value: ({ requestedAt }) => requestedAt, width: 26 },
  { header: '审批人', value: ({ decidedBy }) => decidedBy, width: 12 },
  { header: '审批时间', value: ({ decidedAt }) => decidedAt, width: 26 },
  { header: '状态', value: ({ state }) => STATES[state], width: 10 },
];

/** The requests about accounts as shown; the export is on the record. */
export const exportAccountRequests = async (
  database: Database,
  by: By,
  { reason, ...query }: QueryOf<typeof contract>,
) => {
  const watermark = await takeOut(database, by, 'account-requests', reason);
  const rows = everyPage(async (at) => (await readAccountRequests(database, by.viewer, { ...query, ...at })).items);
  return {
    name: `账号申请 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows, { sheet: '账号申请', watermark }),
  };
};
