import { ORDINARY } from './award-ledger.ts';
import { exemption, type ProcurementDraft, TENDER_LIMIT } from './procurement-book.ts';
import {
  anyOffice,
  freeCategory,
  type Ground,
  type More,
  plant,
  type Sketch,
  startDay,
  strangers,
} from './procurement-ground.ts';
import type { Method } from './records.ts';

const DAY_MINUTES = 1_440;
/** Procedures in which several are expected to bid. */
const COMPETITIVE: readonly Method[] = ['OPEN_TENDER', 'OPEN_TENDER', 'INVITED_TENDER'];

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

const tenderOf = (ground: Ground, what: string, methods: readonly Method[], more: More): ProcurementDraft[] =>
  plant(ground, what, () => tenderSketch(ground, ground.random.pick(methods), more));

/** R003: fewer than fifteen whole days to bid. */
export const hurriedTender = (ground: Ground): ProcurementDraft[] => {
  const { random, extent } = ground;
  const days = () => (extent.strength === 1 ? random.int(4, 12) : random.int(12, 13));
  return tenderOf(ground, 'a hurried tender', COMPETITIVE, () => ({
    period: days() * DAY_MINUTES + random.int(30, 480),
  }));
};

export const HURRY_DECOYS = ['just-long-enough', 'start-unknown', 'no-bidding-time'] as const;

export const hurryDecoy = (ground: Ground, cause: (typeof HURRY_DECOYS)[number]): ProcurementDraft[] => {
  const { random } = ground;
  switch (cause) {
    case 'just-long-enough':
      return tenderOf(ground, cause, ['OPEN_TENDER'], () => ({
        period: random.int(15, 16) * DAY_MINUTES + random.int(60, 480),
      }));
    case 'start-unknown':
      return tenderOf(ground, cause, ['OPEN_TENDER'], () => ({ period: 9 * DAY_MINUTES, startUnknown: true }));
    case 'no-bidding-time':
      return tenderOf(ground, cause, ['INQUIRY'], () => ({ period: null }));
  }
};

/** R018: an open or selective procedure that drew a single bid. */
export const singleBid = (ground: Ground): ProcurementDraft[] =>
  tenderOf(ground, 'a single bid', COMPETITIVE, () => ({ tenderers: 1 }));

export const BID_DECOYS = ['two-bids', 'single-source', 'bids-unknown'] as const;

export const bidDecoy = (ground: Ground, cause: (typeof BID_DECOYS)[number]): ProcurementDraft[] => {
  switch (cause) {
    case 'two-bids':
      return tenderOf(ground, cause, ['OPEN_TENDER'], () => ({ tenderers: 2 }));
    case 'single-source':
      return tenderOf(ground, cause, ['SINGLE_SOURCE'], (day) => ({
        tenderers: 1,
        exemptionRef: exemption(ground, day),
      }));
    case 'bids-unknown':
      return tenderOf(ground, cause, ['OPEN_TENDER'], () => ({ tenderers: null }));
  }
};
