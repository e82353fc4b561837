import type { exportWarnings as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { WarningRow } from '@qingfeng/contracts/features/warnings/warning.ts';
import type { QueryOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { warningRows } from './read.ts';
import { STATE_WORDS } from './words.ts';

const COLUMNS: readonly Column<WarningRow>[] = [
  { header: '档案号', value: ({ caseNumber }) => caseNumber, width: 16 },
  { header: '等级', value: ({ level }) => `${level.word} ${level.label} ${level.act}`, width: 18 },
  { header: '发文字号', value: ({ paperNumber }) => paperNumber, width: 24 },
  { header: '对象', value: ({ object }) => object.name, width: 16 },
  { header: '单位', value: ({ object }) => object.unit, width: 16 },
  { header: '情形', value: ({ circumstance }) => `${circumstance.code} ${circumstance.label}`, width: 30 },
  { header: '状态', value: ({ state, flags }) => (flags.rejected ? '不予预警' : STATE_WORDS[state]), width: 10 },
  { header: '期限', value: ({ deadline }) => deadline?.dueOn ?? null, width: 12 },
  { header: '剩余工作日', value: ({ deadline }) => deadline?.workingDaysLeft ?? null, width: 10 },
  { header: '审定日期', value: ({ decidedOn }) => decidedOn, width: 12 },
  { header: '送达日期', value: ({ servedOn }) => servedOn, width: 12 },
  { header: '承办单位', value: ({ handlingUnit }) => handlingUnit, width: 16 },
];

/** The list as shown, with who took it out, when and why; the export itself is on the record. */
export const exportWarnings = async (database: Database, by: By, { reason, ...query }: QueryOf<typeof contract>) => {
  const watermark = await takeOut(database, by, 'warnings', reason, { tab: query.tab });
  const rows = everyPage((at) => warningRows(database, by.viewer, by.today, { ...query, ...at }));
  return {
    name: `预警 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows, { sheet: '预警', watermark }),
  };
};
