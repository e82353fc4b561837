import type { LocalDate } from '../../shared/local-date.ts';

/** A tender at which at least two of the bidders in question met; `winner` null where nobody is said to have won. */
export type Meeting = {
  readonly tender: string;
  readonly on: LocalDate;
  readonly bidders: readonly string[];
  readonly winner: string | null;
};

export type Pair = {
  readonly one: string;
  readonly other: string;
  readonly met: number;
  readonly oneWon: number;
  readonly otherWon: number;
};

export type Company = {
  /** Who met whom, the most often first. */
  readonly pairs: readonly Pair[];
  /** Bidders who win by turns when they meet, in the order of their first win. */
  readonly rotation: { readonly bidders: readonly string[]; readonly meetings: number } | null;
  /** Bidders who keep meeting one other and never won where any of these met. */
  readonly fixedLosers: readonly { readonly bidder: string; readonly beside: string; readonly met: number }[];
};

/** As many meetings with one other as R23 asks for where nothing else is set. */
export const OFTEN_TOGETHER = 5;
/** Shorter rows of wins without a repeat come about by chance. */
export const FEWEST_TURNS = 5;

/** Who bids with whom, who wins when they meet, and whether they take turns: facts for a reader, not a finding. */
export const companyOf = (bidders: readonly string[], meetings: readonly Meeting[]): Company => {
  const asked = new Set(bidders);
  const wins = new Map<string, number>();
  const pairs = new Map<string, { one: string; other: string; met: number; oneWon: number; otherWon: number }>();
  for (const { bidders: all, winner } of meetings) {
    const met = [...new Set(all)].filter((name) => asked.has(name)).sort();
    if (winner !== null && met.includes(winner)) wins.set(winner, (wins.get(winner) ?? 0) + 1);
    met.forEach((one, at) => {
      for (const other of met.slice(at + 1)) {
        const key = JSON.stringify([one, other]);
        const pair = pairs.get(key) ?? { one, other, met: 0, oneWon: 0, otherWon: 0 };
        pairs.set(key, pair);
        pair.met += 1;
        if (winner === one) pair.oneWon += 1;
        if (winner === other) pair.otherWon += 1;
      }
    });
  }
  const sorted = [...pairs.values()].sort((a, b) => b.met - a.met || (a.one < b.one ? -1 : 1));
  const closest = (name: string) => sorted.find(({ one, other }) => one === name || other === name);
  return {
    pairs: sorted,
    rotation: rotationOf(asked, meetings),
    fixedLosers: bidders.flatMap((bidder) => {
      const pair = closest(bidder);
      if (pair === undefined || pair.met < OFTEN_TOGETHER || wins.has(bidder)) return [];
      return [{ bidder, beside: pair.one === bidder ? pair.other : pair.one, met: pair.met }];
    }),
  };
};

/** Wins in the order of days: nobody twice running, and everybody who wins at all at least twice. */
const rotationOf = (asked: ReadonlySet<string>, meetings: readonly Meeting[]): Company['rotation'] => {
  const winners = meetings
    .filter(({ bidders }) => bidders.filter((name) => asked.has(name)).length > 1)
    .toSorted((a, b) => (a.on === b.on ? (a.tender < b.tender ? -1 : 1) : a.on < b.on ? -1 : 1))
    .flatMap(({ winner }) => (winner !== null && asked.has(winner) ? [winner] : []));
  const turns = Map.groupBy(winners, (name) => name);
  const inTurn =
    winners.length >= FEWEST_TURNS &&
    winners.every((name, at) => name !== winners[at - 1]) &&
    [...turns.values()].every((own) => own.length > 1);
  return inTurn ? { bidders: [...turns.keys()], meetings: winners.length } : null;
};
