import type { exportInformation as contract } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import type { InformationRow } from './read.ts';
import { informationRows } from './read.ts';

const STATES: Readonly<Record<InformationRow['state'], string>> = {
  RECEIVED: '待接收',
  SCREENING: '初筛',
  VERIFYING: '核查中',
  ADOPTED: '已认定',
  DISMISSED: '已排除',
  MERGED: '已合并',
  TRANSFERRED: '已移送',
  CLOSED: '已办结',
};
const COLOURS = { RED: '红', YELLOW: '黄', BLUE: '蓝' } as const;

const COLUMNS: readonly Column<InformationRow>[] = [
  { header: '等级', value: ({ colour }) => (colour === null ? null : COLOURS[colour]), width: 6 },
  { header: '疑点', value: ({ title }) => title, width: 40 },
  { header: '编号', value: ({ number }) => number, width: 16 },
  { header: '规则', value: ({ rule }) => (rule === null ? null : `${rule.code} ${rule.name}`), width: 20 },
  { header: '对象单位', value: ({ unit }) => unit, width: 16 },
  {
    header: '涉及金额（元）',
    value: ({ amountMinor }) => (amountMinor === null ? null : amountMinor / 100),
    width: 16,
    format: 'amount',
  },
  { header: '历时（日）', value: ({ ageDays }) => ageDays, width: 10 },
  { header: '数据截至', value: ({ dataAsOf }) => dataAsOf?.slice(0, 10) ?? null, width: 12 },
  { header: '状态', value: ({ state }) => STATES[state], width: 10 },
  { header: '经办', value: ({ handler }) => handler?.name ?? null, width: 10 },
  { header: '期限', value: ({ deadline }) => deadline?.dueOn ?? null, width: 12 },
];

/** The list as shown, with who took it out, when and why; the export itself is on the record. */
export const exportInformation = async (database: Database, by: By, { reason, ...query }: QueryOf<typeof contract>) => {
  const watermark = await takeOut(database, by, 'information', reason, { tab: query.tab });
  const rows = everyPage((at) => informationRows(database, by.viewer, by.today, { ...query, ...at }));
  return {
    name: `疑点 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows, { sheet: '疑点', watermark }),
  };
};
