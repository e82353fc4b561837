import { awardLedger, ORDINARY } from './award-ledger.ts';
import { type Day, daySampler, type OfficeDays } from './office-days.ts';
import { type Extent, externalId, place, truthOf } from './plot.ts';
import {
  type Award,
  CATEGORIES,
  exemption,
  framework,
  isBought,
  type Kind,
  type ProcurementDesk,
  type ProcurementDraft,
  TENDER_LIMIT,
  write,
} from './procurement-book.ts';
import { plantProcurements } from './procurement-plots.ts';
import type { Random } from './random.ts';
import type { Method, Procurement, Truth } from './records.ts';
import type { Office, Supplier, World } from './world.ts';

/** An award with those who bid for it, as OCDS tells it. */
export type Awarded = { readonly row: Procurement; readonly bidders: readonly Supplier[] };

/** Tries to find an ordinary award that disturbs nothing; the county does without it when none does. */
const TRIES = 10;
/** Large tenders a year in an office that builds. */
const TENDERS_PER_YEAR = 8;
const MONTHS = [0.5, 0.4, 0.9, 1.1, 1.2, 1.2, 1, 0.9, 1.1, 1, 1.4, 1.3];

const KINDS: readonly Kind[] = ['WORKS', 'GOODS', 'SERVICES'];

type Habit = { readonly median: number; readonly sigma: number; readonly kinds: readonly number[] };

const habitOf = ({ kind, builder }: Office): Habit => {
  if (builder) return { median: 170_000, sigma: 1, kinds: [4, 3, 4] };
  if (kind === 'TOWNSHIP') return { median: 85_000, sigma: 0.8, kinds: [4, 3, 4] };
  if (kind === 'VILLAGE') return { median: 38_000, sigma: 0.5, kinds: [5, 3, 3] };
  return { median: 62_000, sigma: 0.8, kinds: [1, 5, 6] };
};

const methodFor = (random: Random, kind: Kind, yuan: number): Method => {
  if (yuan > 0.9 * TENDER_LIMIT[kind]) return 'OPEN_TENDER';
  if (yuan > 400_000)
    return random.weighted(
      ['OPEN_TENDER', 'COMPETITIVE_CONSULTATION', 'COMPETITIVE_NEGOTIATION', 'INVITED_TENDER', 'SINGLE_SOURCE'],
      [40, 32, 16, 6, 6],
    );
  return random.weighted(
    ['INQUIRY', 'DIRECT', 'COMPETITIVE_CONSULTATION', 'FRAMEWORK', 'OPEN_TENDER', 'SINGLE_SOURCE'],
    [32, 32, 14, 10, 8, 4],
  );
};

const ordinaryAward = (desk: ProcurementDesk, office: Office, day: Day): Award => {
  const { random, world } = desk;
  const { median, sigma, kinds } = habitOf(office);
  const kind = random.weighted(KINDS, kinds);
  const category = random.pick(CATEGORIES.filter((one) => one.kind === kind && isBought(one, office)));
  const drawn = Math.max(3_000, random.lognormal(median * (kind === 'WORKS' ? 1.6 : 1), sigma));
  const yuan = Math.min(drawn, 2.4 * TENDER_LIMIT[kind]);
  const method = methodFor(random, kind, yuan);
  const supplier = random.pick(world.suppliersOf(random.pick(category.trades)));
  return {
    office,
    day,
    category,
    yuan,
    method,
    supplier,
    ...(method === 'FRAMEWORK' ? { frameworkRef: framework(desk, day) } : {}),
    ...(method === 'SINGLE_SOURCE' ? { exemptionRef: exemption(desk, day) } : {}),
    ...(random.chance(0.004) ? { supplierUnknown: true } : {}),
  };
};

const largeTender = ({ random, world }: ProcurementDesk, office: Office, day: Day): Award => {
  const bought = CATEGORIES.filter((one) => isBought(one, office));
  const works = bought.filter(({ kind }) => kind === 'WORKS');
  // Tenders of one size, so that not even the first few of a year are dominated by one of them.
  const category = random.pick(works.length > 3 ? works : bought.filter(({ kind }) => kind === 'GOODS'));
  const yuan = TENDER_LIMIT[category.kind] * random.between(1.06, 1.7);
  const supplier = random.pick(world.suppliersOf(random.pick(category.trades)));
  return { office, day, category, yuan, method: 'OPEN_TENDER', supplier };
};

/** Two years of awards of a county with the matters planted in them. */
export const simulateProcurements = (
  random: Random,
  world: World,
  days: OfficeDays,
  extent: Extent,
  replica: number,
): { readonly rows: readonly Awarded[]; readonly truths: readonly Truth[] } => {
  let number = 0;
  const desk: ProcurementDesk = { random, world, days, nextNumber: () => (number += 1) };
  const drafts: ProcurementDraft[] = [];
  const ledgers = new Map(world.offices.map((office) => [office, awardLedger()] as const));
  const drawDay = daySampler(random, days, MONTHS);
  for (const [office, ledger] of ledgers) {
    const tryFor = (draw: () => Award): boolean => {
      const award = draw();
      if (!ledger.fits(award, ORDINARY)) return false;
      ledger.add(award);
      drafts.push(write(desk, award));
      return true;
    };
    if (office.builder) {
      const count = TENDERS_PER_YEAR * extent.years;
      const step = (days.last - days.first) / count;
      for (let n = 0; n < count; n += 1) {
        const around = days.first + Math.round((n + 0.5) * step);
        place(`a tender of ${office.code}`, () => {
          const day = days.rollForward(around + random.int(-12, 12));
          return tryFor(() => largeTender(desk, office, day)) || null;
        });
      }
    }
    const awards = Math.round(office.awards * extent.years) - (office.builder ? TENDERS_PER_YEAR * extent.years : 0);
    for (let left = awards; left > 0; left -= 1) {
      const day = drawDay();
      for (let tries = 0; tries < TRIES && !tryFor(() => ordinaryAward(desk, office, day)); tries += 1);
    }
  }
  const plots = plantProcurements(desk, ledgers, extent);
  drafts.push(...plots.flatMap((plot) => [...plot.drafts]));
  drafts.sort((a, b) => a.day - b.day);
  drafts.forEach(({ row }, index) => {
    row.externalId = externalId('CG', replica, index);
    row.ocid = `ocds-qh9901-${row.externalId}`;
  });
  return { rows: drafts.map(({ row, bidders }) => ({ row, bidders })), truths: plots.map(truthOf) };
};
