import type {
  exportMyFactSheets as contract,
  listMyFactSheets,
} from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { myFactSheets } from './read-information.ts';

type Sheet = ResponseOf<typeof listMyFactSheets>['items'][number];
const STATES: Readonly<Record<Sheet['state'], string>> = { OPEN: '待答复', ANSWERED: '已答复', WITHDRAWN: '已撤回' };

const COLUMNS: readonly Column<Sheet>[] = [
  { header: '编号', value: ({ number }) => number, width: 16 },
  { header: '核查事项', value: ({ question }) => question, width: 60 },
  { header: '答复期限', value: ({ dueOn }) => dueOn, width: 12 },
  { header: '状态', value: ({ state }) => STATES[state], width: 10 },
  { header: '答复', value: ({ answer }) => answer, width: 60 },
];

/** The unit's questions as shown; the export is on the record. */
export const exportMyFactSheets = async (
  database: Database,
  by: By,
  { reason, ...query }: QueryOf<typeof contract>,
) => {
  const watermark = await takeOut(database, by, 'fact-sheets', reason);
  const rows = everyPage(async (at) => (await myFactSheets(database, by.viewer, { ...query, ...at })).items);
  return {
    name: `核查单 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows, { sheet: '核查单', watermark }),
  };
};
