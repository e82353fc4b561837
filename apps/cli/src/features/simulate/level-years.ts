import type { ExpenseDraft } from './expense-book.ts';

/** What a unit spends on these is looked at year by year (R13). */
const WATCHED = new Set(['RECEPTION', 'TRAVEL', 'FUEL']);
/** Fen. Years below this are small enough to move as they like; the others stay this close to the year before and to December's due. */
const QUIET = 15_000_00;
const MOST_GROWTH = 1.05;
const MOST_DECEMBER = 0.3;
/** Months with spending in a year that can be compared. */
const COMPARABLE = 9;

const sumOf = (drafts: readonly ExpenseDraft[]): number =>
  drafts.reduce((sum, { row }) => sum + (row.approvalRef === null ? row.amountMinor : 0), 0);
const monthsOf = (drafts: readonly ExpenseDraft[]): number =>
  new Set(drafts.map(({ row }) => row.occurredOn.slice(0, 7))).size;

/** Shrinks the free ones of `drafts` until all together come to `most`, or to next to nothing. */
const shrink = (drafts: readonly ExpenseDraft[], most: number, isFree: (draft: ExpenseDraft) => boolean): void => {
  const free = drafts.filter((draft) => isFree(draft) && draft.row.approvalRef === null);
  const loose = sumOf(free);
  const factor = Math.max(0.02, (most - (sumOf(drafts) - loose)) / loose);
  if (factor < 1) for (const { row } of free) row.amountMinor = Math.max(100, Math.floor(row.amountMinor * factor));
};

/** Levels what a unit ordinarily spends on receptions, travel and fuel, so that no year stands out unless it was planted. */
export const levelYears = (drafts: readonly ExpenseDraft[], isFree: (draft: ExpenseDraft) => boolean): void => {
  const watched = drafts.filter(({ row }) => WATCHED.has(row.kind));
  for (const [, own] of Map.groupBy(watched, ({ row }) => `${row.unitCode}|${row.kind}`)) {
    const years = [...Map.groupBy(own, ({ row }) => row.occurredOn.slice(0, 4))].sort(([a], [b]) => (a < b ? -1 : 1));
    let before: readonly ExpenseDraft[] = [];
    for (const [, year] of years) {
      const december = year.filter(({ row }) => row.occurredOn.slice(5, 7) === '12');
      const rest = sumOf(year) - sumOf(december);
      if (sumOf(year) > QUIET) {
        const due = Math.max((rest * MOST_DECEMBER) / (1 - MOST_DECEMBER), QUIET - rest);
        if (sumOf(december) > due) shrink(december, due, isFree);
      }
      const compared = monthsOf(year) >= COMPARABLE && monthsOf(before) >= COMPARABLE;
      const most = Math.max(QUIET, sumOf(before) * MOST_GROWTH);
      if (compared && sumOf(year) > most) shrink(year, most, isFree);
      before = year;
    }
  }
};
