import type { Calendar, SpecialDay } from '@qingfeng/domain/features/calendar/calendar.ts';
import { calendarOf, isPublished, isWorkday } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addDays, localDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

type YearRow = { year: number; version: number; days: SpecialDay[] };

/** Days before the first and after the last known year that SQL may still count: as plain weeks, marked estimated. */
const FIRST_DAY = localDate('2023-01-01');
const YEARS_AHEAD = 3;

/** The calendar in force: of each year its highest published version. */
export const yearsInForce: Sql = sql`
  select distinct on (year) year, version, days from calendar_year where state = 'PUBLISHED' order by year, version desc`;

export const toCalendar = (rows: readonly YearRow[]): Calendar => calendarOf(rows);

/** The calendar inside a change, for decisions that count days. */
export const loadCalendar = async (tx: WriteTx): Promise<Calendar> =>
  toCalendar(await tx.$queryRaw<YearRow[]>(yearsInForce));

/** One at a time: versions are numbered, and every day is written anew. */
export const lockCalendar = async (tx: WriteTx): Promise<void> => {
  await tx.$executeRaw(sql`select pg_advisory_xact_lock(hashtext('calendar_year'))`);
};

/** Lets SQL count by this calendar from now on. */
export const putInForce = (tx: WriteTx, calendar: Calendar): Promise<void> =>
  writeCalendarDays(tx, calendar, FIRST_DAY, localDate(`${String(Math.max(...calendar.years) + YEARS_AHEAD)}-12-31`));

/**
 * Writes every day of the span with its mark and running number, so that SQL counts working days by subtraction.
 * Years without a notice are written as plain weeks and marked estimated.
 */
const writeCalendarDays = async (tx: WriteTx, calendar: Calendar, from: LocalDate, to: LocalDate): Promise<void> => {
  const rows = [];
  let workdayNo = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const workday = isWorkday(calendar, day);
    if (workday) workdayNo += 1;
    rows.push({
      day,
      is_workday: workday,
      workday_no: workdayNo,
      name: calendar.days.get(day)?.name ?? null,
      estimated: !isPublished(calendar, day, day),
    });
  }
  await tx.$executeRaw(sql`
    insert into calendar_day (county, day, is_workday, workday_no, name, estimated)
    select 1, d.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as d(day date, is_workday boolean, workday_no int, name text, estimated boolean)
    on conflict (county, day) do update
      set is_workday = excluded.is_workday, workday_no = excluded.workday_no, name = excluded.name, estimated = excluded.estimated`);
};
