/** A bid as a file names it; what a market does not publish is undefined. */
export type BidRow = {
  readonly tender: string;
  /** An opaque number that grows with time: an instant, a year, a day of the market's own count. */
  readonly date: number | undefined;
  readonly bidder: string | undefined;
  readonly value: number;
  /** What the buyer expected beforehand, in the money of the bids. */
  readonly estimate: number | undefined;
  readonly won: boolean | undefined;
};

export type Bid = { readonly bidder: string | undefined; readonly value: number; readonly won: boolean | undefined };

export type Tender = {
  readonly id: string;
  readonly date: number | undefined;
  readonly estimate: number | undefined;
  /** From the lowest to the highest. */
  readonly bids: readonly Bid[];
};

const firstOf = <T>(rows: readonly BidRow[], read: (row: BidRow) => T | undefined): T | undefined =>
  rows.map(read).find((value) => value !== undefined);

/** The tenders of a market in the order in which they are first seen; a price that is none is no bid. */
export const tendersOf = (rows: Iterable<BidRow>): readonly Tender[] => {
  const groups = new Map<string, BidRow[]>();
  for (const row of rows) {
    const group = groups.get(row.tender);
    if (group === undefined) groups.set(row.tender, [row]);
    else group.push(row);
  }
  return [...groups].map(([id, group]) => ({
    id,
    date: firstOf(group, ({ date }) => date),
    estimate: firstOf(group, ({ estimate }) => estimate),
    bids: group
      .filter(({ value }) => value > 0 && Number.isFinite(value))
      .map(({ bidder, value, won }) => ({ bidder, value, won }))
      .sort((a, b) => a.value - b.value || Number(b.won ?? false) - Number(a.won ?? false)),
  }));
};

/** Whose bid won: as published, else nobody is said to have won. */
export const winnerOf = ({ bids }: Tender): Bid | undefined => bids.find(({ won }) => won === true);
