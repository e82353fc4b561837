import { monthsOf } from '../months.ts';
import { type Day, monthOfDay, yearOfDay } from '../office-days.ts';
import { dealt, times } from '../plot.ts';
import type { Details, RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

type Line = RecordOf<'budget'>;
type Account = { readonly unitCode: string; readonly item: string };

const ACCOUNTS = 60;
const ITEMS = ['OFFICE', 'MEETING', 'TRAINING', 'REPAIR', 'PRINTING', 'PROJECT', 'EQUIPMENT'] as const;
const JUNE = 6;
const DECEMBER = 12;

/** The last days of the months within the period. */
const monthEnds = ({ days }: Sheet): Day[] => {
  const months = monthsOf(days);
  const before = (months[0]?.firstDay ?? 0) - 1;
  return [...(before >= days.first ? [before] : []), ...months.map(({ lastDay }) => lastDay)];
};
const endsOf = (sheet: Sheet, year: number): Day[] => monthEnds(sheet).filter((day) => yearOfDay(day) === year);
const yearsOf = (sheet: Sheet): number[] => [...new Set(monthEnds(sheet).map(yearOfDay))];

/** Years told of from June on at the latest. */
const yearsWithSummer = (sheet: Sheet): number[] =>
  yearsOf(sheet).filter((year) =>
    endsOf(sheet, year).some((day) => monthOfDay(day) >= JUNE && monthOfDay(day) < DECEMBER),
  );
/** Years whose November and December are both told of. */
const yearsWithEnd = (sheet: Sheet): number[] =>
  yearsOf(sheet).filter((year) =>
    [DECEMBER - 1, DECEMBER].every((month) => endsOf(sheet, year).some((day) => monthOfDay(day) === month)),
  );

/** How much of the plan is spent by the end of a month. */
type Course = (month: number) => number;
/** Evenly, at this pace of time. */
const evenly =
  (pace: number): Course =>
  (month) =>
    (pace * month) / DECEMBER;
/** Evenly up to November, then this share of the year in December. */
const rushing =
  (share: number, all: number): Course =>
  (month) =>
    month === DECEMBER ? all : (all * (1 - share) * month) / (DECEMBER - 1);

/** The lines of an account in one year. */
const keep = (
  sheet: Sheet,
  { unitCode, item }: Account,
  year: number,
  course: Course,
  more: Details<'budget'> = {},
): Line[] => {
  const plan = Math.round(sheet.random.between(40_000, 900_000));
  return endsOf(sheet, year).map((day) =>
    sheet.put('budget', day, unitCode, {
      item,
      year,
      planMinor: plan * 100,
      spentMinor: Math.round(plan * course(monthOfDay(day)) * sheet.random.between(0.99, 1) * 100),
      currency: 'CNY',
      ...more,
    }),
  );
};

const isOf =
  (...months: readonly number[]) =>
  ({ occurredOn }: Line): boolean =>
    months.includes(Number(occurredOn.slice(5, 7)));
const SUMMER_ON = times(DECEMBER - JUNE + 1, (index) => JUNE + index);

const about = ({ unitCode }: Account, records: readonly Line[]): Matter => ({
  subject: { kind: 'UNIT', id: unitCode },
  records,
});

/** An account's year that drags on, from June at the latest. */
const drag = (sheet: Sheet, account: Account, pace: number, more: Details<'budget'> = {}): Matter =>
  about(
    account,
    keep(sheet, account, sheet.random.pick(yearsWithSummer(sheet)), evenly(pace), more).filter(isOf(...SUMMER_ON)),
  );
/** An account's December that is more than the rest of the year. */
const rush = (sheet: Sheet, account: Account, share: number, more: Details<'budget'> = {}): Matter =>
  about(
    account,
    keep(
      sheet,
      account,
      sheet.random.pick(yearsWithEnd(sheet)),
      rushing(share, sheet.random.between(0.94, 0.99)),
      more,
    ).filter(isOf(DECEMBER)),
  );

/** R32: spent at less than half the pace of time, or more than two fifths of the year in December. */
const outOfPace = (sheet: Sheet, account: Account, n: number): Matter => {
  const { random, extent } = sheet;
  if (n % 2 === 0 || yearsWithEnd(sheet).length === 0)
    return drag(sheet, account, 0.5 - random.between(0.06, 0.35) * extent.strength);
  return rush(sheet, account, 0.4 + random.between(0.06, 0.35) * extent.strength);
};

/** What the year's budget is spent on, and when (R32). */
export const budgets: Part = {
  name: 'budgets',
  write: (given) => {
    const sheet = sheetFor({ letters: 'YS', digits: 37 }, given);
    const { random, world, extent } = given;
    const next = dealt(
      random,
      world.offices.flatMap(({ code }) => ITEMS.map((item) => ({ unitCode: code, item }))),
    );
    times(Math.round(ACCOUNTS * extent.portion), () => {
      const account = next();
      for (const year of yearsOf(sheet))
        keep(
          sheet,
          account,
          year,
          random.chance(0.5)
            ? evenly(random.between(0.75, 1))
            : rushing(random.between(0.1, 0.22), random.between(0.9, 0.99)),
        );
    });
    const hasEnd = yearsWithEnd(sheet).length > 0;
    sheet.plant('R32', 'out-of-pace', (n) => outOfPace(sheet, next(), n), {
      'project-phase': () => drag(sheet, next(), random.between(0.15, 0.45), { phase: 'PROJECT_PHASE' }),
      'late-transfer': () =>
        hasEnd
          ? rush(sheet, next(), random.between(0.45, 0.7), { phase: 'LATE_TRANSFER' })
          : drag(sheet, next(), random.between(0.15, 0.45), { phase: 'LATE_TRANSFER' }),
      'somewhat-slow': () => drag(sheet, next(), random.between(0.54, 0.66)),
      'busy-december': () =>
        hasEnd ? rush(sheet, next(), random.between(0.27, 0.37)) : drag(sheet, next(), random.between(0.54, 0.66)),
    });
    return sheet.written();
  },
};
