import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import type { Logger } from '@qingfeng/platform/logger.ts';
import type { JobHelpers } from 'graphile-worker';

export type WorkerDependencies = {
  readonly config: Config;
  readonly database: Database;
  readonly files: FileStore;
  readonly logger: Logger;
};

/** An event as a reaction reads it: from the record, by its id. */
export type RecordedEvent = {
  readonly id: string;
  readonly at: string;
  readonly actorId: string;
  readonly thingKind: string;
  readonly thingId: string;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
};

/** What follows an event. Runs at least once, after the commit: it must be idempotent by a natural key. */
export type Reaction = {
  readonly name: string;
  readonly on: readonly string[];
  readonly run: (event: RecordedEvent, by: By, dependencies: WorkerDependencies) => Promise<void>;
};

/** A queued piece of work with a payload of ids. */
export type QueuedTask = {
  readonly name: string;
  /** Its payload is what was gathered since the last one began. */
  readonly gathers?: true;
  readonly run: (
    payload: Readonly<Record<string, unknown>>,
    by: By,
    dependencies: WorkerDependencies,
    helpers: JobHelpers,
  ) => Promise<void>;
};

/**
 * A timed job. `cron` in the office's zone; after an outage `catchUp` says whether missed times are all run, only the latest
 * one, or none. `run` gets the due time as its now.
 */
export type TimedJob = {
  readonly name: string;
  readonly cron: string;
  readonly catchUp: 'every' | 'latest' | 'none';
  readonly run: (by: By, dependencies: WorkerDependencies) => Promise<Readonly<Record<string, number>>>;
};
