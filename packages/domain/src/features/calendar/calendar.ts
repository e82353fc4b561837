import { addDays, addMonths, type LocalDate, weekdayOf, yearOf } from '../../shared/local-date.ts';

/** A day that differs from the plain Monday-to-Friday week, as the State Council's yearly notice names it (DOMAIN §6.1). */
export type SpecialDay = {
  readonly date: LocalDate;
  readonly kind: 'HOLIDAY' | 'MAKEUP_WORKDAY';
  readonly name: string;
};

/** One published year; a corrected notice is a new version of the same year. */
export type CalendarYear = { readonly year: number; readonly version: number; readonly days: readonly SpecialDay[] };

/** The calendar in force, as data. Years without a notice are absent: days in them are only estimated (预估). */
export type Calendar = {
  /** The published years and their versions, `2025-1 2026-1`; kept with every day that was computed from it. */
  readonly version: string;
  readonly years: readonly number[];
  readonly days: ReadonlyMap<LocalDate, SpecialDay>;
};

/** A length of time as the schemes write it; how each unit is counted stands in `nominalEnd` and `rollForward`. */
export type Period = { readonly amount: number; readonly unit: 'WORKDAY' | 'MONTH' | 'WEEK' | 'CALENDAR_DAY' };

export type DayKind = 'WORKDAY' | 'MAKEUP_WORKDAY' | 'WEEKEND' | 'HOLIDAY';

export const calendarOf = (years: readonly CalendarYear[]): Calendar => {
  const sorted = years.toSorted((a, b) => a.year - b.year);
  return {
    version: sorted.map(({ year, version }) => `${year}-${version}`).join(' '),
    years: sorted.map(({ year }) => year),
    days: new Map(sorted.flatMap(({ days }) => days.map((day) => [day.date, day] as const))),
  };
};

export const kindOfDay = (calendar: Calendar, day: LocalDate): DayKind =>
  calendar.days.get(day)?.kind ?? (weekdayOf(day) <= 5 ? 'WORKDAY' : 'WEEKEND');

/** Working day = Monday to Friday without official holidays, plus make-up working weekends (DOMAIN §6.1 rule 1). */
export const isWorkday = (calendar: Calendar, day: LocalDate): boolean =>
  ['WORKDAY', 'MAKEUP_WORKDAY'].includes(kindOfDay(calendar, day));

/** Whether every day from `from` to `to` lies in a published year; if not, what was counted on them is an estimate. */
export const isPublished = (calendar: Calendar, from: LocalDate, to: LocalDate): boolean => {
  for (let year = yearOf(from); year <= yearOf(to); year += 1) if (!calendar.years.includes(year)) return false;
  return true;
};

/** The day itself when it is a working day, else the next working day (DOMAIN §6.2 rules 4 and 5). */
export const rollForward = (calendar: Calendar, day: LocalDate): LocalDate => {
  let rolled = day;
  while (!isWorkday(calendar, rolled)) rolled = addDays(rolled, 1);
  return rolled;
};

/** The `count`-th working day after `day`; the day itself is day 0 and never counted (DOMAIN §6.2 rules 2 and 3). */
export const addWorkdays = (calendar: Calendar, day: LocalDate, count: number): LocalDate => {
  let reached = day;
  for (let counted = 0; counted < count;) {
    reached = addDays(reached, 1);
    if (isWorkday(calendar, reached)) counted += 1;
  }
  return reached;
};

/** Working days after `from` up to and including `to`; negative when `to` is earlier. */
export const workdaysBetween = (calendar: Calendar, from: LocalDate, to: LocalDate): number => {
  if (to < from) return 0 - workdaysBetween(calendar, to, from);
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkday(calendar, day)) count += 1;
  return count;
};

/** The end of a period before rolling: an extension counts from here (DOMAIN §6.2 rules 3 to 6). */
export const nominalEnd = (calendar: Calendar, from: LocalDate, { amount, unit }: Period): LocalDate => {
  switch (unit) {
    case 'WORKDAY':
      return addWorkdays(calendar, from, amount);
    case 'MONTH':
      return addMonths(from, amount);
    case 'WEEK':
      return addDays(from, 7 * amount);
    case 'CALENDAR_DAY':
      return addDays(from, amount);
  }
};

/** Fewest and most calendar days that one of a unit lasts; a working day has no upper bound here. */
const SPAN = { CALENDAR_DAY: [1, 1], WEEK: [7, 7], MONTH: [28, 31], WORKDAY: [1, Infinity] } as const;

/** Whether a period is surely no longer than another, whatever day it starts on ("at most one month", WF-13, WF-25). */
export const isWithin = (asked: Period, most: Period): boolean =>
  asked.amount > 0 &&
  (asked.unit === most.unit
    ? asked.amount <= most.amount
    : asked.amount * SPAN[asked.unit][1] <= most.amount * SPAN[most.unit][0]);
