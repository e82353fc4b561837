import type { proposeCalendarYear as contract } from '@qingfeng/contracts/features/calendar/endpoints.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Calendar, SpecialDay } from '@qingfeng/domain/features/calendar/calendar.ts';
import { changesOf, readYear, withYear } from '@qingfeng/domain/features/calendar/year.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openTask } from '../tasks/store.ts';
import { loadCalendar, lockCalendar } from './store.ts';

/** Proposes the official days of a year; nothing counts by them before a second person has published them (DOMAIN §6.1 rule 3). */
export const proposeCalendarYear = (
  database: Database,
  by: By,
  { year, source, days: rows }: BodyOf<typeof contract>,
): Promise<string> =>
  change(database, by, async (tx) => {
    const { days, faults } = readYear(
      year,
      rows.map((row, index) => ({ line: index + 1, ...row })),
    );
    if (faults.length > 0) throw new Refusal('calendar.rows-bad', { rows: faults.length });
    await lockCalendar(tx);
    const version = await nextVersion(tx, year);
    if (isAsBefore(await loadCalendar(tx), { year, version, days })) throw new Refusal('calendar.changes-nothing');
    const id = by.newId();
    await tx.calendarYear.create({
      data: {
        id,
        year,
        version,
        source,
        days: days.map(({ date, kind, name }) => ({ date, kind, name })),
        state: 'PROPOSED',
        importedBy: by.viewer.accountId,
        importedAt: by.now,
      },
    });
    await openTask(tx, by, {
      act: 'calendar.publish',
      thingKind: 'calendar',
      thingId: id,
      title: `${String(year)}年工作日历`,
      unitId: null,
      dueOn: null,
      to: { role: 'BIZ_ADMIN', scopeUnitId: null },
    });
    return {
      result: id,
      events: [
        {
          thingKind: 'calendar',
          thingId: id,
          type: 'calendar.proposed',
          version: 1,
          body: { year, number: version, days: days.length },
        },
      ],
    };
  });

/** A year is numbered on, whatever became of its proposals; only one waits at a time, so that nobody publishes past another. */
const nextVersion = async (tx: WriteTx, year: number): Promise<number> => {
  const [row] = await tx.$queryRaw<{ last: number | null; open: boolean | null }[]>(sql`
    select max(version) as last, bool_or(state = 'PROPOSED') as open from calendar_year where year = ${year}::int`);
  if (row?.open === true) throw new Refusal('calendar.proposal-open', { year });
  return (row?.last ?? 0) + 1;
};

/** A known year said once more; an unknown one becomes known even where its notice is a plain week. */
const isAsBefore = (
  calendar: Calendar,
  next: { readonly year: number; readonly version: number; readonly days: readonly SpecialDay[] },
): boolean =>
  next.days.length === 0 ||
  (calendar.years.includes(next.year) && changesOf(next.year, calendar, withYear(calendar, next)).length === 0);
