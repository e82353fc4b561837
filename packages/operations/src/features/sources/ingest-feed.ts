import type { Counts } from '@qingfeng/domain/features/sources/batch.ts';
import { batchEvent, isOver, NO_COUNTS, plus, promoted } from '@qingfeng/domain/features/sources/batch.ts';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { dayOf } from '@qingfeng/domain/shared/local-date.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import type { PoolClient } from 'pg';
import type { Reading } from './identities.ts';
import { forgetSecretFiles, openDoor, sealIdentities } from './identities.ts';
import type { NumberedRelease, Outcome } from './promote-part.ts';
import { promoteReleases, promoteRows } from './promote-part.ts';
import type { WaitingBatch } from './read.ts';
import { feedLock, feedUnlock, waitingBatches } from './read.ts';
import type { Entry } from './read-delivery.ts';
import { readDelivery } from './read-delivery.ts';
import type { Source, Staging } from './record-store.ts';
import { clearStaging, ensureMonths, openStaging, unstage } from './record-store.ts';
import type { Part } from './staged.ts';
import type { Rejected } from './store.ts';
import { advanceBatch, endBatch, freshen, insertRejected, lockBatch, mustBeApproved, startBatch } from './store.ts';

export type IngestDeps = Reading & {
  readonly database: Database;
  readonly files: FileStore;
  /** Ends the work after the part under way: the process is about to stop. */
  readonly signal?: AbortSignal;
  /** Rows promoted together; tests make it small. */
  readonly partRows?: number;
};

/** Enough that a part's fixed cost does not count, few enough that a part is done in a second and little is done twice. */
const PART_ROWS = 10_000;
const PART_RELEASES = 500;
/** Parts after which the staging table is given back. */
const CLEAR_EVERY = 10;

/** Starts without a part promoted in between. */
const MOST_ATTEMPTS = 5;

/** Someone asked to stop, or the process is about to: not an error, nothing is lost. */
class Stopped extends Error {
  readonly why: 'cancelled' | 'interrupted';
  constructor(why: 'cancelled' | 'interrupted') {
    super(why);
    this.why = why;
  }
}

/**
 * Works off a feed's waiting deliveries, oldest first. Safe to call any number of times from any number of processes: one works,
 * the others go away; a delivery left by a process that died goes on where its last promoted part ended.
 */
export const ingestFeed = async (deps: IngestDeps, by: By, feedId: string): Promise<void> => {
  const client = await deps.database.pool.connect();
  // A connection that breaks between two statements tells it here; the next statement fails and ends the work.
  const heard = (): void => undefined;
  client.on('error', heard);
  let broken: Error | undefined;
  try {
    // Whoever comes while we hold the lock goes away, so we look again after letting go.
    while ((await waitingBatches(deps.database, feedId)).length > 0) {
      if (!(await feedLock(client, feedId))) return;
      try {
        for (const batch of await waitingBatches(deps.database, feedId)) await ingestBatch(deps, by, client, batch);
        await forgetSecretFiles(deps.database, by, deps.files);
      } finally {
        await feedUnlock(client, feedId);
      }
    }
  } catch (error) {
    if (error instanceof Stopped) return;
    // The lock belongs to the connection: one that is in doubt must not go back to the pool.
    broken = error instanceof Error ? error : new Error(String(error));
    throw error;
  } finally {
    client.off('error', heard);
    client.release(broken);
  }
};

