import type { LocalDate } from '../../shared/local-date.ts';
import { addDays, wallTime } from '../../shared/local-date.ts';
import type { Calendar } from '../calendar/calendar.ts';
import { isWorkday } from '../calendar/calendar.ts';
import type { Kind } from './columns.ts';

export type Scalar = string | number;
/** A record of any kind, its fields by name. */
export type AnyRow = Readonly<Record<string, Scalar | null>>;

/** As in table `calendar_day`: `workdayNo` counts working days up to and including the day. */
export type CalendarDay = { readonly isWorkday: boolean; readonly workdayNo: number };

export type Facts = {
  /** The current rows of the rule's kind. Tables may hold more kinds and counties; these are the ones to be judged. */
  readonly rows: readonly AnyRow[];
  /** The current rows of the other kinds that it reads. */
  readonly registers?: { readonly [K in Kind]?: readonly AnyRow[] };
  readonly calendar: ReadonlyMap<string, CalendarDay>;
  /** The day up to which the data are complete: what runs on is measured to here, never to a clock. */
  readonly asOf: LocalDate;
  /** IANA name of the office's zone. */
  readonly zone: string;
};

/** The days `from` to `to` of a calendar with their running count of working days. */
export const calendarDays = (calendar: Calendar, from: LocalDate, to: LocalDate): ReadonlyMap<string, CalendarDay> => {
  const days = new Map<string, CalendarDay>();
  let workdayNo = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const works = isWorkday(calendar, day);
    if (works) workdayNo += 1;
    days.set(day, { isWorkday: works, workdayNo });
  }
  return days;
};

const digits = (text: string, from: number, count: number): number => {
  let number = 0;
  for (let index = from; index < from + count; index += 1) number = 10 * number + text.charCodeAt(index) - 48;
  return number;
};

/** Milliseconds of an instant, which is always written `YYYY-MM-DDTHH:mm:ss.sssZ`: four times as fast as `Date.parse`. */
export const millisOf = (instant: Scalar): number => {
  const text = String(instant);
  const time = digits(text, 11, 2) * 3_600_000 + digits(text, 14, 2) * 60_000 + digits(text, 17, 2) * 1000;
  return Date.UTC(digits(text, 0, 4), digits(text, 5, 2) - 1, digits(text, 8, 2)) + time + digits(text, 20, 3);
};

/** The running number of a day: how many days it is after 1 January 1970. */
export const dayNo = (day: Scalar): number => {
  const text = String(day);
  return Date.UTC(digits(text, 0, 4), digits(text, 5, 2) - 1, digits(text, 8, 2)) / 86_400_000;
};
/** The running number of the month, quarter or year that a day lies in. */
export const periodNo = (day: Scalar, period: 'month' | 'quarter' | 'year'): number => {
  const text = String(day);
  const [year, month] = [digits(text, 0, 4), digits(text, 5, 2)];
  if (period === 'year') return year;
  return period === 'month' ? 12 * year + month - 1 : 4 * year + Math.floor((month - 1) / 3);
};
export const monthOf = (day: Scalar): number => digits(String(day), 5, 2);

/** Day and hour on the clock of a zone. */
export const wallClock =
  (zone: string): ((millis: number) => { day: string; hour: number }) =>
  (millis) => {
    const shown = wallTime(millis, zone);
    return { day: shown.slice(0, 10), hour: digits(shown, 11, 2) };
  };
