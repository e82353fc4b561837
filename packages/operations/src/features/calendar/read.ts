import type { getCalendarYear, listCalendarYears } from '@qingfeng/contracts/features/calendar/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Calendar, SpecialDay } from '@qingfeng/domain/features/calendar/calendar.ts';
import {
  balanceOf,
  changesOf,
  refusalOfYearStep,
  withYear,
  YEAR_STEPS,
} from '@qingfeng/domain/features/calendar/year.ts';
import type { YearStep } from '@qingfeng/domain/features/calendar/year.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleCalendarYear } from '../../shared/access.ts';
import { toCalendar, yearsInForce } from './store.ts';

/** The calendar in force, for pages and sweeps that explain or count days. */
export const readCalendar = async (database: Database): Promise<Calendar> =>
  toCalendar(await database.read<{ year: number; version: number; days: SpecialDay[] }>(yearsInForce));

type Row = ResponseOf<typeof listCalendarYears>['items'][number];

const COLUMNS: Sql = sql`
  c.id, c.row_version as version, c.year, c.version as number, c.state, c.source,
  (select count(*) from jsonb_array_elements(c.days) d where d ->> 'kind' = 'HOLIDAY')::int as "daysOff",
  (select count(*) from jsonb_array_elements(c.days) d where d ->> 'kind' = 'MAKEUP_WORKDAY')::int as makeups,
  importer.name as "importedBy", c.imported_at as "importedAt", decider.name as "decidedBy", c.approved_at as "decidedAt",
  c.state = 'PUBLISHED' and not exists (
    select 1 from calendar_year later where later.year = c.year and later.state = 'PUBLISHED' and later.version > c.version) as "inForce"`;
const FROM: Sql = sql`calendar_year c left join account importer on importer.id = c.imported_by
  left join account decider on decider.id = c.approved_by`;

/** Years with a notice, and those on their way; everyone may read what is in force, since every deadline is counted by it. */
export const calendarYears = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  query: QueryOf<typeof listCalendarYears>,
): Promise<ResponseOf<typeof listCalendarYears>> => {
  const scope = sql`${visibleCalendarYear(viewer, sql`c`)}
    and (${query.state ?? null}::text[] is null or c.state = any(${query.state ?? null}::text[]))`;
  const [items, counted, calendar] = await Promise.all([
    database.read<Row>(sql`
      select ${COLUMNS} from ${FROM} where ${scope}
      order by ${query.sort === 'year' ? sql`c.year, c.version` : sql`c.year desc, c.version desc`}
      limit ${query.size} offset ${(query.page - 1) * query.size}`),
    database.readOne<{ total: number }>(sql`select count(*)::int as total from calendar_year c where ${scope}`),
    readCalendar(database),
  ]);
  const ahead = [yearOf(today), yearOf(today) + 1].filter((year) => !calendar.years.includes(year));
  const total = counted?.total ?? 0;
  return {
    items,
    total: Math.min(total, TOTAL_CAP),
    totalCapped: total > TOTAL_CAP,
    unknownYears: ahead,
    mayPropose: hasRole(viewer, 'BIZ_ADMIN'),
  };
};

/** One year with its days and, while it waits, what it would change. */
export const calendarYearOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
): Promise<ResponseOf<typeof getCalendarYear>> => {
  const [row, calendar] = await Promise.all([
    database.readOne<Row & { days: SpecialDay[]; reason: string | null; importerId: string | null }>(sql`
      select ${COLUMNS}, c.days, c.reason, c.imported_by as "importerId" from ${FROM}
      where c.id = ${id}::uuid and ${visibleCalendarYear(viewer, sql`c`)}`),
    readCalendar(database),
  ]);
  if (row === undefined) throw missing('calendar');
  const { importerId, days, ...shown } = row;
  const { year, number, state } = row;
  const open = { state, proposedBy: importerId };
  return {
    ...shown,
    days,
    balance: balanceOf(year, days),
    changes:
      state === 'PROPOSED' ? [...changesOf(year, calendar, withYear(calendar, { year, version: number, days }))] : [],
    openSteps: (Object.keys(YEAR_STEPS) as YearStep[]).flatMap((step) => {
      const why = refusalOfYearStep(step, open, viewer);
      // A step that is another role's, or the other person's, is no button; one's own proposal shows that someone else publishes.
      if (why === 'access.denied' || why === 'calendar.decided') return [];
      return [{ step, open: why === null, primary: step === 'publish', why }];
    }),
  };
};
