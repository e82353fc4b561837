import type { Database } from '@qingfeng/platform/database.ts';
import type { Logger } from '@qingfeng/platform/logger.ts';
import type { WorkerEvents } from 'graphile-worker';
import type { PoolClient } from 'pg';

/** First half of the keys of our advisory locks; the other half is the hash of a worker's name. */
const SPACE = 7_310;
const LOOK_MS = 10_000;
/** Jobs locked a moment ago may belong to a worker that has not said its name yet. */
const YOUNG_MS = 5_000;

/**
 * Gives back at once what a killed worker was doing: the queue alone waits four hours for it. Each pool of workers holds a lock under its
 * name for as long as its connection lives; a job held under a name that nobody locks belongs to the dead.
 * Returns how to stop.
 */
export const reclaimJobs = (
  events: WorkerEvents,
  database: Database,
  logger: Logger,
  { everyMs = LOOK_MS, youngMs = YOUNG_MS }: { readonly everyMs?: number; readonly youngMs?: number } = {},
): (() => Promise<void>) => {
  const names = new Set<string>();
  let held: PoolClient | undefined;
  let stopped = false;
  let looking = Promise.resolve();

  const lockOwn = async (client: PoolClient): Promise<void> => {
    await client.query(
      `select pg_advisory_lock($1, hashtext(name)) from unnest($2::text[]) name
       where not exists (select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid()
         and classid = $1 and objid = (hashtext(name)::bigint & 4294967295)::oid)`,
      [SPACE, [...names]],
    );
  };
  const connected = async (): Promise<PoolClient> => {
    if (held !== undefined) return held;
    const client = await database.pool.connect();
    // The server went away and took our locks with it: the next look takes them again.
    client.once('error', () => {
      if (held === client) held = undefined;
      client.release(true);
    });
    held = client;
    return client;
  };
  const look = async (): Promise<void> => {
    const client = await connected();
    await lockOwn(client);
    const { rows } = await client.query<{ name: string }>(
      `select locked_by as name from graphile_worker.jobs
       where locked_at < now() - make_interval(secs => $3 / 1000.0) and locked_by <> all($2)
       group by 1 having pg_try_advisory_xact_lock($1, hashtext(locked_by))`,
      [SPACE, [...names], youngMs],
    );
    const dead = rows.map(({ name }) => name);
    if (dead.length === 0) return;
    // One whose key a later job has taken counts as tried out, and would stay.
    await client.query(
      `update graphile_worker._private_jobs set attempts = least(attempts, max_attempts - 1) where locked_by = any($1)`,
      [dead],
    );
    await client.query('select graphile_worker.force_unlock_workers($1::text[])', [dead]);
    logger.warn({ workers: dead.length }, 'jobs of workers that died are given back');
  };
  const next = (): Promise<void> => {
    looking = looking
      .then(() => (stopped ? undefined : look()))
      .catch((error: unknown) => {
        logger.error({ err: error }, 'could not look for jobs of dead workers');
      });
    return looking;
  };
  // Jobs are locked under the name of the pool, whichever of its workers has them.
  events.on('pool:create', ({ workerPool }) => {
    names.add(workerPool.id);
    void next();
  });
  events.on('pool:release', ({ workerPool }) => {
    names.delete(workerPool.id);
    void next();
  });
  const timer = setInterval(() => void next(), everyMs);
  void next();
  return async () => {
    stopped = true;
    clearInterval(timer);
    await looking;
    held?.release(true);
    held = undefined;
  };
};
