import type { Instant } from '../../shared/local-date.ts';

/** What a bid shows of where it was made and who stands behind it: digests and codes, as R21 reads them. */
export const TRAITS = ['machine', 'minute', 'file', 'author', 'contact', 'account', 'controller'] as const;
export type Trait = (typeof TRAITS)[number];

export type Traced = {
  /** Code of the bidder, else its name. */
  readonly bidder: string;
  readonly agency: string | null;
  readonly machine: string | null;
  readonly address: string | null;
  readonly submittedAt: Instant | null;
  readonly file: string | null;
  readonly author: string | null;
  readonly contact: string | null;
  readonly account: string | null;
  readonly controller: string | null;
};

export type SharedTrait = {
  readonly trait: Trait;
  /** What they share, as it is kept. */
  readonly mark: string;
  readonly bidders: readonly string[];
  /** All of them came through one agency, whose office, computer and phone they then share. */
  readonly oneAgency: boolean;
};

const markOf = (trait: Trait, bid: Traced): string | null => {
  if (trait !== 'minute') return bid[trait];
  // An address alone is a town's; within one minute it is one desk's.
  return bid.address === null || bid.submittedAt === null ? null : `${bid.address} ${bid.submittedAt.slice(0, 16)}`;
};

/** What two or more different bidders of one tender have in common (R21); what each keeps to itself is not told. */
export const sharedTraits = (bids: readonly Traced[]): readonly SharedTrait[] =>
  TRAITS.flatMap((trait) =>
    [...Map.groupBy(bids, (bid) => markOf(trait, bid))].flatMap(([mark, sharing]) => {
      const bidders = [...new Set(sharing.map(({ bidder }) => bidder))];
      if (mark === null || bidders.length < 2) return [];
      const agencies = new Set(sharing.map(({ agency }) => agency));
      return [{ trait, mark, bidders, oneAgency: agencies.size === 1 && !agencies.has(null) }];
    }),
  );