const ingestBatch = async (deps: IngestDeps, by: By, client: PoolClient, batch: WaitingBatch): Promise<void> => {
  const { database } = deps;
  let headings: readonly string[] = [];
  try {
    const feed = { ...batch.feed, mapping: await begin(deps, by, batch) };
    const door = openDoor(deps, by.today);
    const reading = {
      feed,
      around: door.around,
      receivedOn: dayOf(batch.receivedAt, deps.zone),
      ...(deps.signal ? { signal: deps.signal } : {}),
      heard: (line: readonly string[]) => (headings = line),
    };
    const entries = readDelivery({ path: deps.files.pathOf(batch.sha256), format: batch.format }, reading);
    const total = await promoteAll(deps, by, client, batch, door, entries);
    await change(database, by, async (tx) => {
      await endBatch(tx, by, batch.id, 'DONE', null, headings);
      await freshen(tx, batch.feed.id, batch, null);
      return { result: null, events: [batchEvent('batch.finished', { id: batch.id, feedId: batch.feed.id }, total)] };
    });
  } catch (error) {
    const interrupted = (error instanceof Stopped && error.why === 'interrupted') || deps.signal?.aborted === true;
    if (interrupted) throw new Stopped('interrupted');
    if (error instanceof Stopped) {
      await end(database, by, batch, 'CANCELLED', null, headings);
    } else if (error instanceof Refusal) {
      await end(database, by, batch, 'FAILED', error, headings);
    } else {
      throw error;
    }
  }
};

/** Takes a delivery up; returns the mapping that it is read with. */
const begin = async ({ database, files }: IngestDeps, by: By, batch: WaitingBatch): Promise<Mapping | null> => {
  const linesTotal = await lineCount(files, batch);
  return change(database, by, async (tx) => {
    const { state, cancelRequested, attempts } = await lockBatch(tx, batch.id);
    if (cancelRequested || isOver(state)) throw new Stopped('cancelled');
    await mustBeApproved(tx, batch.feed.id);
    if (attempts >= MOST_ATTEMPTS) throw new Refusal('source.given-up', { attempts });
    const mapping = await startBatch(tx, by, batch.id, linesTotal);
    await unstage(tx, batch.feed.kind, batch.id);
    return unchanged(mapping);
  });
};

/** Lines of a file in text, to show how far it is; an estimate where cells hold line breaks. Null for a workbook. */
const lineCount = async (files: FileStore, { format, sha256 }: WaitingBatch): Promise<number | null> => {
  if (format !== 'CSV') return null;
  let lines = 0;
  for await (const piece of files.read(sha256)) {
    const bytes = piece as Buffer;
    for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, at + 1)) lines += 1;
  }
  // The heading is none, and the last line usually ends.
  return Math.max(1, lines - 1);
};

type Gathered = {
  /** Entries from the beginning of the file to the end of this part. */
  readonly upTo: number;
  readonly staged: { readonly part: Part; readonly source: Source } | null;
  readonly releases: readonly NumberedRelease[];
  readonly rejected: readonly Rejected[];
};

/** The entries after the cursor, part by part, their rows staged. */
const partsOf = async function* (
  pieces: AsyncIterable<Iterable<Entry>>,
  { linesDone }: WaitingBatch,
  stage: () => Staging,
  size: { readonly rows: number; readonly releases: number },
): AsyncGenerator<Gathered> {
  let staging = stage();
  let [releases, rejected]: [NumberedRelease[], Rejected[]] = [[], []];
  let read = 0;
  try {
    for await (const entries of pieces) {
      for (const entry of entries) {
        read += 1;
        if (read <= linesDone) continue;
        if ('row' in entry) {
          // Most rows wait for nothing, and a wait for nothing costs a turn of the loop.
          const waiting = staging.take(entry);
          if (waiting !== undefined) await waiting;
        } else if ('release' in entry) releases.push(entry);
        else rejected.push(entry);
        if (staging.size() + rejected.length >= size.rows || releases.length >= size.releases) {
          yield { upTo: read, staged: await staging.end(), releases, rejected };
          staging = stage();
          [releases, rejected] = [[], []];
        }
      }
    }
    if (read > linesDone) yield { upTo: read, staged: await staging.end(), releases, rejected };
  } finally {
    await staging.abandon();
  }
};

/**
 * Promotes part by part. While one is promoted the next is read, checked and staged, so that both cores and both ends of the
 * connection have work.
 */
