import { type Indicator, type MainCurrency, pricesCompared, type Report } from './indicator.ts';
import type { Process } from './process.ts';
import { fencesOf, quantile } from './quartiles.ts';
import type { Fence, Settings } from './settings.ts';

type Closeness = { readonly ocid: string; readonly ratio: number; readonly winner: string; readonly runnerUp: string };

/** The lowest of one party's valid prices in the main currency. */
const lowestOf = (bids: readonly { readonly id: string; readonly amount: number }[]) =>
  bids.reduce<(typeof bids)[number] | undefined>(
    (low, bid) => (low !== undefined && low.amount <= bid.amount ? low : bid),
    undefined,
  );

/** By how much of the winning price the runner-up asked more, where one supplier won the one award by the lowest price. */
const closenessOf = ({ ocid, bids, finalAwards }: Process, currency: MainCurrency): Closeness | undefined => {
  const supplier = finalAwards?.length === 1 ? finalAwards[0]?.soleSupplier : undefined;
  if (supplier === undefined) return undefined;
  const priced = bids.flatMap(({ status, price, soleTenderer: id }) =>
    status === 'valid' && price !== undefined && id !== undefined && currency.is(price.currency)
      ? [{ id, amount: price.amount }]
      : [],
  );
  const winner = lowestOf(priced.filter(({ id }) => id === supplier));
  const runnerUp = lowestOf(priced.filter(({ id }) => id !== supplier));
  if (winner === undefined || runnerUp === undefined || runnerUp.amount < winner.amount || winner.amount === 0)
    return undefined;
  return { ocid, ratio: (runnerUp.amount - winner.amount) / winner.amount, winner: winner.id, runnerUp: runnerUp.id };
};

/** R024 and R058 look at the same ratios: the runner-up suspiciously near, the winner suspiciously cheap. */
export const priceDistance = (report: Report, settings: Settings, currency: MainCurrency): Indicator => {
  const all = new Map<string, Closeness>();
  const near = ({ threshold }: Fence): void => {
    const { q1, lower } = fencesOf([...all.values()].map(({ ratio }) => ratio));
    const fence = threshold ?? lower;
    // Ratios are never negative: a fence at zero, or a first quartile there, would flag most of an ordinary market.
    if (!((threshold === undefined ? q1 : 1) > 0 && fence > 0)) return;
    for (const { ocid, ratio, winner, runnerUp } of all.values()) {
      if (ratio > fence) continue;
      report('OCID', ocid, 'R024', ratio);
      for (const id of [winner, runnerUp]) report('Tenderer', id, 'R024', 0);
    }
  };
  const cheap = ({ threshold }: Fence): void => {
    const fence = threshold ?? fencesOf([...all.values()].map(({ ratio }) => ratio)).upper;
    if (!(fence > 0)) return;
    for (const { ocid, ratio, winner } of all.values()) {
      if (ratio < fence) continue;
      report('OCID', ocid, 'R058', ratio);
      report('Tenderer', winner, 'R058', 0);
    }
  };
  return {
    see: (process) => {
      const closeness = pricesCompared(process, settings) ? closenessOf(process, currency) : undefined;
      if (closeness !== undefined) all.set(process.ocid, closeness);
    },
    finish: () => {
      if (settings.R024 !== undefined) near(settings.R024);
      if (settings.R058 !== undefined) cheap(settings.R058);
    },
  };
};

type Fraction = { part: number; whole: number };
const tally = (fractions: Map<string, Fraction>, id: string | undefined, part: number, whole: number): void => {
  if (id === undefined) return;
  const fraction = fractions.get(id);
  if (fraction === undefined) fractions.set(id, { part, whole });
  else {
    fraction.part += part;
    fraction.whole += whole;
  }
};
const ratioOf = ({ part, whole }: Fraction): number => part / whole;

