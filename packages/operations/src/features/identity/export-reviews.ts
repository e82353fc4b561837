import type { exportReviews as contract, listReviews } from '@qingfeng/contracts/features/identity/review-endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOut } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { readReviews } from './review-read.ts';

type Review = ResponseOf<typeof listReviews>['items'][number];
const KINDS: Readonly<Record<Review['kind'], string>> = {
  ACCOUNTS: '账号清理',
  GRANTS: '角色复核',
  RECORD: '审计复核',
};
const STATES: Readonly<Record<Review['state'], string>> = { OPEN: '待复核', RAISED: '待答复', CLOSED: '已办结' };

const COLUMNS: readonly Column<Review>[] = [
  { header: '复核', value: ({ kind }) => KINDS[kind], width: 12 },
  { header: '自', value: ({ from }) => from, width: 12 },
  { header: '至', value: ({ to }) => to, width: 12 },
  { header: '状态', value: ({ state }) => STATES[state], width: 10 },
  { header: '期限', value: ({ dueOn }) => dueOn, width: 12 },
  { header: '复核人', value: ({ concludedBy }) => concludedBy, width: 12 },
  { header: '复核时间', value: ({ concludedAt }) => concludedAt, width: 26 },
];

/** The monthly reviews as shown; the export is on the record. */
export const exportReviews = async (database: Database, by: By, { reason, ...query }: QueryOf<typeof contract>) => {
  const watermark = await takeOut(database, by, 'reviews', reason);
  const rows = everyPage(async (at) => (await readReviews(database, by.viewer, { ...query, ...at })).items);
  return {
    name: `定期复核 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows, { sheet: '定期复核', watermark }),
  };
};
