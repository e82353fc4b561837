import type { Tender } from '@qingfeng/domain/features/rules/bid-screens/market.ts';
import { tendersOf } from '@qingfeng/domain/features/rules/bid-screens/market.ts';
import { METHOD, screenMarket } from '@qingfeng/domain/features/tenders/screening.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import { initialsOf } from '@qingfeng/platform/chinese.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { BidRow, MarketRow, TenderFacts, TenderRow } from './store.ts';
import { currentBids, saveTenders } from './store.ts';

export const SCREEN_TASK = 'screen-tenders';

const DAY_MS = 86_400_000;

/** The currency of most bids, the first by alphabet of equals; yuan where none says. */
const currencyOf = (bids: readonly BidRow[]): string => {
  const counts = Map.groupBy(
    bids.filter(({ currency }) => currency !== null),
    ({ currency }) => currency ?? '',
  );
  const [most] = [...counts].sort(([a, one], [b, other]) => other.length - one.length || (a < b ? -1 : 1));
  return most?.[0] ?? 'CNY';
};

/** Initials cost more than all the screens: those of a bidder who bids a hundred times are looked up once. */
const initials = () => {
  const known = new Map<string, string>();
  return (text: string): string => {
    const found = known.get(text) ?? initialsOf(text);
    known.set(text, found);
    return found;
  };
};

/** A tender as its bids say it, and as the screens of its currency's market read it. */
const tenderOf = (tenderRef: string, bids: readonly BidRow[], initialsFor: (text: string) => string) => {
  const currency = currencyOf(bids);
  const compared = bids.filter((bid) => (bid.currency ?? currency) === currency);
  const first = <Value>(read: (bid: BidRow) => Value | null): Value | null =>
    bids.map(read).find((value) => value !== null) ?? null;
  const winning = bids.find(({ won }) => won === 'YES');
  const prices = compared.flatMap(({ amountMinor }) => (amountMinor !== null && amountMinor > 0 ? [amountMinor] : []));
  const estimate = compared.map(({ controlPriceMinor }) => controlPriceMinor ?? 0).find((price) => price > 0) ?? null;
  const openedOn = bids.map(({ occurredOn }) => occurredOn).reduce((one, other) => (one < other ? one : other));
  const names = [first(({ project }) => project), ...bids.map(({ bidder }) => bidder)].filter((name) => name !== null);
  const codes = [...new Set(bids.map(({ bidderCode }) => bidderCode).filter((code) => code !== null))];
  const facts: TenderFacts = {
    ...{
      tenderRef,
      project: first(({ project }) => project),
      unitId: first(({ unitId }) => unitId),
      openedOn,
      currency,
    },
    ...{ bids: bids.length, bidderCodes: codes, estimateMinor: estimate },
    lowestMinor: prices.length === 0 ? null : Math.min(...prices),
    winner: winning?.bidder ?? null,
    winnerCode: winning?.bidderCode ?? null,
    winningMinor: winning === undefined || (winning.currency ?? currency) !== currency ? null : winning.amountMinor,
    search: [...new Set([tenderRef, ...names, ...names.map(initialsFor), ...codes])].join(' ').toLowerCase(),
  };
  const [tender] = tendersOf(
    compared.map(({ bidder, bidderCode, amountMinor, won }) => ({
      tender: tenderRef,
      date: Date.parse(openedOn) / DAY_MS,
      bidder: bidderCode ?? bidder ?? undefined,
      value: (amountMinor ?? NaN) / 100,
      estimate: estimate === null ? undefined : estimate / 100,
      won: won === null ? undefined : won === 'YES',
    })),
  );
  return {
    facts,
    tender: tender ?? ({ id: tenderRef, date: undefined, estimate: undefined, bids: [] } satisfies Tender),
  };
};

/**
 * Makes tenders and their scores anew from the current bids. A score is a place within its market, so that one bid that comes moves
 * them all a little; the whole is reckoned at once, each currency a market of its own. Returns how many tenders there are.
 */
export const screenTenders = async (database: Database, by: By): Promise<number> => {
  const bids = await currentBids(database);
  const initialsFor = initials();
  const tenders = [...Map.groupBy(bids, ({ tenderRef }) => tenderRef)].map(([ref, own]) =>
    tenderOf(ref, own, initialsFor),
  );
  const markets: MarketRow[] = [];
  const rows: TenderRow[] = [];
  for (const [currency, members] of Map.groupBy(tenders, ({ facts }) => facts.currency)) {
    const { likeness, quartiles, tenders: screened } = screenMarket(members.map(({ tender }) => tender));
    markets.push({ currency, tenders: members.length, likeness, quartiles });
    members.forEach(({ facts }, at) => {
      const { id: _same, ...scored } = screened[at] ?? { id: '', scorePermille: null, flagged: false, screens: {} };
      rows.push({ ...facts, ...scored });
    });
  }
  return change(database, by, async (tx) => {
    const before = await tx.tender.count();
    if (rows.length === 0 && before === 0) return unchanged(0);
    await saveTenders(tx, by, METHOD, markets, rows);
    return {
      result: rows.length,
      events: [
        {
          thingKind: 'tender-screening',
          thingId: by.newId(),
          type: 'tenders.screened',
          version: null,
          body: { tenders: rows.length, markets: markets.length, method: METHOD },
        },
      ],
    };
  });
};
