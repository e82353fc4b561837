import { type AwardLedger, ORDINARY, type Tolerance } from './award-ledger.ts';
import type { Day } from './office-days.ts';
import { cut, DECOYS_PER_SCHEME, excess, type Extent, nth, place, type Plot } from './plot.ts';
import {
  type Award,
  CATEGORIES,
  type Category,
  exemption,
  framework,
  isBought,
  type ProcurementDesk,
  type ProcurementDraft,
  TENDER_LIMIT,
  UTILITIES,
  write,
} from './procurement-book.ts';
import type { Ledgers } from './procurements.ts';
import type { Method, Procurement, RuleCode } from './records.ts';
import type { Office, Supplier } from './world.ts';

type ProcurementPlot = Plot<Procurement> & { readonly drafts: readonly ProcurementDraft[] };
/** A plot before it is written: its awards, and how near to the conditions of others they may come. */
type Sketch = { readonly office: Office; readonly awards: readonly Award[]; readonly tolerance: Tolerance };

type Ground = ProcurementDesk & { readonly ledgers: Ledgers; readonly extent: Extent };

const ledgerOf = ({ ledgers }: Ground, office: Office): AwardLedger => {
  const ledger = ledgers.get(office);
  if (!ledger) throw new Error(`no ledger for ${office.code}`);
  return ledger;
};

const DAY = 1_440;
/** Their own condition is meant to be met or nearly met; the others stay out of reach. */
const OWN_SPLIT: Tolerance = { ...ORDINARY, split: Infinity };
const OWN_COUNT: Tolerance = { ...ORDINARY, awards: Infinity };

const QUIET_METHODS: readonly Method[] = ['INQUIRY', 'DIRECT', 'COMPETITIVE_NEGOTIATION', 'COMPETITIVE_CONSULTATION'];

const startDay = ({ random, days }: Ground, room: number): Day =>
  days.rollForward(random.int(days.first + 5, days.last - room - 12));

const anyOffice = ({ random, ledgers }: Ground, wanted: (office: Office) => boolean = () => true): Office =>
  place('an office', () => {
    const office = random.pick([...ledgers.keys()]);
    return wanted(office) ? office : null;
  });

const isBuilder = ({ builder }: Office): boolean => builder;
const isSmall = ({ builder, kind }: Office): boolean => !builder && kind !== 'VILLAGE';

