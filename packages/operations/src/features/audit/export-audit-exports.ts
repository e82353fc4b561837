import type { exportAuditExports as contract, listAuditExports } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { readAuditExports } from './export-read.ts';

type Wish = ResponseOf<typeof listAuditExports>['items'][number];
const STATES: Readonly<Record<Wish['state'], string>> = {
  REQUESTED: '待批准',
  APPROVED: '已批准',
  REFUSED: '不予批准',
  WITHDRAWN: '已撤回',
  EXPIRED: '已过期',
};

const COLUMNS: readonly Column<Wish>[] = [
  { header: '自', value: ({ filters }) => filters.from ?? null, width: 12 },
  { header: '至', value: ({ filters }) => filters.to ?? null, width: 12 },
  { header: '事件', value: ({ filters }) => filters.type?.join('、') ?? null, width: 24 },
  { header: '操作人', value: ({ filters }) => filters.actor ?? null, width: 14 },
  { header: '事由', value: ({ reason }) => reason, width: 40 },
  { header: '状态', value: ({ state }) => STATES[state], width: 10 },
  { header: '申请人', value: ({ requestedBy }) => requestedBy, width: 12 },
  { header: '申请时间', value: ({ requestedAt }) => requestedAt, width: 26 },
  { header: '批准人', value: ({ decidedBy }) => decidedBy, width: 12 },
  { header: '批准时间', value: ({ decidedAt }) => decidedAt, width: 26 },
  { header: '不批准的理由', value: ({ note }) => note, width: 30 },
  { header: '有效至', value: ({ expiresAt }) => expiresAt, width: 26 },
  { header: '下载次数', value: ({ downloads }) => downloads, width: 10 },
];

/** What was asked to be taken out, as shown: the list of wishes, never the record itself. */
export const exportAuditExports = async (
  database: Database,
  by: By,
  { reason, ...query }: QueryOf<typeof contract>,
) => {
  const watermark = await takeOut(database, by, 'audit-exports', reason);
  const rows = everyPage(async (at) => (await readAuditExports(database, by, { ...query, ...at })).items);
  return {
    name: `审计导出申请 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows, { sheet: '审计导出申请', watermark }),
  };
};
