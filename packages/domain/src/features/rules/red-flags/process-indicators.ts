import { isLocalDate } from '../../../shared/local-date.ts';
import { type Indicator, type MainCurrency, pricesCompared, type Report } from './indicator.ts';
import type { Settings } from './settings.ts';

const RFC3339 = /^\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}:\d{2}(?:\.\d+)?(?:[Zz]|[+-]\d{2}:\d{2})$/;
/** Milliseconds of a full date and time with zone; undefined for anything less, which cannot be measured. */
const millisOf = (text: string | undefined): number | undefined => {
  if (text === undefined || !RFC3339.test(text) || !isLocalDate(text.slice(0, 10))) return undefined;
  const millis = Date.parse(text.toUpperCase().replace(' ', 'T'));
  return Number.isNaN(millis) ? undefined : millis;
};

const DAY = 86_400_000;

/** R003: fewer than 15 whole days between the tender's opening and its deadline. */
export const shortSubmission = (
  report: Report,
  { threshold, methods, byDetails }: NonNullable<Settings['R003']>,
): Indicator => ({
  see: ({ ocid, method, methodDetails, opensAt, closesAt }) => {
    if (methods.size > 0 && (method === undefined || !methods.has(method))) return;
    const from = millisOf(opensAt);
    const to = millisOf(closesAt);
    if (from === undefined || to === undefined) return;
    const limit = (methodDetails === undefined ? undefined : byDetails.get(methodDetails)) ?? threshold;
    if (Math.trunc((to - from) / DAY) < limit) report('OCID', ocid, 'R003', 1);
  },
});

/** R018: one tenderer only although the method is competitive. */
export const singleBid = (report: Report, { methods }: NonNullable<Settings['R018']>): Indicator => ({
  see: ({ ocid, method, numberOfTenderers }) => {
    const competitive = methods.size === 0 || (method !== undefined && methods.has(method));
    if (competitive && numberOfTenderers === 1) report('OCID', ocid, 'R018', 1);
  },
});

const sameIds = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  a.size === b.size && [...a].every((id) => b.has(id));

/** R028: different tenderers, same price. */
export const identicalPrices = (report: Report, settings: Settings): Indicator => ({
  see: (process) => {
    if (!pricesCompared(process, settings)) return;
    const seen = new Map<string, ReadonlySet<string>>();
    for (const { price, tenderers } of process.bids) {
      if (price === undefined || tenderers.length === 0) continue;
      const ids = new Set(tenderers);
      const key = `${String(price.amount)} ${price.currency}`;
      const before = seen.get(key);
      // A tenderer may bid the same price again.
      if (before !== undefined && !sameIds(before, ids)) {
        report('OCID', process.ocid, 'R028', 1);
        for (const id of [...before, ...ids]) report('Tenderer', id, 'R028', 1);
      }
      seen.set(key, ids);
    }
  },
});

/** Later as instants where both carry a zone, else as written (ISO texts of one shape sort by time). */
const isAfter = (date: string, deadline: string): boolean => {
  const at = millisOf(date);
  const end = millisOf(deadline);
  return at === undefined || end === undefined ? date > deadline : at > end;
};

/** R030: a valid bid that came after the deadline, by a supplier of an active award. */
export const lateBidWon = (report: Report): Indicator => ({
  see: ({ ocid, bids, awards, closesAt }) => {
    if (closesAt === undefined) return;
    const winners = new Set(awards.filter(({ status }) => status === 'active').flatMap(({ suppliers }) => suppliers));
    for (const { status, date, tenderers } of bids) {
      if (status !== 'valid' || date === undefined || !isAfter(date, closesAt)) continue;
      for (const id of tenderers.filter((tenderer) => winners.has(tenderer))) {
        report('OCID', ocid, 'R030', 1);
        report('Tenderer', id, 'R030', 1);
      }
    }
  },
});

/** R035: everyone but the single winner was disqualified; the value is how many others. */
export const othersDisqualified = (report: Report, { threshold }: NonNullable<Settings['R035']>): Indicator => ({
  see: ({ ocid, bids, finalAwards }) => {
    if (finalAwards === undefined) return;
    const tenderersOf = (status: string): Set<string> =>
      new Set(bids.filter((bid) => bid.status === status).flatMap(({ tenderers }) => tenderers));
    const valid = tenderersOf('valid');
    const [winner] = valid;
    const suppliers = new Set(finalAwards.flatMap((award) => award.suppliers));
    if (winner === undefined || valid.size > 1 || !sameIds(valid, suppliers)) return;
    const others = [...tenderersOf('disqualified')].filter((id) => id !== winner).length;
    if (others < threshold) return;
    report('OCID', ocid, 'R035', others);
    report('Tenderer', winner, 'R035', 0);
  },
});

/** R036: the lowest submitted bid is disqualified while a valid one was there and an award was made. */
export const lowestDisqualified = (report: Report, settings: Settings, currency: MainCurrency): Indicator => ({
  see: (process) => {
    if (!pricesCompared(process, settings) || !process.awards.some(({ status }) => status === 'active')) return;
    let lowest: { readonly amount: number; readonly status: string } | undefined;
    let validPriced = false;
    for (const { status, price } of process.bids) {
      if (price === undefined || !currency.is(price.currency)) continue;
      if (lowest === undefined || price.amount < lowest.amount) lowest = { amount: price.amount, status };
      validPriced ||= status === 'valid';
    }
    if (validPriced && lowest?.status === 'disqualified') report('OCID', process.ocid, 'R036', 1);
  },
});
