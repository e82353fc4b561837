import type { Ledgers } from './award-ledger.ts';
import {
  dominantSupplier,
  frequentWinner,
  REPEAT_DECOYS,
  repeatDecoy,
  SPLIT_DECOYS,
  splitDecoy,
  splitPurchase,
  untendered,
  UNTENDERED_DECOYS,
  untenderedDecoy,
} from './award-plots.ts';
import { DECOYS_PER_SCHEME, type Extent, nth, type Plot } from './plot.ts';
import type { ProcurementDesk, ProcurementDraft } from './procurement-book.ts';
import type { Ground } from './procurement-ground.ts';
import type { Procurement, RuleCode } from './records.ts';
import { BID_DECOYS, bidDecoy, HURRY_DECOYS, hurriedTender, hurryDecoy, singleBid } from './tender-plots.ts';
import type { Office } from './world.ts';

type ProcurementPlot = Plot<Procurement> & { readonly drafts: readonly ProcurementDraft[] };
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
