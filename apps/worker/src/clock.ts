import { claimTick, lastTick } from '@qingfeng/platform/jobs.ts';
import { CronExpressionParser } from 'cron-parser';
import cron from 'node-cron';
import type { TimedJob, WorkerDependencies } from './reaction.ts';

/** After a long outage a job that catches up on every missed time still runs at most this often. */
const MOST_MISSED = 500;

/** The times at which a cron line fires in (from, to], oldest first, at most `most` of the latest. */
export const firingsBetween = (line: string, from: Date, to: Date, zone: string, most = MOST_MISSED): Date[] => {
  const times: Date[] = [];
  // `prev` never returns its own starting instant, hence the extra millisecond.
  const walk = CronExpressionParser.parse(line, { currentDate: new Date(to.getTime() + 1), tz: zone });
  while (times.length < most) {
    const at = walk.prev().toDate();
    if (at <= from) break;
    times.push(at);
  }
  return times.reverse();
};

/** Claims what is due and was missed; any number of workers may call it at any time, each firing has one winner. */
export const claimDue = async (
  job: TimedJob,
  { database, config }: Pick<WorkerDependencies, 'database' | 'config'>,
  now: Date,
): Promise<number> => {
  const last = await lastTick(database, job.name);
  const due =
    last === undefined || job.catchUp === 'none'
      ? firingsBetween(job.cron, new Date(now.getTime() - 60_000), now, config.zone, 1)
      : firingsBetween(job.cron, last, now, config.zone, job.catchUp === 'every' ? MOST_MISSED : 1);
  let won = 0;
  for (const at of due) if (await claimTick(database, job.name, at, now)) won += 1;
  return won;
};

/** Starts the clock: node-cron only wakes us, the database decides who fires. Returns how to stop it. */
export const startClock = (jobs: readonly TimedJob[], dependencies: WorkerDependencies): (() => Promise<void>) => {
  const wake = (job: TimedJob): void => {
    claimDue(job, dependencies, new Date()).catch((error: unknown) => {
      // The database is away: the next tick catches up.
      dependencies.logger.error({ err: error, job: job.name }, 'could not claim a timed job');
    });
  };
  const tasks = jobs.map((job) => cron.schedule(job.cron, () => wake(job), { timezone: dependencies.config.zone }));
  jobs.forEach(wake);
  return async () => {
    for (const task of tasks) await task.destroy();
  };
};
