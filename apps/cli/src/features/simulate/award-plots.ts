import { ORDINARY, type Tolerance } from './award-ledger.ts';
import { cut, excess } from './plot.ts';
import {
  type Award,
  CATEGORIES,
  type Category,
  exemption,
  framework,
  isBought,
  type ProcurementDraft,
  TENDER_LIMIT,
  tenderNumber,
  UTILITIES,
} from './procurement-book.ts';
import {
  anyOffice,
  freeCategory,
  type Ground,
  isBuilder,
  isSmall,
  ledgerOf,
  type More,
  nothing,
  plant,
  type Sketch,
  spacedDays,
  startDay,
  strangers,
} from './procurement-ground.ts';
import type { Method } from './records.ts';
import type { Office, Supplier } from './world.ts';

/** Their own condition is meant to be met or nearly met; the others stay out of reach. */
const OWN_SPLIT: Tolerance = { ...ORDINARY, split: Infinity };
const OWN_COUNT: Tolerance = { ...ORDINARY, awards: Infinity };

/** Ways to buy that ask no tender. */
const QUIET_METHODS: readonly Method[] = ['INQUIRY', 'DIRECT', 'COMPETITIVE_NEGOTIATION', 'COMPETITIVE_CONSULTATION'];

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
export const splitPurchase = (ground: Ground): ProcurementDraft[] => {
  const { random, extent } = ground;
  return plant(ground, 'a split purchase', () => {
    const part = excess(random, extent.strength, 0.08, 0.7);
    return splitSketch(ground, part, random.int(35, 78), Math.ceil(part / 0.45) + random.int(0, 1));
  });
};

export const SPLIT_DECOYS = [
  'framework-orders',
  'emergency',
  'just-under-sum',
  'outside-window',
  'separate-needs',
] as const;

export const splitDecoy = (ground: Ground, cause: (typeof SPLIT_DECOYS)[number]): ProcurementDraft[] => {
  const { random, days } = ground;
  return plant(ground, cause, () => {
    const part = random.between(1.1, 1.5);
    const span = random.int(35, 78);
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
export const untendered = (ground: Ground): ProcurementDraft[] =>
  plant(ground, 'an untendered award', () =>
    largeSketch(ground, excess(ground.random, ground.extent.strength, 0.06, 0.6), () => ({})),
  );

export const UNTENDERED_DECOYS = ['lawful-exception', 'just-under', 'subcontract'] as const;

export const untenderedDecoy = (ground: Ground, cause: (typeof UNTENDERED_DECOYS)[number]): ProcurementDraft[] => {
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
          tenderRef: tenderNumber(ground, day),
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
export const frequentWinner = (ground: Ground): ProcurementDraft[] =>
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
export const dominantSupplier = (ground: Ground, closed: Set<Office>): ProcurementDraft[] => {
  const { random, extent } = ground;
  const share = () => 0.5 + random.between(0.06, 0.18) * extent.strength;
  const sketch = () => shareSketch(ground, closed, share(), ({ code }) => ({ ...ORDINARY, dominant: code }));
  return plant(ground, 'a dominant supplier', sketch, (office) => closed.add(office));
};

export const REPEAT_DECOYS = [
  'framework-agreement',
  'monopoly-utility',
  'four-awards',
  'five-in-longer-time',
  'share-just-under',
] as const;

export const repeatDecoy = (
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
