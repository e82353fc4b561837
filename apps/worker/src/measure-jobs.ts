import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Metrics } from '@qingfeng/platform/metrics.ts';
import type { WorkerEvents } from 'graphile-worker';

/** How often the queue is counted; Prometheus reads some four times a minute. */
const COUNT_MS = 15_000;

/** Times every job and counts those that wait, until told to stop. */
export const measureJobs = (
  events: WorkerEvents,
  database: Database,
  { jobs, queued }: Pick<Metrics, 'jobs' | 'queued'>,
): (() => void) => {
  const running = new Map<string, (labels: { outcome: string }) => void>();
  events.on('job:start', ({ job }) => {
    running.set(job.id, jobs.startTimer({ task: job.task_identifier }));
  });
  events.on('job:complete', ({ job, error }) => {
    running.get(job.id)?.({ outcome: error == null ? 'done' : 'failed' });
    running.delete(job.id);
  });
  const count = async (): Promise<void> => {
    const rows = await database.read<{ task: string; n: number }>(sql`
      select task_identifier as task, count(*) as n from graphile_worker.jobs where attempts < max_attempts group by 1`);
    queued.reset();
    for (const { task, n } of rows) queued.set({ task }, n);
  };
  // While the database is away the last figures stand; the health page is what tells of it.
  const timer = setInterval(() => void count().catch(() => undefined), COUNT_MS);
  return () => clearInterval(timer);
};
