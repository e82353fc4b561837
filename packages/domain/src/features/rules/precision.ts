import type { LocalDate } from '../../shared/local-date.ts';
import { addDays, addMonths } from '../../shared/local-date.ts';
import type { Period } from './back-test.ts';

/** Verdicts on a rule's alerts within one period. */
export type Verdicts = { readonly confirmed: number; readonly decided: number };

/** Below this many decided alerts a precision says nothing. */
export const DECIDED_ENOUGH = 5;
/** A rule that is right less often than this, in so many periods one after the other, is stopped (DOMAIN §8.3). */
const FREEZE_BELOW_PERMILLE = 300;
export const FREEZE_PERIODS = 2;

const isWrongTooOften = ({ confirmed, decided }: Verdicts): boolean =>
  decided >= DECIDED_ENOUGH && confirmed * 1000 < decided * FREEZE_BELOW_PERMILLE;

/** Whether a rule is to be frozen, by the verdicts of its last complete periods; one with too few decided excuses it. */
export const isToFreeze = (periods: readonly Verdicts[]): boolean =>
  periods.length >= FREEZE_PERIODS && periods.every(isWrongTooOften);

/** The last complete periods before today, latest first. Periods of `months` begin with the year: quarters with 3. */
export const lastPeriods = (today: LocalDate, months: number, count = FREEZE_PERIODS): readonly Period[] => {
  const month = Number(today.slice(5, 7)) - 1;
  const begun = `${today.slice(0, 4)}-${String(month - (month % months) + 1).padStart(2, '0')}-01` as LocalDate;
  return Array.from({ length: count }, (_, nth) => ({
    from: addMonths(begun, -months * (nth + 1)),
    to: addDays(addMonths(begun, -months * nth), -1),
  }));
};