const promoteAll = async (
  deps: IngestDeps,
  by: By,
  client: PoolClient,
  batch: WaitingBatch,
  door: ReturnType<typeof openDoor>,
  entries: AsyncIterable<Iterable<Entry>>,
): Promise<Counts> => {
  const { database, partRows = PART_ROWS, signal } = deps;
  const size = { rows: partRows, releases: Math.min(partRows, PART_RELEASES) };
  const stage = (): Staging => openStaging(client, { id: batch.id, kind: batch.feed.kind }, by.newId);
  const parts = partsOf(entries, batch, stage, size);
  let total = batch.counts;
  let from = batch.linesDone;
  let count = 0;
  let promoting: Promise<Counts> = Promise.resolve(NO_COUNTS);
  const settle = async (): Promise<void> => {
    total = plus(total, await promoting);
    promoting = Promise.resolve(NO_COUNTS);
  };
  try {
    for await (const part of parts) {
      if (signal?.aborted === true) throw new Stopped('interrupted');
      const put = await prepare(deps, by, batch, door, part);
      await settle();
      promoting = commit(database, by, batch, { from, upTo: part.upTo }, part.rejected, put);
      promoting.catch(() => undefined);
      from = part.upTo;
      count += 1;
      if (count % CLEAR_EVERY === 0) {
        await settle();
        await clearStaging(database, batch.feed.kind);
      }
    }
    await settle();
  } finally {
    await promoting.catch(() => undefined);
  }
  await clearStaging(database, batch.feed.kind);
  return total;
};

type Put = (tx: WriteTx) => Promise<Outcome>;

/** What is left to do before the transaction; what it returns puts the part in its tables. */
const prepare = async (
  { database, zone, vault }: IngestDeps,
  by: By,
  batch: WaitingBatch,
  { around, takeSeen }: ReturnType<typeof openDoor>,
  { staged, releases }: Gathered,
): Promise<Put> => {
  const { feed } = batch;
  if (staged === null) {
    const receivedOn = dayOf(batch.receivedAt, zone);
    return (tx) => promoteReleases(tx, database, by, { feed, batch }, releases, around, receivedOn);
  }
  const { part, source } = staged;
  await ensureMonths(database, by, feed.kind, part.days);
  const seen = takeSeen();
  return async (tx) => {
    await sealIdentities(tx, by, vault, seen);
    const outcome = await promoteRows(tx, { feed, batch }, part, source);
    await unstage(tx, feed.kind, batch.id, part.lines);
    return outcome;
  };
};

/** One part's rows, rejected rows, cursor and event, together or not at all. */
const commit = async (
  database: Database,
  by: By,
  batch: WaitingBatch,
  { from, upTo }: { readonly from: number; readonly upTo: number },
  unreadable: readonly Rejected[],
  put: Put,
): Promise<Counts> => {
  const done = await change(database, by, async (tx) => {
    const { cancelRequested, linesDone, state } = await lockBatch(tx, batch.id);
    if (cancelRequested || isOver(state)) throw new Stopped('cancelled');
    // Another process took the delivery over, which the feed's lock rules out while both hold their connections.
    if (linesDone !== from) throw new Stopped('interrupted');
    const outcome = await put(tx);
    const rejected = [...unreadable, ...outcome.rejected];
    const counts = { ...outcome.counts, rejected: rejected.length };
    await insertRejected(tx, batch.id, rejected);
    await advanceBatch(tx, batch.id, upTo, counts);
    await freshen(tx, batch.feed.id, batch, outcome.until);
    const { fromRecord, toRecord } = outcome;
    if (fromRecord === null) return unchanged(counts);
    const of = { id: batch.id, feedId: batch.feed.id, kind: batch.feed.kind };
    return { result: counts, events: [promoted(of, counts, { fromRecord, toRecord })] };
  });
  return done;
};

const end = async (
  database: Database,
  by: By,
  batch: WaitingBatch,
  state: 'CANCELLED' | 'FAILED',
  refusal: Refusal | null,
  headings: readonly string[],
): Promise<void> => {
  await change(database, by, async (tx) => {
    if (isOver((await lockBatch(tx, batch.id)).state)) return unchanged(null);
    await endBatch(tx, by, batch.id, state, refusal, headings);
    await unstage(tx, batch.feed.kind, batch.id);
    const of = { id: batch.id, feedId: batch.feed.id };
    return {
      result: null,
      events: [
        refusal === null ? batchEvent('batch.cancelled', of) : batchEvent('batch.failed', of, { code: refusal.code }),
      ],
    };
  });
};
