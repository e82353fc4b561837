import type { previewCalendarYear as contract } from '@qingfeng/contracts/features/calendar/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { balanceOf, changesOf, readYear, withYear, writtenDay } from '@qingfeng/domain/features/calendar/year.ts';
import type { WrittenDay } from '@qingfeng/domain/features/calendar/year.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Row } from '@qingfeng/platform/limited/row.ts';
import { unguarded } from '../../shared/workbook.ts';
import { readCalendar } from './read.ts';

type Preview = ResponseOf<typeof contract>;

/** A year has 366 days: whatever is longer is some other file. */
const MOST_ROWS = 400;

/** What these rows would change; nothing is kept. */
export const previewCalendarYear = async (
  database: Database,
  year: number,
  rows: readonly WrittenDay[],
): Promise<Preview> => {
  const { days, faults } = readYear(year, rows);
  const calendar = await readCalendar(database);
  return {
    year,
    days: [...days],
    faults: [...faults],
    balance: balanceOf(year, days),
    changes: [...changesOf(year, calendar, withYear(calendar, { year, version: 0, days }))],
  };
};

/** The same of a file: a table, whose rows are known by their lines, or the JSON of holiday-cn, whose elements are counted. */
export const readCalendarFile = async (
  database: Database,
  year: number,
  lines: AsyncIterable<Row<unknown>>,
  format: 'table' | 'json',
): Promise<Preview> => {
  const rows: WrittenDay[] = [];
  const unreadable: Preview['faults'] = [];
  for await (const row of lines) {
    const count = rows.length + unreadable.length;
    if (count >= MOST_ROWS) break;
    const line = format === 'table' ? row.line : count + 1;
    if ('fault' in row) unreadable.push({ line, reason: 'UNREADABLE', value: '' });
    else {
      const { date, kind, name } = writtenDay(line, row.value);
      // Our own export ends with a line that says who took it out.
      if (kind === '' && name === '' && date.includes(' ')) continue;
      rows.push({ line, date: unguarded(date), kind: unguarded(kind), name: unguarded(name) });
    }
  }
  const preview = await previewCalendarYear(database, year, rows);
  return { ...preview, faults: [...unreadable, ...preview.faults].toSorted((one, other) => one.line - other.line) };
};
