import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import { nextPullAt } from '@qingfeng/domain/features/sources/pull.ts';
import type { Pull, PullOutcome } from '@qingfeng/domain/features/sources/pull.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import { droppedFiles } from '@qingfeng/platform/pull/dropped-files.ts';
import type { Mark } from '@qingfeng/platform/pull/fetched.ts';
import { fetchTable } from '@qingfeng/platform/pull/fetch-table.ts';
import { fetchUrl } from '@qingfeng/platform/pull/fetch-url.ts';
import { pullSecret } from './read.ts';
import { storeDelivery } from './receive-upload.ts';
import type { Feed } from './store.ts';
import { endPull, FEED, mustTake } from './store.ts';

export const PULL_TASK = 'pull-feed';

export type PullDeps = {
  readonly database: Database;
  readonly files: FileStore;
  readonly vault: Vault;
  readonly pull: { readonly dropDir: string; readonly hosts: readonly string[] };
  readonly signal?: AbortSignal;
};

/** One waiting fetch per feed, and one after another. */
const onceOf = (feedId: string) => ({ key: `${PULL_TASK}:${feedId}`, queue: `${PULL_TASK}:${feedId}` });

/** Puts every feed that is due into the queue, once each until it is fetched. */
export const queuePulls = (database: Database, by: By): Promise<number> =>
  change(database, by, async (tx) => {
    const due = await tx.$queryRaw<{ id: string }[]>(sql`
      select f.id from feed_pull p join feed f on f.id = p.feed_id
      where p.next_at <= ${by.now}::timestamptz and f.status = 'ACTIVE' and f.contract_state = 'APPROVED' and f.pull is not null order by p.next_at`);
    for (const { id } of due) await enqueue(tx, PULL_TASK, { feedId: id }, onceOf(id));
    return unchanged(due.length);
  });

type Due = Feed & {
  readonly pull: Pull;
  readonly cipher: string | null;
  readonly mark: Mark;
  readonly failures: number;
};

/**
 * Fetches what is new of a feed and stores it as deliveries; the mark moves in the change that stores the last of them, so that nothing
 * is passed over and a repeated fetch changes nothing. A failure is told on the feed and tried again later and later.
 */
export const pullFeed = async (deps: PullDeps, by: By, feedId: string): Promise<PullOutcome> => {
  const { database } = deps;
  const feed = await database.readOne<Due>(sql`
    select ${FEED}, f.pull, f.pull_cipher as cipher, p.mark, p.failures from feed f join feed_pull p on p.feed_id = f.id
    where f.id = ${feedId}::uuid and f.pull is not null`);
  if (feed === undefined) throw new Refusal('source.no-pull');
  const ended = (outcome: PullOutcome, error: Refusal | null, deliveries: number, mark: Mark | null = null) => {
    const failures = outcome === 'FAILED' ? feed.failures + 1 : 0;
    return (tx: WriteTx) =>
      endPull(tx, by, feedId, {
        outcome,
        error,
        deliveries,
        failures,
        nextAt: nextPullAt(feed.pull, failures, by.now),
        mark,
      });
  };
  try {
    // Before anyone is asked: a place that is not approved hears nothing of us, least of all the secret.
    mustTake(feed, by.today);
    const deliveries =
      feed.pull.from === 'FOLDER'
        ? await takeDropped(deps, by, feed, feed.pull.folder)
        : await fetchOne(deps, by, feed, ended);
    const outcome = deliveries === 0 ? 'NOTHING_NEW' : 'FETCHED';
    if (deliveries === 0 || feed.pull.from === 'FOLDER')
      await change(database, by, async (tx) => {
        await ended(outcome, null, deliveries)(tx);
        return unchanged(null);
      });
    return outcome;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await change(database, by, async (tx) => {
      await ended('FAILED', error, 0)(tx);
      // Told once when it begins to fail, not at every try.
      if (feed.failures > 0) return unchanged(null);
      return {
        result: null,
        events: [feedEvent('feed.pull-failed', { id: feedId, version: feed.version }, { code: error.code })],
      };
    });
    return 'FAILED';
  }
};

/** Refusals of the feed, not of the file. */
const FEED_CLOSED: readonly string[] = ['source.agreement-over', 'source.contract-not-approved', 'source.feed-paused'];

/** Files that were dropped, each a delivery; one that is refused is put aside with the reason and the others go on. */
const takeDropped = async (
  { database, files, pull: { dropDir }, signal }: PullDeps,
  by: By,
  feed: Due,
  folder: string,
): Promise<number> => {
  let taken = 0;
  for (const { name, bytes, putAway } of await droppedFiles(dropDir, folder, Date.parse(by.now))) {
    if (signal?.aborted === true) break;
    const stamp = by.now.replaceAll(/[-:.]/g, '');
    try {
      await storeDelivery(database, by, files, feed, name, bytes);
      await putAway(null, stamp);
      taken += 1;
    } catch (error) {
      // The feed takes nothing any more: the file waits where it is.
      if (!(error instanceof Refusal) || FEED_CLOSED.includes(error.code)) throw error;
      await putAway(error.code, stamp);
    }
  }
  return taken;
};

const fetchOne = async (
  { database, files, vault, pull: { hosts }, signal }: PullDeps,
  by: By,
  { pull, cipher, mark, ...feed }: Due,
  ended: (outcome: PullOutcome, error: null, deliveries: number, mark: Mark) => (tx: WriteTx) => Promise<void>,
): Promise<number> => {
  const secret = cipher === null ? '' : vault.open(cipher, pullSecret(feed.id)).toString();
  if (pull.from === 'FOLDER') return 0;
  const fetched =
    pull.from === 'HTTP'
      ? await fetchUrl({
          url: pull.url,
          header: pull.header === null ? null : { name: pull.header, value: secret },
          hosts,
          mark,
          ...(signal ? { signal } : {}),
        })
      : await fetchTable({ ...pull, password: secret }, hosts, mark);
  if ('nothingNew' in fetched) return 0;
  await storeDelivery(database, by, files, feed, fetched.name, fetched.bytes, ended('FETCHED', null, 1, fetched.mark));
  return 1;
};

/** Fetches at the next moment, whatever the rhythm says. */
export const requestPull = (database: Database, by: By, feedId: string): Promise<string> =>
  change(database, by, async (tx) => {
    const found = await tx.$executeRaw(
      sql`update feed_pull set next_at = ${by.now}::timestamptz where feed_id = ${feedId}::uuid`,
    );
    if (found === 0) throw new Refusal('source.no-pull');
    await enqueue(tx, PULL_TASK, { feedId }, onceOf(feedId));
    return { result: feedId, events: [feedEvent('feed.pull-requested', { id: feedId, version: null })] };
  });
