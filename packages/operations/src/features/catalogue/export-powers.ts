import type {
  exportPublicPowers as publicContract,
  listPowers,
} from '@qingfeng/contracts/features/catalogue/endpoints.ts';
import type { QueryOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Column } from '../../shared/workbook.ts';
import { csv, workbook } from '../../shared/workbook.ts';
import { powerRows, publicPowers } from './read.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const PAGE = 200;
/** 50,000 items; a larger catalogue is taken by category or department. */
const MOST_PAGES = 250;

type Item = Awaited<ReturnType<typeof publicPowers>>['items'][number];

/** The headings are those that the importer reads: what goes out comes back without a difference. */
const COLUMNS: readonly Column<Item>[] = [
  { header: '事项实施编码', value: ({ code }) => code, width: 50 },
  { header: '事项名称', value: ({ name }) => name, width: 50 },
  { header: '权力类别', value: ({ category }) => category, width: 14 },
  { header: '部门', value: ({ unit }) => unit, width: 18 },
  { header: '简介', value: ({ summary }) => summary, width: 40 },
  { header: '承诺时限', value: ({ promisedDays }) => promisedDays, width: 10 },
  { header: '法定时限', value: ({ legalDays }) => legalDays, width: 10 },
];

const pages = async function* <Row>(read: (page: number) => Promise<readonly Row[]>): AsyncIterable<Row> {
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const rows = await read(page);
    yield* rows;
    if (rows.length < PAGE) return;
  }
};

/** The disclosed catalogue for everyone, as .csv. */
export const exportPublicPowers = (database: Database, query: QueryOf<typeof publicContract>) => ({
  name: '权力公开目录.csv',
  mediaType: 'text/csv; charset=utf-8',
  body: csv(
    COLUMNS,
    pages(async (page) => (await publicPowers(database, { ...query, page, size: PAGE })).items),
  ),
});

/** The inner list as shown; the export is on the record. */
export const exportPowers = async (database: Database, by: By, query: QueryOf<typeof listPowers>) => {
  await change(database, by, async () => ({
    result: null,
    events: [{ thingKind: 'export', thingId: by.newId(), type: 'powers.exported', version: null, body: {} }],
  }));
  return {
    name: `权力目录 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(
      COLUMNS,
      pages((page) => powerRows(database, by.viewer, { ...query, page, size: PAGE })),
      { sheet: '权力目录', watermark: `${by.viewer.name} ${by.now}` },
    ),
  };
};