/** Suppliers of the category whom the office has not dealt with yet. */
const strangers = (ground: Ground, office: Office, category: Category, count: number): Supplier[] | null => {
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
const plant = (
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

/** `count` working days from `start`, the last exactly about `span` days later. */
const spacedDays = ({ random, days }: Ground, start: Day, span: number, count: number): Day[] => {
  const inner = Array.from({ length: Math.max(0, count - 2) }, () => random.int(3, span - 3)).sort((a, b) => a - b);
  return [0, ...inner, span].slice(0, count).map((offset) => days.rollForward(start + offset));
};

/** A category that the office has use for and bought nothing of around these days. */
const freeCategory = (
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

/** What else the awards of a sketch carry, told from the day of the first. */
type More = (start: Day) => Partial<Award>;
const nothing: More = () => ({});

const orderedUnder =
  (ground: Ground): More =>
  (start) => ({ frameworkRef: framework(ground, start), method: 'FRAMEWORK' });
const exempted =
  (ground: Ground, method: Method): More =>
  (start) => ({ exemptionRef: exemption(ground, start), method });

const LOTS = ['一', '二', '三', '四', '五', '六', '七'];

/** One need cut into awards below the limit within a quarter; `part` is their sum in limits. */
const splitSketch = (
  ground: Ground,
  part: number,
  span: number,
  count: number,
  more: More = nothing,
): Sketch | null => {
  const { random, days } = ground;
  const office = anyOffice(ground, isBuilder);
  const start = startDay(ground, span);
  const last = days.rollForward(start + span);
  const category = freeCategory(ground, office, start, last);
  const suppliers = category && strangers(ground, office, category, Math.ceil(count / 2));
  if (!category || !suppliers) return null;
  const yuan = cut(random, TENDER_LIMIT[category.kind] * part, count);
  const stem = `${office.shortName}${category.name}项目`;
  const extra = more(start);
  const awards = spacedDays(ground, start, span, count).map((day, i) => ({
    office,
    day,
    category,
    yuan: yuan[i] ?? 0,
    method: random.pick(QUIET_METHODS),
    supplier: suppliers[i % suppliers.length] ?? random.pick(suppliers),
    project: `${stem}（${LOTS[i] ?? ''}）`,
    ...extra,
  }));
  return { office, awards, tolerance: OWN_SPLIT };
};

/** R18: awards of one category, each under the limit, together over it within ninety days. */
const splitPurchase = (ground: Ground): ProcurementDraft[] => {
  const { random, extent } = ground;
  return plant(ground, 'a split purchase', () => {
    const part = excess(random, extent.strength, 0.08, 0.7);
    return splitSketch(ground, part, random.int(35, 82), Math.ceil(part / 0.45) + random.int(0, 1));
  });
};

const SPLIT_DECOYS = ['framework-orders', 'emergency', 'just-under-sum', 'outside-window', 'separate-needs'] as const;

const splitDecoy = (ground: Ground, cause: (typeof SPLIT_DECOYS)[number]): ProcurementDraft[] => {
  const { random, days } = ground;
  return plant(ground, cause, () => {
    const part = random.between(1.1, 1.5);
    const span = random.int(35, 82);
    switch (cause) {
      case 'framework-orders':
        return splitSketch(ground, part, span, 4, orderedUnder(ground));
      case 'emergency':
        return splitSketch(ground, part, span, 3, exempted(ground, 'COMPETITIVE_NEGOTIATION'));
      case 'just-under-sum':
        return splitSketch(ground, random.between(0.88, 0.97), span, 3);
      case 'outside-window':
        // Two awards of over half the limit each, just too far apart to be one window.
        return splitSketch(ground, random.between(1.1, 1.3), random.int(97, 112), 2);
      case 'separate-needs': {
        const first = splitSketch(ground, random.between(0.5, 0.7), span, 2);
        const day = first?.awards[0]?.day;
        if (!first || day === undefined) return null;
        const until = days.rollForward(day + span);
        const other = (category: Category) =>
          category.kind === first.awards[0]?.category.kind && category !== first.awards[0].category;
        const category = freeCategory(ground, first.office, day, until, other);
        const suppliers = category && strangers(ground, first.office, category, 1);
        if (!category || !suppliers?.[0]) return null;
        const yuan = TENDER_LIMIT[category.kind] * random.between(0.5, 0.7);
        const next: Award = {
          office: first.office,
          day: until,
          category,
          yuan,
          method: 'INQUIRY',
          supplier: suppliers[0],
        };
        return { ...first, awards: [...first.awards, next] };
      }
    }
  });
};

/** One award of a builder's, `part` of the limit; a category of its own keeps R18 away. */
const largeSketch = (ground: Ground, part: number, more: (award: Award) => Partial<Award>): Sketch | null => {
  const { random } = ground;
  const office = anyOffice(ground, isBuilder);
  const day = startDay(ground, 0);
  const category = freeCategory(ground, office, day, day);
  const suppliers = category && strangers(ground, office, category, 1);
  if (!category || !suppliers?.[0]) return null;
  const method = random.pick(QUIET_METHODS);
  const award: Award = {
    office,
    day,
    category,
    yuan: TENDER_LIMIT[category.kind] * part,
    method,
    supplier: suppliers[0],
  };
  return { office, awards: [{ ...award, ...more(award) }], tolerance: { ...ORDINARY, split: 1 } };
};

/** R19: over the limit and not tendered. */
const untendered = (ground: Ground): ProcurementDraft[] =>
  plant(ground, 'an untendered award', () =>
    largeSketch(ground, excess(ground.random, ground.extent.strength, 0.06, 0.6), () => ({})),
  );

const UNTENDERED_DECOYS = ['lawful-exception', 'just-under', 'subcontract'] as const;

const untenderedDecoy = (ground: Ground, cause: (typeof UNTENDERED_DECOYS)[number]): ProcurementDraft[] => {
  const { random } = ground;
  return plant(ground, cause, () => {
    switch (cause) {
      case 'lawful-exception':
        return largeSketch(ground, random.between(1.06, 1.6), ({ day }) => ({
          method: random.pick(['SINGLE_SOURCE', 'COMPETITIVE_NEGOTIATION'] as const),
          exemptionRef: exemption(ground, day),
        }));
      case 'just-under':
        return largeSketch(ground, random.between(0.91, 0.985), () => ({}));
      case 'subcontract':
        // A part below the limit, let out under a main contract that was tendered.
        return largeSketch(ground, random.between(0.4, 0.85), ({ day, office, category }) => ({
          method: 'DIRECT',
          tenderRef: `ZB-${day}-${ground.nextNumber()}`,
          project: `${office.shortName}${category.name}项目（专业分包）`,
        }));
    }
  });
};

const supplies = (office: Office) => CATEGORIES.filter((one) => one.kind !== 'WORKS' && isBought(one, office));

/** Several small awards to one supplier, on the days given. */
const repeatSketch = (
  ground: Ground,
  count: number,
  span: number,
  more: More = nothing,
  only?: Category,
): Sketch | null => {
  const { random } = ground;
  const office = anyOffice(ground, isSmall);
  const category = only ?? random.pick(supplies(office));
  const supplier = strangers(ground, office, category, 1)?.[0];
  if (!supplier) return null;
  const start = startDay(ground, span);
  const extra = more(start);
  const awards = spacedDays(ground, start, span, count).map((day) => ({
    office,
    day,
    category,
    yuan: Math.min(random.lognormal(30_000, 0.4), 90_000),
    method: random.pick(['INQUIRY', 'DIRECT'] as const),
    supplier,
    ...extra,
  }));
  return { office, awards, tolerance: OWN_COUNT };
};

/** R20 by number: five awards or more to one supplier within twelve months. */
const frequentWinner = (ground: Ground): ProcurementDraft[] =>
  plant(ground, 'a frequent winner', () => {
    const { random, extent } = ground;
    return repeatSketch(ground, extent.strength === 1 ? random.int(6, 8) : 5, random.int(200, 335));
  });

/** Awards that give one supplier `share` of what the office awarded in the twelve months to the last of them. */
const shareSketch = (
  ground: Ground,
  closed: Set<Office>,
  share: number,
  tolerance: (supplier: Supplier) => Tolerance,
): Sketch | null => {
  const { random, days } = ground;
  const office = anyOffice(ground, isSmall);
  const ledger = ledgerOf(ground, office);
  if (closed.has(office)) return null;
  const last = days.rollForward(random.int(days.first + 330, days.last - 12));
  const year = ledger.yearTo(last);
  if (year.awards < 6) return null;
  const category = random.pick(supplies(office));
  const supplier = strangers(ground, office, category, 1)?.[0];
  if (!supplier) return null;
  const parts = cut(random, (year.yuan * share) / (1 - share), 3);
  if (parts.some((yuan) => yuan > 0.8 * TENDER_LIMIT[category.kind])) return null;
  const middle = days.rollForward(last - random.int(98, 125));
  const first = days.rollForward(middle - random.int(98, 125));
  const awards = [first, middle, last].map((day, i) => ({
    office,
    day,
    category,
    yuan: parts[i] ?? 0,
    method: random.pick(QUIET_METHODS),
    supplier,
  }));
  return { office, awards, tolerance: tolerance(supplier) };
};

/** R20 by amount: half or more of an office's twelve months with one supplier. Planted last, since later awards would thin it. */
const dominantSupplier = (ground: Ground, closed: Set<Office>): ProcurementDraft[] => {
  const { random, extent } = ground;
  const share = () => 0.5 + random.between(0.06, 0.18) * extent.strength;
  const sketch = () => shareSketch(ground, closed, share(), ({ code }) => ({ ...ORDINARY, dominant: code }));
  return plant(ground, 'a dominant supplier', sketch, (office) => closed.add(office));
};

const REPEAT_DECOYS = [
  'framework-agreement',
  'monopoly-utility',
  'four-awards',
  'five-in-longer-time',
  'share-just-under',
] as const;

const repeatDecoy = (
  ground: Ground,
  closed: Set<Office>,
  cause: (typeof REPEAT_DECOYS)[number],
): ProcurementDraft[] => {
  const { random, days } = ground;
  const sketch = () => {
    switch (cause) {
      case 'framework-agreement':
        return repeatSketch(ground, random.int(6, 8), random.int(200, 335), orderedUnder(ground));
      case 'monopoly-utility':
        return repeatSketch(ground, 6, random.int(250, 335), exempted(ground, 'SINGLE_SOURCE'), UTILITIES);
      case 'four-awards':
        return repeatSketch(ground, 4, random.int(120, 300));
      case 'five-in-longer-time': {
        const sketch = repeatSketch(ground, 5, 440);
        const start = sketch?.awards[0]?.day;
        if (!sketch || start === undefined) return null;
        const awards = sketch.awards.map((award, i) => ({ ...award, day: days.rollForward(start + i * 108) }));
        return { ...sketch, awards };
      }
      case 'share-just-under':
        return shareSketch(ground, closed, random.between(0.42, 0.46), () => ({ ...ORDINARY, share: 0.48 }));
    }
  };
  return plant(ground, cause, sketch, (office) => {
    if (cause === 'share-just-under') closed.add(office);
  });
};

/** One award of any office, for the flags on bidding. */
const tenderSketch = (ground: Ground, method: Method, more: More): Sketch | null => {
  const { random } = ground;
  const office = anyOffice(ground, ({ kind }) => kind !== 'VILLAGE');
  const day = startDay(ground, 0);
  const category = freeCategory(ground, office, day, day);
  const suppliers = category && strangers(ground, office, category, 1);
  if (!category || !suppliers?.[0]) return null;
  const yuan = Math.min(random.lognormal(office.builder ? 420_000 : 95_000, 0.6), 0.8 * TENDER_LIMIT[category.kind]);
  return {
    office,
    awards: [{ office, day, category, yuan, method, supplier: suppliers[0], ...more(day) }],
    tolerance: ORDINARY,
  };
};

const tenderOf = (ground: Ground, what: string, method: () => Method, more: More): ProcurementDraft[] =>
  plant(ground, what, () => tenderSketch(ground, method(), more));

/** R003: fewer than fifteen whole days to bid. */
const hurriedTender = (ground: Ground): ProcurementDraft[] => {
  const { random, extent } = ground;
  const days = () => (extent.strength === 1 ? random.int(4, 12) : random.int(12, 13));
  return tenderOf(
    ground,
    'a hurried tender',
    () => random.pick(['OPEN_TENDER', 'OPEN_TENDER', 'INVITED_TENDER'] as const),
    () => ({ period: days() * DAY + random.int(30, 900) }),
  );
};

const HURRY_DECOYS = ['just-long-enough', 'start-unknown', 'no-bidding-time'] as const;

const hurryDecoy = (ground: Ground, cause: (typeof HURRY_DECOYS)[number]): ProcurementDraft[] => {
  const { random } = ground;
  switch (cause) {
    case 'just-long-enough':
      return tenderOf(
        ground,
        cause,
        () => 'OPEN_TENDER',
        () => ({ period: random.int(15, 16) * DAY + random.int(60, 1_200) }),
      );
    case 'start-unknown':
      return tenderOf(
        ground,
        cause,
        () => 'OPEN_TENDER',
        () => ({ period: 9 * DAY, startUnknown: true }),
      );
    case 'no-bidding-time':
      return tenderOf(
        ground,
        cause,
        () => 'INQUIRY',
        () => ({ period: null }),
      );
  }
};

/** R018: an open or selective procedure that drew a single bid. */
const singleBid = (ground: Ground): ProcurementDraft[] =>
  tenderOf(
    ground,
    'a single bid',
    () => ground.random.pick(['OPEN_TENDER', 'OPEN_TENDER', 'INVITED_TENDER'] as const),
    () => ({ tenderers: 1 }),
  );

const BID_DECOYS = ['two-bids', 'single-source', 'bids-unknown'] as const;

const bidDecoy = (ground: Ground, cause: (typeof BID_DECOYS)[number]): ProcurementDraft[] => {
  switch (cause) {
    case 'two-bids':
      return tenderOf(
        ground,
        cause,
        () => 'OPEN_TENDER',
        () => ({ tenderers: 2 }),
      );
    case 'single-source':
      return tenderOf(
        ground,
        cause,
        () => 'SINGLE_SOURCE',
        (day) => ({ tenderers: 1, exemptionRef: exemption(ground, day) }),
      );
    case 'bids-unknown':
      return tenderOf(
        ground,
        cause,
        () => 'OPEN_TENDER',
        () => ({ tenderers: null }),
      );
  }
};

type Subject = ProcurementPlot['subject'];
const unit: Subject = ([row]) => ({ kind: 'UNIT', id: row?.unitCode ?? '' });
const supplier: Subject = ([row]) => ({ kind: 'SUPPLIER', id: row?.supplierCode ?? '' });
const tender: Subject = ([row]) => ({ kind: 'PROCESS', id: row?.tenderRef ?? row?.externalId ?? '' });
const process: Subject = ([row]) => ({ kind: 'PROCESS', id: row?.ocid ?? '' });

/** Five awards over more than a year need more than a year. */
const repeatCause = (n: number, years: number) => {
  const cause = nth(REPEAT_DECOYS, n);
  return years < 2 && cause === 'five-in-longer-time' ? 'four-awards' : cause;
};

/** Plants every matter of R18, R19, R20, R003 and R018 and its decoys among the ordinary awards. */
export const plantProcurements = (desk: ProcurementDesk, ledgers: Ledgers, extent: Extent): ProcurementPlot[] => {
  const ground: Ground = { ...desk, ledgers, extent };
  const plots: ProcurementPlot[] = [];
  const closed = new Set<Office>();
  const planted = (rule: RuleCode, what: string, n: number, subject: Subject, drafts: readonly ProcurementDraft[]) =>
    plots.push({ scheme: `${rule}-${what}-${n + 1}`, rule, subject, drafts });
  const decoy = (rule: RuleCode, cause: string, n: number, subject: Subject, drafts: readonly ProcurementDraft[]) =>
    plots.push({ scheme: `${rule}-${cause}-${n + 1}`, rule, subject, drafts, cause });
  const { schemes } = extent;
  const decoys = schemes * DECOYS_PER_SCHEME;
  for (let n = 0; n < schemes; n += 1) {
    planted('R19', 'untendered', n, tender, untendered(ground));
    planted('R18', 'split-purchase', n, unit, splitPurchase(ground));
    if (n % 3 !== 2) planted('R20', 'frequent-winner', n, supplier, frequentWinner(ground));
    planted('R003', 'hurried-tender', n, process, hurriedTender(ground));
    planted('R018', 'single-bid', n, process, singleBid(ground));
  }
  const lastOfAll: (() => void)[] = [];
  for (let n = 0; n < decoys; n += 1) {
    const [large, split, hurry, bid] = [
      nth(UNTENDERED_DECOYS, n),
      nth(SPLIT_DECOYS, n),
      nth(HURRY_DECOYS, n),
      nth(BID_DECOYS, n),
    ];
    decoy('R19', large, n, tender, untenderedDecoy(ground, large));
    decoy('R18', split, n, unit, splitDecoy(ground, split));
    decoy('R003', hurry, n, process, hurryDecoy(ground, hurry));
    decoy('R018', bid, n, process, bidDecoy(ground, bid));
    const cause = repeatCause(n, extent.years);
    const repeat = () => decoy('R20', cause, n, supplier, repeatDecoy(ground, closed, cause));
    if (cause === 'share-just-under') lastOfAll.push(repeat);
    else repeat();
  }
  // Shares are measured against everything else an office awarded, so they come when all else stands.
  for (const plantLate of lastOfAll) plantLate();
  for (let n = 2; n < schemes; n += 3)
    planted('R20', 'dominant-supplier', n, supplier, dominantSupplier(ground, closed));
  return plots;
};
