import type {
  exportMyVerifications as contract,
  listMyVerifications,
} from '@qingfeng/contracts/features/information/verification.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { myVerifications } from './read-verification.ts';

type Question = ResponseOf<typeof listMyVerifications>['items'][number];
const STATES: Readonly<Record<Question['state'], string>> = {
  WAITING: '未轮到',
  ASKED: '待答复',
  ANSWERED: '已答复',
  RETURNED: '已退回',
  WITHDRAWN: '已撤回',
};

const COLUMNS: readonly Column<Question>[] = [
  { header: '编号', value: ({ number }) => number, width: 18 },
  { header: '阶段', value: ({ name }) => name, width: 14 },
  { header: '请你核实', value: ({ question }) => question, width: 60 },
  { header: '期限', value: ({ dueOn }) => dueOn, width: 12 },
  { header: '逾期', value: ({ late }) => (late ? '是' : '否'), width: 8 },
  { header: '状态', value: ({ state }) => STATES[state], width: 10 },
];

/** The questions to oneself as shown; the export is on the record. */
export const exportMyVerifications = async (
  database: Database,
  by: By,
  { reason, ...query }: QueryOf<typeof contract>,
) => {
  const watermark = await takeOut(database, by, 'verifications', reason);
  const rows = everyPage(
    async (at) => (await myVerifications(database, by.viewer, by.today, { ...query, ...at })).items,
  );
  return {
    name: `联合核查 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows, { sheet: '联合核查', watermark }),
  };
};
