import type { exportTenders as contract } from '@qingfeng/contracts/features/tenders/endpoints.ts';
import type { QueryOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook } from '../../shared/workbook.ts';
import type { TenderListRow } from './read.ts';
import { tenderRows } from './read.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PAGE = 200;
/** An export is a list for a desk, not a dump. */
const MOST_PAGES = 100;

const yuan = (minor: number | null): number | null => (minor === null ? null : minor / 100);

const COLUMNS: readonly Column<TenderListRow>[] = [
  {
    header: '报价筛查得分',
    value: ({ scorePermille }) => (scorePermille === null ? '无法比较' : scorePermille / 1000),
    width: 14,
  },
  { header: '提示', value: ({ flagged }) => (flagged ? '是' : null), width: 6 },
  { header: '招标编号', value: ({ tenderRef }) => tenderRef, width: 20 },
  { header: '项目', value: ({ project }) => project, width: 36 },
  { header: '招标单位', value: ({ unit }) => unit, width: 16 },
  { header: '开标日期', value: ({ openedOn }) => openedOn, width: 12 },
  { header: '投标数', value: ({ bids }) => bids, width: 8 },
  { header: '币种', value: ({ currency }) => currency, width: 8 },
  { header: '控制价', value: ({ estimateMinor }) => yuan(estimateMinor), width: 16, format: 'amount' },
  { header: '最低价', value: ({ lowestMinor }) => yuan(lowestMinor), width: 16, format: 'amount' },
  { header: '中标价', value: ({ winningMinor }) => yuan(winningMinor), width: 16, format: 'amount' },
  { header: '中标人', value: ({ winner }) => winner, width: 28 },
  { header: '疑点数', value: ({ alerts }) => alerts, width: 8 },
];

/** The list as shown, with who took it out, when and why; the export itself is on the record. */
export const exportTenders = async (database: Database, by: By, { reason, ...query }: QueryOf<typeof contract>) => {
  const watermark = await takeOut(database, by, 'tenders', reason);
  const rows = async function* (): AsyncIterable<TenderListRow> {
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const some = await tenderRows(database, by.viewer, { ...query, page, size: PAGE });
      yield* some;
      if (some.length < PAGE) return;
    }
  };
  return {
    name: `招标 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows(), { sheet: '招标', watermark }),
  };
};
