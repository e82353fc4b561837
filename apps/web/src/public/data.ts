import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';

/** What the server hands to `renderPublic`: one of these per address. Nothing of it is more than the public may see. */
export type PublicData = Site & (CatalogueData | ItemData | { readonly page: 'missing' } | { readonly page: 'failed' });

type Site = {
  /** The demo county says so on every page. */
  readonly demo: boolean;
  /** Of the whole catalogue. */
  readonly sums: { readonly units: number; readonly items: number; readonly updatedOn: LocalDate | null };
};

export type Facet = { readonly value: string; readonly label: string; readonly count: number };

/** The list at `/`: `?q=`, `category=`, `unit=` and `page=` of the address have made it. */
export type CatalogueData = {
  readonly page: 'catalogue';
  readonly popular: readonly string[];
  readonly categories: readonly Facet[];
  readonly units: readonly Facet[];
  readonly total: number;
  readonly totalCapped: boolean;
  readonly number: number;
  readonly size: number;
  readonly items: readonly ResultData[];
  /** What is marked in the names found, longer ones first. */
  readonly marks: readonly string[];
  readonly downloadHref: string | null;
};

export type ResultData = {
  readonly code: string;
  readonly name: string;
  readonly summary: string | null;
  readonly category: string;
  readonly unit: string;
  /** Working days: promised, and at most by law. */
  readonly promisedDays: number | null;
  readonly legalDays: number | null;
  readonly incomplete: boolean;
};

/** One item at `/powers/{code}`. */
export type ItemData = {
  readonly page: 'item';
  readonly item: ResultData & {
    /** A suspended one has no facts; a cancelled one those it had. */
    readonly state: 'PUBLISHED' | 'SUSPENDED' | 'RETIRED';
    /** The unit's key in the catalogue's address. */
    readonly unitValue: string;
    readonly categoryValue: string;
    readonly section: string | null;
    readonly fee: string | null;
    readonly steps: readonly {
      readonly name: string;
      readonly days: number | null;
      readonly note: string | null;
    }[];
    readonly basis: readonly { readonly title: string; readonly text: string | null }[];
    readonly versions: readonly {
      readonly number: number;
      readonly note: string | null;
      readonly on: LocalDate | null;
      readonly current: boolean;
    }[];
    readonly reportHref: string | null;
    readonly phone: string | null;
  };
};
