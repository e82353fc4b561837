import type { Instant } from '../../shared/local-date.ts';

/** How the platform fetches a feed itself. Names of tables and columns are names, never a statement. */
export type Pull = { readonly everyMinutes: number } & (
  | {
      readonly from: 'FOLDER';
      /** A folder below the one that the operator set aside for files that are dropped. */
      readonly folder: string;
    }
  | {
      readonly from: 'HTTP';
      readonly url: string;
      /** Header that carries the token, if one is asked for. */
      readonly header: string | null;
    }
  | {
      readonly from: 'SQL';
      readonly engine: 'POSTGRESQL' | 'MYSQL';
      readonly host: string;
      readonly port: number;
      readonly database: string;
      readonly user: string;
      /** Table or view, with its schema where needed. */
      readonly table: string;
      /** A column that only grows (a time of change, a number): rows past the highest value seen are fetched. */
      readonly watermark: string;
    }
);

export const PULL_SOURCES = ['FOLDER', 'HTTP', 'SQL'] as const;
export const PULL_OUTCOMES = ['FETCHED', 'NOTHING_NEW', 'FAILED'] as const;
export type PullOutcome = (typeof PULL_OUTCOMES)[number];

/** Names as both databases quote them: no quotes, no dots but one between schema and table. */
export const TABLE_NAME = /^[\p{L}_][\p{L}\p{N}_$]{0,62}(\.[\p{L}_][\p{L}\p{N}_$]{0,62})?$/u;
export const COLUMN_NAME = /^[\p{L}_][\p{L}\p{N}_$]{0,62}$/u;
/** One step down at most two levels, never up. */
export const FOLDER_NAME = /^[\p{L}\p{N}_-]{1,60}(\/[\p{L}\p{N}_-]{1,60})?$/u;

/**
 * Where a feed is fetched and as whom, in one spelling: what else is agreed about fetching (how often) may change without being approved
 * anew, and a place that was approved is no other place because its names were written in another order.
 */
export const placeOf = (pull: Pull): string => {
  switch (pull.from) {
    case 'FOLDER':
      return JSON.stringify([pull.from, pull.folder]);
    case 'HTTP':
      return JSON.stringify([pull.from, pull.url, pull.header]);
    case 'SQL':
      return JSON.stringify([
        ...[pull.from, pull.engine, pull.host, pull.port, pull.database, pull.user],
        ...[pull.table, pull.watermark],
      ]);
  }
};

const MINUTE = 60_000;
/** After this many failures in a row the pause has grown to its most. */
const MOST_DOUBLINGS = 5;

/** When to fetch next: after the agreed minutes; after failures in a row later and later, up to 32 times as late or a day. */
export const nextPullAt = ({ everyMinutes }: Pick<Pull, 'everyMinutes'>, failures: number, now: Instant): Instant => {
  const factor = 2 ** Math.min(failures, MOST_DOUBLINGS);
  const minutes = failures === 0 ? everyMinutes : Math.max(everyMinutes, Math.min(everyMinutes * factor, 24 * 60));
  return new Date(Date.parse(now) + minutes * MINUTE).toISOString() as Instant;
};
