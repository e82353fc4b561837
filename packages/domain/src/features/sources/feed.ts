import type { LocalDate } from '../../shared/local-date.ts';
import { addDays, daysBetween } from '../../shared/local-date.ts';
import type { ContractState } from './data-contract.ts';
import type { Mapping } from './mapping.ts';
import { NO_MAPPING } from './mapping.ts';

/** Files and rows in columns, or releases of the Open Contracting Data Standard. */
export const FEED_FORMATS = ['TABLE', 'OCDS'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];
export const FEED_STATES = ['ACTIVE', 'PAUSED'] as const;

/** What a feed's mapping is until it has one: a row without a day is refused, a release counts as published on the day on which it came in. */
export const mappingOf = (format: FeedFormat, mapping: Mapping | null): Mapping =>
  mapping ?? { ...NO_MAPPING, undated: format === 'OCDS' ? 'RECEIVED' : 'REJECT' };

export type Freshness = {
  readonly stale: boolean;
  /** The last day on which the next delivery is still in time; null while the feed takes nothing. */
  readonly dueOn: LocalDate | null;
  /** Calendar days since that day; 0 when in time. */
  readonly daysLate: number;
};

/** Whether data is overdue by the agreed rhythm, in calendar days (MR-19). A feed that never delivered counts from its approval. */
export const freshnessOf = (
  feed: {
    readonly status: string;
    readonly contractState: ContractState;
    readonly everyDays: number;
    readonly lastReceivedOn: LocalDate | null;
    /** The day on which it might first deliver: of its approval, else of its registration. */
    readonly openedOn: LocalDate;
  },
  today: LocalDate,
): Freshness => {
  if (feed.status !== 'ACTIVE' || feed.contractState !== 'APPROVED') return { stale: false, dueOn: null, daysLate: 0 };
  const dueOn = addDays(feed.lastReceivedOn ?? feed.openedOn, feed.everyDays);
  const daysLate = Math.max(0, daysBetween(dueOn, today));
  return { stale: daysLate > 0, dueOn, daysLate };
};