/** R025: bids often, hardly ever wins. Each tenderer counts once per process. */
export const topLosers = (report: Report, { threshold, percentile }: NonNullable<Settings['R025']>): Indicator => {
  const wins = new Map<string, Fraction>();
  return {
    see: ({ bids, finalAwards }) => {
      const supplier = finalAwards?.length === 1 ? finalAwards[0]?.soleSupplier : undefined;
      if (supplier === undefined) return;
      const tenderers = new Set(
        bids.filter(({ status }) => status === 'valid').map(({ soleTenderer }) => soleTenderer),
      );
      for (const id of tenderers) tally(wins, id, id === supplier ? 1 : 0, 1);
    },
    finish: () => {
      const often = quantile(
        [...wins.values()].map(({ whole }) => whole).sort((a, b) => a - b),
        percentile / 100,
      );
      const { q1, lower } = fencesOf([...wins.values()].map(ratioOf));
      const fence = threshold ?? lower;
      // Ratios are never negative: where a quarter never wins, the fence would take in most frequent bidders.
      if (!((threshold === undefined ? q1 : 1) > 0 && fence > 0)) return;
      for (const [id, fraction] of wins) {
        if (fraction.whole >= often && ratioOf(fraction) <= fence) report('Tenderer', id, 'R025', ratioOf(fraction));
      }
    },
  };
};

/** R038: disqualified among submitted bids, too often for a buyer, a procuring entity or a tenderer. */
export const oftenDisqualified = (report: Report, settings: NonNullable<Settings['R038']>): Indicator => {
  const groups = [
    { group: 'Buyer', minimum: settings.minimumProcesses, fractions: new Map<string, Fraction>() },
    { group: 'ProcuringEntity', minimum: settings.minimumProcesses, fractions: new Map<string, Fraction>() },
    { group: 'Tenderer', minimum: settings.minimumBids, fractions: new Map<string, Fraction>() },
  ] as const;
  const [buyers, entities, tenderers] = groups;
  return {
    see: ({ bids, buyer, procuringEntity }) => {
      if (bids.length === 0) return;
      const out = bids.filter(({ status }) => status === 'disqualified').length;
      tally(buyers.fractions, buyer, out, bids.length);
      tally(entities.fractions, procuringEntity, out, bids.length);
      for (const bid of bids)
        for (const id of bid.tenderers) tally(tenderers.fractions, id, bid.status === 'disqualified' ? 1 : 0, 1);
    },
    finish: () => {
      for (const { group, minimum, fractions } of groups) {
        const judged = [...fractions].filter(([, { whole }]) => whole >= minimum);
        const fence = settings.threshold ?? fencesOf(judged.map(([, fraction]) => ratioOf(fraction))).upper;
        if (!(fence > 0)) continue;
        for (const [id, fraction] of judged)
          if (ratioOf(fraction) >= fence) report(group, id, 'R038', ratioOf(fraction));
      }
    },
  };
};

/** R048: awarded items of unusually many kinds (leading digits of the classification). */
export const heterogeneous = (
  report: Report,
  { threshold, digits, minimumProcesses }: NonNullable<Settings['R048']>,
): Indicator => {
  const supplied = new Map<string, { processes: number; readonly kinds: Set<string> }>();
  return {
    see: ({ awards }) => {
      const here = new Set<string>();
      for (const { status, soleSupplier, classifications } of awards) {
        if (status !== 'active' || soleSupplier === undefined || classifications.length === 0) continue;
        const supplier = supplied.get(soleSupplier) ?? { processes: 0, kinds: new Set() };
        supplied.set(soleSupplier, supplier);
        if (!here.has(soleSupplier)) supplier.processes += 1;
        here.add(soleSupplier);
        for (const id of classifications) supplier.kinds.add(id.slice(0, digits));
      }
    },
    finish: () => {
      const judged = [...supplied].filter(([, { processes }]) => processes >= minimumProcesses);
      const fence = threshold ?? fencesOf(judged.map(([, { kinds }]) => kinds.size)).upper;
      for (const [id, { kinds }] of judged) if (kinds.size >= fence) report('Tenderer', id, 'R048', kinds.size);
    },
  };
};
