import type { LocalDate } from '../../shared/local-date.ts';
import { addDays, daysBetween } from '../../shared/local-date.ts';
import type { ContractState } from './data-contract.ts';

/** Files and rows in columns, or releases of the Open Contracting Data Standard. */
export const FEED_FORMATS = ['TABLE', 'OCDS'] as const;
export type FeedFormat = (typeof FEED_FORMATS)[number];
export const FEED_STATES = ['ACTIVE', 'PAUSED'] as const;

/** How a feed's columns and gaps are read; part of what was agreed about it. */
export type Mapping = {
  /** Heading in the source → field. */
  readonly columns?: Readonly<Record<string, string>>;
  /** Field → what stands for it where the source leaves it out. */
  readonly defaults?: Readonly<Record<string, string>>;
  readonly undated?: 'REJECT' | 'RECEIVED';
};

/** A row without a day is refused; a release without one counts as published on the day on which it came in. */
export const undatedOf = (format: FeedFormat, mapping: Mapping): 'REJECT' | 'RECEIVED' =>
  mapping.undated ?? (format === 'OCDS' ? 'RECEIVED' : 'REJECT');

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
