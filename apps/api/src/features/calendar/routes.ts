import * as contract from '@qingfeng/contracts/features/calendar/endpoints.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import {
  publishCalendarYear,
  rejectCalendarYear,
  withdrawCalendarYear,
} from '@qingfeng/operations/features/calendar/decide-calendar-year.ts';
import {
  calendarTemplate,
  exportCalendarYear,
  exportCalendarYears,
} from '@qingfeng/operations/features/calendar/export-calendar.ts';
import { previewCalendarYear, readCalendarFile } from '@qingfeng/operations/features/calendar/preview-calendar-year.ts';
import { proposeCalendarYear } from '@qingfeng/operations/features/calendar/propose-calendar-year.ts';
import { calendarYearOf, calendarYears } from '@qingfeng/operations/features/calendar/read.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { readDocuments, readTable } from '@qingfeng/platform/limited/read-rows.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

/** A year is a few kilobytes. */
const MOST_FILE_BYTES = 1024 * 1024;

type Dependencies = { readonly database: Database; readonly files: FileStore };

export const calendarRoutes = ({ database, files }: Dependencies): Bound[] => {
  const answer = (by: By, id: string) => calendarYearOf(database, by.viewer, id);
  return [
    bind(contract.listCalendarYears, ({ query }, by) => calendarYears(database, by.viewer, by.today, query)),
    bind(contract.exportCalendarYears, async ({ query }, by) => exportCalendarYears(database, by, query)),
    bind(contract.getCalendarYear, ({ params }, by) => answer(by, params.id)),
    bind(contract.exportCalendarYear, async ({ params }, by) => exportCalendarYear(database, by, params.id)),
    bind(contract.getCalendarTemplate, async () => calendarTemplate()),
    bind(contract.previewCalendarYear, ({ body: { year, days } }) =>
      previewCalendarYear(
        database,
        year,
        days.map((row, index) => ({ line: index + 1, ...row })),
      ),
    ),
    bind(contract.readCalendarFile, async ({ query }, _by, { request }) => {
      const { sha256, kind } = await files.put(request, {
        name: query.name,
        accept: ['csv', 'xlsx', 'json'],
        mostBytes: MOST_FILE_BYTES,
      });
      const file = files.pathOf(sha256);
      return kind === 'json'
        ? readCalendarFile(database, query.year, readDocuments(file, { unwrap: ['days'] }), 'json')
        : readCalendarFile(database, query.year, readTable(file, kind === 'xlsx' ? 'xlsx' : 'csv'), 'table');
    }),
    bind(contract.proposeCalendarYear, async ({ body }, by) =>
      answer(by, await proposeCalendarYear(database, by, body)),
    ),
    bind(contract.publishCalendarYear, async ({ params, body }, by) =>
      answer(by, await publishCalendarYear(database, by, { ...params, ...body })),
    ),
    bind(contract.rejectCalendarYear, async ({ params, body: { version, reason } }, by) =>
      answer(by, await rejectCalendarYear(database, by, { ...params, version }, reason)),
    ),
    bind(contract.withdrawCalendarYear, async ({ params, body }, by) =>
      answer(by, await withdrawCalendarYear(database, by, { ...params, ...body })),
    ),
  ];
};
