import type { CalendarYear } from '@qingfeng/domain/features/calendar/calendar.ts';
import { calendarOf } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { putInForce } from './store.ts';

/** Puts the years that come with the product in force on an empty database; later ones go through import and approval. */
export const publishShippedCalendar = (
  database: Database,
  by: By,
  years: readonly CalendarYear[],
  source: string,
): Promise<number> =>
  change(database, by, async (tx) => {
    await tx.calendarYear.createMany({
      data: years.map(({ year, version, days }) => ({
        id: by.newId(),
        year,
        version,
        source,
        days: days.map(({ date, kind, name }) => ({ date, kind, name })),
        state: 'PUBLISHED',
        decidedAt: by.now,
      })),
    });
    await putInForce(tx, calendarOf(years));
    return {
      result: years.length,
      events: [
        {
          thingKind: 'calendar',
          thingId: by.newId(),
          type: 'calendar.shipped',
          version: null,
          body: { years: years.map(({ year, version }) => `${String(year)}-${String(version)}`) },
        },
      ],
    };
  });
