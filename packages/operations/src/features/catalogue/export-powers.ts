import type {
  exportPublicPowers as publicContract,
  listPowers,
} from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { QueryOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { headingOf, IMPORT_COLUMNS } from '@qingfeng/domain/features/catalogue/import-row.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { everyPage } from '../../shared/every-page.ts';
import { takeOutFreely } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { csv, workbook, XLSX } from '../../shared/workbook.ts';
import type { PublicRow } from './read.ts';
import { powerRows, publicRows } from './read.ts';

/** Rows read at one go: a whole catalogue is a few dozen statements. */
const PAGE = 2_000;

/** The headings are those that the importer reads: what goes out comes back without a difference. */
const COLUMNS: readonly Column<PublicRow>[] = [
  { header: headingOf('code'), value: ({ code }) => code, width: 50 },
  { header: headingOf('name'), value: ({ name }) => name, width: 50 },
  { header: headingOf('category'), value: ({ category }) => category, width: 14 },
  { header: headingOf('department'), value: ({ unit }) => unit, width: 18 },
  { header: headingOf('summary'), value: ({ summary }) => summary, width: 40 },
  { header: headingOf('promisedDays'), value: ({ promisedDays }) => promisedDays, width: 10 },
  { header: headingOf('legalDays'), value: ({ legalDays }) => legalDays, width: 10 },
];

/** The disclosed catalogue for everyone, as .csv. */
export const exportPublicPowers = (database: Database, query: QueryOf<typeof publicContract>) => ({
  name: '权力公开目录.csv',
  mediaType: 'text/csv; charset=utf-8',
  body: csv(
    COLUMNS,
    everyPage((at) => publicRows(database, { ...query, ...at }), PAGE),
  ),
});

/** The inner list as shown; the export is on the record. */
export const exportPowers = async (database: Database, by: By, query: QueryOf<typeof listPowers>) => {
  const watermark = await takeOutFreely(database, by, 'powers');
  return {
    name: `权力目录 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(
      COLUMNS,
      everyPage((at) => powerRows(database, by.viewer, { ...query, ...at }), PAGE),
      { sheet: '权力目录', watermark },
    ),
  };
};

/** The empty list for a department to fill in: every heading that the importer reads. */
export const powerTemplate = () => ({
  name: '权力目录导入模板.xlsx',
  mediaType: XLSX,
  body: workbook(
    IMPORT_COLUMNS.map((column) => ({ header: headingOf(column), value: () => null, width: 20 })),
    [],
    { sheet: '权力目录' },
  ),
});
