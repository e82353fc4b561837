import { statfs } from 'node:fs/promises';
import type { getHealth } from '@qingfeng/contracts/features/health/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

type Part = ResponseOf<typeof getHealth>['parts'][number];
export type Health = ResponseOf<typeof getHealth>;

/** A timed job fires every minute: five without one finished, and either the clock or the queue stands still. */
const WORKER_SILENT_SECONDS = 300;
const JOB_WAITS_SECONDS = 600;
const LEAST_FREE_SHARE = 0.1;
const LEAST_FREE_GIGABYTES = 2;
const GIGABYTE = 1024 ** 3;

type Measured = {
  readonly worker: number | null;
  readonly oldest: number | null;
  readonly waiting: number;
  readonly failed: number;
  readonly feeds: number;
  readonly late: number;
};

/** Seconds since a timed job last finished (`null`: never), jobs that wait, jobs that failed for good, feeds that are late. */
const measure = (database: Database, now: Instant): Promise<Measured | undefined> =>
  database.readOne<Measured>(sql`
    select
      (select extract(epoch from ${now}::timestamptz - max(finished_at))::float8 from job_tick) as worker,
      (select extract(epoch from ${now}::timestamptz - min(run_at))::float8 from graphile_worker.jobs
        where locked_at is null and attempts < max_attempts and run_at <= ${now}::timestamptz) as oldest,
      (select count(*) from graphile_worker.jobs where attempts < max_attempts) as waiting,
      (select count(*) from graphile_worker.jobs where attempts >= max_attempts) as failed,
      (select count(*) from feed where status = 'ACTIVE') as feeds,
      (select count(*) from feed where status = 'ACTIVE' and stale_since is not null) as late`);

const ofDatabase = (measured: Measured | undefined): Part[] => {
  if (measured === undefined) return [{ part: 'database', ok: false, figures: {} }];
  const { worker, oldest, waiting, failed, feeds, late } = measured;
  const rounded = (seconds: number | null): number | null => (seconds === null ? null : Math.round(seconds));
  return [
    { part: 'database', ok: true, figures: {} },
    {
      part: 'worker',
      ok: worker !== null && worker <= WORKER_SILENT_SECONDS,
      figures: { secondsSinceTimedJob: rounded(worker) },
    },
    {
      part: 'queue',
      ok: (oldest ?? 0) <= JOB_WAITS_SECONDS && failed === 0,
      figures: { waiting, failed, oldestWaitsSeconds: rounded(oldest) },
    },
    { part: 'feeds', ok: late === 0, figures: { active: feeds, late } },
  ];
};

const ofDisk = async (dataDir: string): Promise<Part> => {
  const { bavail, blocks, bsize } = await statfs(dataDir);
  const [free, all] = [(bavail * bsize) / GIGABYTE, (blocks * bsize) / GIGABYTE];
  return {
    part: 'disk',
    ok: free / all >= LEAST_FREE_SHARE && free >= LEAST_FREE_GIGABYTES,
    figures: { freeGigabytes: Math.round(free), allGigabytes: Math.round(all) },
  };
};

/** The state of the parts. A database that does not answer is a finding, not an error. */
export const healthOf = async (database: Database, dataDir: string, now: Instant): Promise<Health> => {
  const parts = [...ofDatabase(await measure(database, now).catch(() => undefined)), await ofDisk(dataDir)];
  return { status: parts.every(({ ok }) => ok) ? 'ok' : 'degraded', parts };
};
