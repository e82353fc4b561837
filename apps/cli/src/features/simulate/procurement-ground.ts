import type { AwardLedger, Ledgers, Tolerance } from './award-ledger.ts';
import type { Day } from './office-days.ts';
import { type Extent, place } from './plot.ts';
import {
  type Award,
  CATEGORIES,
  type Category,
  isBought,
  type ProcurementDesk,
  type ProcurementDraft,
  write,
} from './procurement-book.ts';
import type { Office, Supplier } from './world.ts';

/** Where awards are planted: the desk, and the ledgers of the offices with all that stands already. */
export type Ground = ProcurementDesk & { readonly ledgers: Ledgers; readonly extent: Extent };

/** A plot before it is written: its awards, and how near to the conditions of others they may come. */
export type Sketch = { readonly office: Office; readonly awards: readonly Award[]; readonly tolerance: Tolerance };

/** What else the awards of a sketch carry, told from the day of the first. */
export type More = (start: Day) => Partial<Award>;
export const nothing: More = () => ({});

export const ledgerOf = ({ ledgers }: Ground, office: Office): AwardLedger => {
  const ledger = ledgers.get(office);
  if (!ledger) throw new Error(`no ledger for ${office.code}`);
  return ledger;
};

export const startDay = ({ random, days }: Ground, room: number): Day =>
  days.rollForward(random.int(days.first + 5, days.last - room - 12));

export const anyOffice = ({ random, ledgers }: Ground, wanted: (office: Office) => boolean = () => true): Office =>
  place('an office', () => {
    const office = random.pick([...ledgers.keys()]);
    return wanted(office) ? office : null;
  });

export const isBuilder = ({ builder }: Office): boolean => builder;
export const isSmall = ({ builder, kind }: Office): boolean => !builder && kind !== 'VILLAGE';

/** Suppliers of the category whom the office has not dealt with yet. */
export const strangers = (ground: Ground, office: Office, category: Category, count: number): Supplier[] | null => {
  const { random, world } = ground;
  const ledger = ledgerOf(ground, office);
  const open = category.trades.flatMap(world.suppliersOf).filter(({ code }) => !ledger.knows(code));
  return open.length < count ? null : random.shuffled(open).slice(0, count);
};

/** Adds the awards one by one while each fits; takes all back when one does not. */
const settle = (ground: Ground, { office, awards, tolerance }: Sketch): boolean => {
  const ledger = ledgerOf(ground, office);
  for (const [index, award] of awards.entries()) {
    if (!ledger.fits(award, tolerance)) {
      ledger.undo(index);
      return false;
    }
    ledger.add(award);
  }
  return true;
};

/** Sketches until one settles, then writes it. */
export const plant = (
  ground: Ground,
  what: string,
  sketch: () => Sketch | null,
  settled: (office: Office) => void = () => undefined,
): ProcurementDraft[] =>
  place(what, () => {
    const drawn = sketch();
    if (!drawn || !settle(ground, drawn)) return null;
    settled(drawn.office);
    return drawn.awards.map((award) => write(ground, award));
  });

/** `count` working days from `start` on, the last `span` calendar days later or the next working day. */
export const spacedDays = ({ random, days }: Ground, start: Day, span: number, count: number): Day[] => {
  const inner = Array.from({ length: Math.max(0, count - 2) }, () => random.int(3, span - 3)).sort((a, b) => a - b);
  return [0, ...inner, span].slice(0, count).map((offset) => days.rollForward(start + offset));
};

/** A category that the office has use for and bought nothing of around these days. */
export const freeCategory = (
  ground: Ground,
  office: Office,
  from: Day,
  to: Day,
  fits: (category: Category) => boolean = () => true,
) => {
  const open = CATEGORIES.filter(
    (category) =>
      fits(category) && isBought(category, office) && ledgerOf(ground, office).isFree(category.code, from, to),
  );
  return open.length === 0 ? null : ground.random.pick(open);
};
