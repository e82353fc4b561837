import { type Calendar, isWorkday } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { chooser, type Random } from './random.ts';

/** A day as whole days since 1970-01-01: a simulation compares and adds days by the million. */
export type Day = number;

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** The simulated office keeps China Standard Time, which has no daylight saving. */
const ZONE_MINUTES = 480;

export const toDay = (date: LocalDate): Day => Date.parse(`${date}T00:00:00Z`) / DAY_MS;
export const dateOf = (day: Day): LocalDate => new Date(day * DAY_MS).toISOString().slice(0, 10) as LocalDate;
export const yearOfDay = (day: Day): number => new Date(day * DAY_MS).getUTCFullYear();
export const monthOfDay = (day: Day): number => new Date(day * DAY_MS).getUTCMonth() + 1;
/** The instant at `minutes` past the office's midnight of `day`, ISO UTC. */
export const instantAt = (day: Day, minutes: number): string =>
  new Date(day * DAY_MS + (minutes - ZONE_MINUTES) * MINUTE_MS).toISOString();

/** The days of a simulation with their working-day count, laid out once. */
export type OfficeDays = {
  readonly first: Day;
  readonly last: Day;
  /** The first simulated day of a year whose holidays are published; before it a working day is only an estimate. */
  readonly publishedFrom: Day;
  readonly isWorkday: (day: Day) => boolean;
  /** Working days after `from` up to and including `to` (DOMAIN §6.2). */
  readonly workdaysBetween: (from: Day, to: Day) => number;
  /** The `count`-th working day after `day`. */
  readonly addWorkdays: (day: Day, count: number) => Day;
  /** The day itself, or the next working day. */
  readonly rollForward: (day: Day) => Day;
};

/** Room before and after for what a case near the edge reaches into. */
const MARGIN = 120;

export const officeDays = (calendar: Calendar, first: Day, last: Day): OfficeDays => {
  const start = first - MARGIN;
  const workdays: boolean[] = [];
  const running: number[] = [];
  for (let day = start, count = 0; day <= last + MARGIN; day += 1) {
    const works = isWorkday(calendar, dateOf(day));
    if (works) count += 1;
    workdays.push(works);
    running.push(count);
  }
  const countTo = (day: Day): number => {
    const count = running[day - start];
    if (count === undefined) throw new RangeError(`day ${dateOf(day)} lies outside the simulation`);
    return count;
  };
  const isWork = (day: Day) => workdays[day - start] === true;
  return {
    first,
    last,
    publishedFrom: Math.max(first, ...calendar.years.slice(0, 1).map((year) => toDay(`${year}-01-01` as LocalDate))),
    isWorkday: isWork,
    workdaysBetween: (from, to) => countTo(to) - countTo(from),
    addWorkdays: (day, count) => {
      const wanted = countTo(day) + count;
      let reached = day;
      while (countTo(reached) < wanted) reached += 1;
      return reached;
    },
    rollForward: (day) => {
      let reached = day;
      while (!isWork(reached)) reached += 1;
      return reached;
    },
  };
};

/** Draws days of the period: `months` weighs January to December, `dayOff` a day off against a working day. */
export const daySampler = (random: Random, days: OfficeDays, months: readonly number[], dayOff = 0): (() => Day) => {
  const all = Array.from({ length: days.last - days.first + 1 }, (_, i) => days.first + i);
  const weights = all.map((day) => (months[monthOfDay(day) - 1] ?? 1) * (days.isWorkday(day) ? 1 : dayOff));
  return chooser(random, all, weights);
};
