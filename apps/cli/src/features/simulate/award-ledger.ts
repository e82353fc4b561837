import type { Day } from './office-days.ts';
import type { Office } from './world.ts';
import { type Award, TENDER_LIMIT } from './procurement-book.ts';

/** Closeness to the conditions of R18 and R20 that an award may bring its office to. */
export type Tolerance = {
  /** Part of the tender limit that awards of one category may reach together within the window. */
  readonly split: number;
  /** Part of the office's amount of twelve months that one supplier may hold. */
  readonly share: number;
  /** Awards of one supplier in twelve months. */
  readonly awards: number;
  /** The supplier whose share is meant to be high. */
  readonly dominant?: string;
};

export const ORDINARY: Tolerance = { split: 0.85, share: 0.45, awards: 3 };

/** Days that the windows of ninety days and of twelve months are widened to, so that their edges decide nothing. */
const SPLIT_WINDOW = 96;
const YEAR_WINDOW = 370;
/** A share is watched over every reading of twelve months. */
const SHARE_WINDOWS = [YEAR_WINDOW, 366, 365, 362];
/** Below this many awards a share says nothing; there no supplier may come twice. */
const TELLING_AWARDS = 4;

type Entry = Pick<Award, 'day' | 'yuan'> & {
  readonly category: string;
  readonly limit: number;
  readonly supplier: string;
  /** Covered by a framework or an exemption. */
  readonly lawful: boolean;
};

const entryOf = (award: Award): Entry => ({
  day: award.day,
  yuan: award.yuan,
  category: award.category.code,
  limit: TENDER_LIMIT[award.category.kind],
  supplier: award.supplier.code,
  lawful: award.frameworkRef !== undefined || award.exemptionRef !== undefined,
});

const isWithin = (from: Day, window: number) => (entry: Entry) => entry.day >= from && entry.day < from + window;
const sumOf = (entries: readonly Entry[]): number => entries.reduce((sum, { yuan }) => sum + yuan, 0);

/** Whether by any reading of twelve months that end with `end`, lawful awards counted or not, the supplier has more than `cap`. */
const holdsMore = (year: readonly Entry[], end: Day, supplier: string, cap: number): boolean =>
  SHARE_WINDOWS.some((window) => {
    let [all, held, plain, heldPlain] = [0, 0, 0, 0];
    for (const entry of year) {
      if (entry.day <= end - window) continue;
      const own = entry.supplier === supplier ? entry.yuan : 0;
      all += entry.yuan;
      held += own;
      if (!entry.lawful) {
        plain += entry.yuan;
        heldPlain += own;
      }
    }
    return held > cap * all || heldPlain > cap * plain;
  });

/** The awards of one office, watched so that no window meets a condition by accident. */
export type AwardLedger = {
  readonly fits: (award: Award, tolerance: Tolerance) => boolean;
  readonly add: (award: Award) => void;
  /** Takes the last `count` awards back. */
  readonly undo: (count: number) => void;
  /** No award of the category from `from` to `to`, window included on both sides. */
  readonly isFree: (category: string, from: Day, to: Day) => boolean;
  readonly knows: (supplier: string) => boolean;
  /** Yuan awarded in the twelve months that end with `day`, and the number of awards without framework or exemption. */
  readonly yearTo: (day: Day) => { readonly yuan: number; readonly awards: number };
};

export type Ledgers = ReadonlyMap<Office, AwardLedger>;

export const awardLedger = (): AwardLedger => {
  const entries: Entry[] = [];

  const splits = (added: Entry, cap: number): boolean => {
    if (added.yuan >= added.limit) return false;
    const near = entries.filter(
      ({ category, yuan, day }) =>
        category === added.category && yuan < added.limit && Math.abs(day - added.day) < SPLIT_WINDOW,
    );
    const all = [...near, added];
    return all.some(
      (first) => first.day <= added.day && sumOf(all.filter(isWithin(first.day, SPLIT_WINDOW))) > cap * added.limit,
    );
  };

  const crowds = (added: Entry, most: number): boolean => {
    const same = [...entries.filter(({ supplier }) => supplier === added.supplier), added];
    return same.some(
      (first) =>
        first.day <= added.day &&
        isWithin(first.day, YEAR_WINDOW)(added) &&
        same.filter(isWithin(first.day, YEAR_WINDOW)).length > most,
    );
  };

  /** Whether in twelve months that end with some award, and hold the new one, a supplier has more than `cap` of the amount. */
  const dominates = (added: Entry, cap: number, meant: string | undefined): boolean => {
    const all = [...entries, added];
    return all.some(({ day: end }) => {
      if (end < added.day || end - added.day >= YEAR_WINDOW) return false;
      const year = all.filter(isWithin(end - YEAR_WINDOW + 1, YEAR_WINDOW));
      const telling = year.length >= TELLING_AWARDS;
      // In a year that was watched before, the new award only thins what the others hold.
      const watched = end !== added.day && year.length > TELLING_AWARDS;
      const suppliers = new Set(watched ? [added.supplier] : year.map(({ supplier }) => supplier));
      if (meant !== undefined) suppliers.delete(meant);
      return [...suppliers].some((supplier) =>
        telling ? holdsMore(year, end, supplier, cap) : year.filter((entry) => entry.supplier === supplier).length > 1,
      );
    });
  };

  return {
    fits: (award, tolerance) => {
      const entry = entryOf(award);
      return (
        !splits(entry, tolerance.split) &&
        !crowds(entry, tolerance.awards) &&
        !dominates(entry, tolerance.share, tolerance.dominant)
      );
    },
    add: (award) => void entries.push(entryOf(award)),
    undo: (count) => void entries.splice(entries.length - count, count),
    isFree: (category, from, to) =>
      entries.every(
        (entry) => entry.category !== category || entry.day <= from - SPLIT_WINDOW || entry.day >= to + SPLIT_WINDOW,
      ),
    knows: (supplier) => entries.some((entry) => entry.supplier === supplier),
    yearTo: (day) => {
      const year = entries.filter(isWithin(day - YEAR_WINDOW + 1, YEAR_WINDOW));
      return { yuan: sumOf(year), awards: year.filter(({ lawful }) => !lawful).length };
    },
  };
};
