import type { CalendarYear } from '@qingfeng/domain/features/calendar/calendar.ts';
import { calendarOf } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { writeCalendarDays } from './store.ts';

/** Days before the first and after the last known year that SQL may still count: as plain weeks, marked estimated. */
const FIRST_DAY = localDate('2023-01-01');
const YEARS_AHEAD = 3;

/** Puts the years that come with the product in force on an empty database; later ones go through import and approval. */
export const publishShippedCalendar = (
  database: Database,
  by: By,
  years: readonly CalendarYear[],
  source: string,
): Promise<number> =>
  change(database, by, async (tx) => {
    const calendar = calendarOf(years);
    await tx.calendarYear.createMany({
      data: years.map(({ year, version, days }) => ({
        year,
        version,
        source,
        days: days.map(({ date, kind, name }) => ({ date, kind, name })),
        approvedAt: by.now,
      })),
    });
    const last = Math.max(...calendar.years) + YEARS_AHEAD;
    await writeCalendarDays(tx, calendar, FIRST_DAY, localDate(`${String(last)}-12-31`));
    return {
      result: years.length,
      events: [
        {
          thingKind: 'calendar',
          thingId: by.newId(),
          type: 'calendar.published',
          version: null,
          body: { years: years.map(({ year, version }) => `${String(year)}-${String(version)}`) },
        },
      ],
    };
  });
