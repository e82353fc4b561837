import type {
  exportCalendarYears as listContract,
  listCalendarYears,
} from '@qingfeng/contracts/features/calendar/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { DAY_HEADINGS, wordOfKind } from '@qingfeng/domain/features/calendar/year.ts';
import type { SpecialDay } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Column } from '../../shared/workbook.ts';
import { workbook, XLSX } from '../../shared/workbook.ts';
import { calendarYearOf, calendarYears } from './read.ts';

const [DATE, KIND, NAME] = DAY_HEADINGS;

/** The headings are those that the import reads: what goes out comes back without a difference. */
const COLUMNS: readonly Column<SpecialDay>[] = [
  { header: DATE, value: ({ date }) => date, width: 14 },
  { header: KIND, value: ({ kind }) => wordOfKind(kind), width: 12 },
  { header: NAME, value: ({ name }) => name, width: 20 },
];

type Year = ResponseOf<typeof listCalendarYears>['items'][number];
const STATES: Readonly<Record<Year['state'], string>> = {
  PROPOSED: '待发布',
  PUBLISHED: '已发布',
  REJECTED: '已驳回',
  WITHDRAWN: '已撤回',
};
const YEARS: readonly Column<Year>[] = [
  { header: '年度', value: ({ year }) => year, width: 8 },
  { header: '版次', value: ({ number }) => number, width: 8 },
  { header: '状态', value: ({ state }) => STATES[state], width: 10 },
  { header: '现行', value: ({ inForce }) => (inForce ? '是' : '否'), width: 8 },
  { header: '放假天数', value: ({ daysOff }) => daysOff, width: 10 },
  { header: '调休上班天数', value: ({ makeups }) => makeups, width: 14 },
  { header: '依据', value: ({ source }) => source, width: 40 },
  { header: '提交人', value: ({ importedBy }) => importedBy, width: 12 },
  { header: '办结人', value: ({ decidedBy }) => decidedBy, width: 12 },
];

const recorded = (database: Database, by: By, body: Record<string, number>) =>
  change(database, by, async () => ({
    result: null,
    events: [{ thingKind: 'export', thingId: by.newId(), type: 'calendar.exported', version: null, body }],
  }));

/** The list as shown; the export is on the record. */
export const exportCalendarYears = async (database: Database, by: By, query: QueryOf<typeof listContract>) => {
  const { items } = await calendarYears(database, by.viewer, by.today, { ...query, page: 1, size: 200 });
  await recorded(database, by, { years: items.length });
  return {
    name: `工作日历 ${by.today}.xlsx`,
    mediaType: XLSX,
    body: workbook(YEARS, items, { sheet: '工作日历', watermark: `${by.viewer.name} ${by.now}` }),
  };
};

/** One year's days as shown. */
export const exportCalendarYear = async (database: Database, by: By, id: string) => {
  const { year, number, days } = await calendarYearOf(database, by.viewer, id);
  await recorded(database, by, { year, number });
  return {
    name: `工作日历 ${String(year)} 第${String(number)}版.xlsx`,
    mediaType: XLSX,
    body: workbook(COLUMNS, days, { sheet: String(year), watermark: `${by.viewer.name} ${by.now}` }),
  };
};

/** The empty list: every heading that the import reads. */
export const calendarTemplate = () => ({
  name: '工作日历导入模板.xlsx',
  mediaType: XLSX,
  body: workbook(COLUMNS, [], { sheet: '工作日历' }),
});
