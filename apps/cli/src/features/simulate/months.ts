import { addMonths, type LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { type Day, dateOf, type OfficeDays, toDay } from './office-days.ts';
import type { Random } from './random.ts';

export type Month = {
  readonly first: LocalDate;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
};

const known = new WeakMap<OfficeDays, readonly Month[]>();

const monthsWithin = ({ first, last }: OfficeDays): readonly Month[] => {
  const months: Month[] = [];
  for (let start = `${dateOf(first).slice(0, 7)}-01` as LocalDate; toDay(start) <= last; start = addMonths(start, 1)) {
    const month: Month = {
      first: start,
      firstDay: toDay(start),
      lastDay: toDay(addMonths(start, 1)) - 1,
      year: Number(start.slice(0, 4)),
      month: Number(start.slice(5, 7)),
    };
    if (month.firstDay >= first && month.lastDay <= last) months.push(month);
  }
  return months;
};

/** The whole months of a simulation, in order. */
export const monthsOf = (days: OfficeDays): readonly Month[] => {
  const months = known.get(days) ?? monthsWithin(days);
  known.set(days, months);
  return months;
};

/** A working day in the middle of the month. */
export const payDay = (
  { random, days }: { readonly random: Random; readonly days: OfficeDays },
  { firstDay }: Month,
): Day => days.rollForward(firstDay + random.int(9, 17));
