import * as contract from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { AuditEvent } from '@qingfeng/operations/features/audit/read.ts';
import { eachEvent, readEvents } from '@qingfeng/operations/features/audit/read.ts';
import { exportAuditExports } from '@qingfeng/operations/features/audit/export-audit-exports.ts';
import { readAuditExport, readAuditExports } from '@qingfeng/operations/features/audit/export-read.ts';
import {
  fetchAuditExport,
  requestAuditExport,
  stepAuditExport,
} from '@qingfeng/operations/features/audit/export-record.ts';
import type { Column } from '@qingfeng/operations/shared/workbook.ts';
import { workbook, XLSX } from '@qingfeng/operations/shared/workbook.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

const COLUMNS: readonly Column<AuditEvent>[] = [
  { header: '时间（UTC）', value: ({ at }) => at, width: 26 },
  { header: '操作人', value: ({ actor, system }) => actor?.name ?? (system ? '系统' : '未登录'), width: 14 },
  { header: '登录名', value: ({ actor }) => actor?.login ?? null, width: 18 },
  { header: '代', value: ({ onBehalfOf }) => onBehalfOf, width: 14 },
  { header: '事件', value: ({ type }) => type, width: 30 },
  { header: '对象', value: ({ thingKind }) => thingKind, width: 16 },
  { header: '对象编号', value: ({ thingId }) => thingId, width: 38 },
  { header: '版本', value: ({ version }) => version },
  { header: '内容', value: ({ body }) => JSON.stringify(body), width: 60 },
  { header: '事由', value: ({ reason }) => reason, width: 30 },
  { header: '请求编号', value: ({ requestId }) => requestId, width: 38 },
  { header: '事件编号', value: ({ id }) => id, width: 38 },
];

export const auditRoutes = ({
  config,
  database,
}: {
  readonly config: Config;
  readonly database: Database;
}): Bound[] => [
  bind(contract.listEvents, ({ query }, by) => readEvents(database, by.viewer, query, config.zone)),
  bind(contract.listAuditExports, ({ query }, by) => readAuditExports(database, by, query)),
  bind(contract.exportAuditExports, ({ query }, by) => exportAuditExports(database, by, query)),
  bind(contract.getAuditExport, ({ params }, by) => readAuditExport(database, by, params.id)),
  bind(contract.requestAuditExport, async ({ body }, by) =>
    readAuditExport(database, by, await requestAuditExport(database, by, body)),
  ),
  bind(contract.stepAuditExport, async ({ params, body }, by) => {
    await stepAuditExport(database, by, { ...params, ...body }, config.auditExportHours);
    return readAuditExport(database, by, params.id);
  }),
  bind(contract.downloadAuditExport, async ({ params }, by) => {
    const { id, filters, reason } = await readAuditExport(
      database,
      by,
      await fetchAuditExport(database, by, params.id),
    );
    return {
      name: `审计记录 ${by.today}.xlsx`,
      mediaType: XLSX,
      body: workbook(COLUMNS, eachEvent(database, by.viewer, filters, config.zone), {
        sheet: '审计记录',
        watermark: `${by.viewer.name} ${by.now} 导出编号${id} 事由：${reason}`,
      }),
    };
  }),
];
