import type { listFeeds } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { takeOutFreely } from '../../shared/take-out.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { listFeedsOf } from './read.ts';
import { HEALTH_WORDS, KIND_WORDS } from './words.ts';

type Row = ResponseOf<typeof listFeeds>['items'][number];
const PAGE = 200;

const COLUMNS: readonly Column<Row>[] = [
  { header: '编码', value: ({ code }) => code, width: 20 },
  { header: '名称', value: ({ name }) => name, width: 28 },
  { header: '单位', value: ({ unit }) => unit.name, width: 20 },
  { header: '记录类别', value: ({ kind }) => KIND_WORDS[kind], width: 12 },
  { header: '来源系统', value: ({ provider }) => provider, width: 24 },
  { header: '约定天数', value: ({ everyDays }) => everyDays, width: 10 },
  { header: '新鲜程度', value: ({ health }) => HEALTH_WORDS[health], width: 10 },
  { header: '应报日期', value: ({ dueOn }) => dueOn, width: 12 },
  { header: '逾期天数', value: ({ daysLate }) => daysLate, width: 10 },
  { header: '数据截至', value: ({ dataUntil }) => dataUntil, width: 12 },
  { header: '最近一批新增', value: ({ lastCounts }) => lastCounts?.accepted ?? null, width: 12 },
  { header: '最近一批更正', value: ({ lastCounts }) => lastCounts?.corrected ?? null, width: 12 },
  { header: '最近一批退回', value: ({ lastCounts }) => lastCounts?.rejected ?? null, width: 12 },
];

/** The list as shown, with who took it out and when; the export itself is on the record. */
export const exportFeeds = async (database: Database, by: By, zone: string, query: QueryOf<typeof listFeeds>) => {
  const watermark = await takeOutFreely(database, by, 'feeds');
  const rows = async function* (): AsyncGenerator<Row> {
    for (let page = 1; ; page += 1) {
      const { items } = await listFeedsOf(database, by.viewer, by.today, zone, { ...query, page, size: PAGE });
      yield* items;
      if (items.length < PAGE) return;
    }
  };
  return {
    name: `数据源 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, rows(), { sheet: '数据源', watermark }),
  };
};
