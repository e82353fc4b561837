import { type Month, monthsOf, payDay } from '../months.ts';
import { cut, excess, fen } from '../plot.ts';
import type { RecordOf } from '../records.ts';
import { type Matter, type Part, type Sheet, sheetFor } from '../sheet.ts';

const KINDS = ['RECEPTION', 'TRAVEL', 'FUEL'] as const;
/** Months that make a year whole enough to be compared with another. */
const WHOLE = 10;
/** A year with fewer is left out: all of its spending would fall on a few days. */
const FEW = 4;
/** Years below this (yuan) are too small to look at. */
const SMALL = 20_000;

type Book = { readonly unitCode: string; readonly kind: string };
type Claim = RecordOf<'expense'>;
type Year = { readonly year: number; readonly months: readonly Month[] };

/** What a unit spends on the kind in these months, yuan a month as `share` says. */
const spend = (
  sheet: Sheet,
  { unitCode, kind }: Book,
  months: readonly Month[],
  yuan: number,
  share: (month: Month) => number,
): Claim[] => {
  const whole = months.reduce((sum, month) => sum + share(month), 0);
  const house = sheet.company();
  return months.flatMap((month) =>
    cut(sheet.random, (yuan * share(month)) / whole, 2).map((part) =>
      sheet.put('expense', payDay(sheet, month), unitCode, {
        kind,
        amountMinor: fen(sheet.random, part),
        currency: 'CNY',
        invoiceNo: sheet.number(),
        payee: house.name,
        payeeCode: house.code,
      }),
    ),
  );
};
const evenly = () => 1;
/** December takes so much of a year of `months`. */
const december = (of: number, months: number) => {
  const rest = (1 - of) / (months - 1);
  return ({ month }: Month) => (month === 12 ? of : rest);
};

/** What the unit may spend on the kind in the year, and what it had spent by November. */
const budget = (
  sheet: Sheet,
  { unitCode, kind }: Book,
  { year, months }: Year,
  plan: number,
  spent: number,
  phase?: string,
) => {
  const last = months.filter(({ month }) => month < 12).at(-1);
  if (last === undefined) return;
  sheet.put('budget', last.lastDay, unitCode, {
    item: kind,
    year,
    planMinor: Math.round(plan) * 100,
    spentMinor: Math.round(spent) * 100,
    currency: 'CNY',
    ...(phase === undefined ? {} : { phase }),
  });
};

/** Units without other traffic, each with a kind: a year that stands out stands out alone. */
const booksOf = ({ random, world }: Sheet): (() => Book) => {
  const open = random.shuffled(world.quietUnits.flatMap(({ code }) => KINDS.map((kind) => ({ unitCode: code, kind }))));
  return () => {
    const next = open.pop();
    if (next === undefined) throw new Error('no unit is left for the costs of a year');
    return next;
  };
};

/** Years of receptions, travel and fuel that stand out (R13). */
export const yearlyCosts: Part = {
  name: 'yearly-costs',
  write: (given) => {
    const { random, days, extent } = given;
    // Every matter takes a unit's whole book of a kind, and there are only so many.
    const books = given.world.quietUnits.length * KINDS.length;
    const schemes = Math.min(extent.schemes, Math.floor(books / 4));
    const sheet = sheetFor({ letters: 'SG', digits: 15 }, { ...given, extent: { ...extent, schemes } });
    const { strength } = extent;
    const bookOf = booksOf(sheet);
    const years: Year[] = [...Map.groupBy(monthsOf(days), ({ year }) => year)]
      .map(([year, months]) => ({ year, months }))
      .filter(({ months }) => months.length >= FEW);
    const pairs = years.flatMap((before, at) => {
      const year = years[at + 1];
      return before.months.length >= WHOLE && year !== undefined && year.months.length >= WHOLE
        ? [[before, year] as const]
        : [];
    });
    const closed = years.filter(({ months }) => months.length >= WHOLE && months.some(({ month }) => month === 12));
    const amount = () => random.between(30_000, 70_000);
    const about = ({ unitCode }: Book, records: readonly Claim[]): Matter => ({
      subject: { kind: 'UNIT', id: unitCode },
      records,
    });

    /** The second year against the first; where no two years can be compared, the last against a budget. */
    const growth = (times: number, phase?: string): Matter => {
      const book = bookOf();
      if (pairs.length === 0) return overBudget(times / 1.3, phase);
      const [before, year] = random.pick(pairs);
      const yuan = amount();
      spend(sheet, book, before.months, yuan, evenly);
      if (phase !== undefined) budget(sheet, book, year, 2 * times * yuan, 2 * yuan, phase);
      return about(book, spend(sheet, book, year.months, yuan * times, evenly));
    };
    const overBudget = (times: number, phase?: string): Matter => {
      const book = bookOf();
      const year = random.pick(years);
      const yuan = amount();
      budget(sheet, book, year, yuan / times, (0.9 * yuan) / times, phase);
      return about(book, spend(sheet, book, year.months, yuan, evenly));
    };
    const rush = (share: number): Matter => {
      if (closed.length === 0) return overBudget(share / 0.4);
      const book = bookOf();
      const year = random.pick(closed);
      return about(book, spend(sheet, book, year.months, amount(), december(share, year.months.length)));
    };
    const shapes = [
      () => growth(1.3 * excess(random, strength, 0.08, 0.9)),
      () => overBudget(excess(random, strength, 0.06, 0.7)),
      () => rush(0.4 * excess(random, strength, 0.08, 0.5)),
    ] as const;
    sheet.plant('R13', 'year-out-of-line', (n) => (shapes[n % 3] ?? shapes[0])(), {
      'new-function': () => growth(random.between(1.5, 2.2), 'NEW_FUNCTION'),
      'one-off-reception': () => {
        const { unitCode, kind } = bookOf();
        const year = random.pick(years);
        const book = { unitCode, kind };
        const own = spend(sheet, book, year.months, amount(), evenly);
        const house = sheet.company();
        const approved = sheet.put('expense', payDay(sheet, random.pick(year.months)), unitCode, {
          kind,
          amountMinor: fen(random, random.between(28_000, 48_000)),
          currency: 'CNY',
          invoiceNo: sheet.number(),
          payee: house.name,
          payeeCode: house.code,
          approvalRef: `清办议〔${year.year}〕${sheet.number()}号`,
        });
        budget(sheet, book, year, 75_000, 50_000);
        return about(book, [...own, approved]);
      },
      'price-change': () => growth(random.between(1.06, 1.24)),
      'within-budget': () => overBudget(random.between(0.84, 0.98)),
      'busy-december': () => rush(random.between(0.25, 0.37)),
      'small-sum': () => {
        const book = bookOf();
        const year = random.pick(years);
        const yuan = SMALL * random.between(0.5, 0.9);
        budget(sheet, book, year, yuan / 1.5, yuan / 1.7);
        return about(book, spend(sheet, book, year.months, yuan, evenly));
      },
    });
    return sheet.written();
  },
};
