import { EventEmitter } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { sql } from '@qingfeng/platform/database.ts';
import { createLogger } from '@qingfeng/platform/logger.ts';
import type { WorkerEvents } from 'graphile-worker';
import { run } from 'graphile-worker';
import { expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { reclaimJobs } from './reclaim-jobs.ts';

const { database } = await testDatabase();
const logger = createLogger({ service: 'test', level: 'silent' });

/** Two workers as in production, but looking for the dead all the time. */
const startWorker = async (slow: () => Promise<void>): Promise<void> => {
  const events: WorkerEvents = new EventEmitter();
  const stop = reclaimJobs(events, database, logger, { everyMs: 30, youngMs: 100 });
  const runner = await run({
    events,
    pgPool: database.pool,
    taskList: { slow },
    pollInterval: 50,
    noHandleSignals: true,
  });
  onTestFinished(async () => {
    await runner.stop();
    await stop();
  });
};

test('a long job of a living worker is not given to another; one of a dead worker is', async () => {
  let done = 0;
  const slow = async (): Promise<void> => {
    await pause(1_000);
    done += 1;
  };
  await startWorker(slow);
  await startWorker(slow);
  const left = () => database.readOne<{ n: number }>(sql`select count(*) as n from graphile_worker.jobs`);
  await database.read(sql`select graphile_worker.add_job('slow')`);
  await expect.poll(left, { timeout: 10_000 }).toEqual({ n: 0 });
  expect(done).toBe(1);

  await database.read(sql`select graphile_worker.add_job('slow', run_at => now() + interval '1 hour')`);
  await database.read(sql`
    update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), run_at = now()`);
  await expect.poll(left, { timeout: 10_000 }).toEqual({ n: 0 });
  expect(done).toBe(2);

  // Its key was taken by a later one while it ran.
  await database.read(sql`select graphile_worker.add_job('slow', run_at => now() + interval '1 hour')`);
  await database.read(sql`
    update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), run_at = now(), attempts = max_attempts`);
  await expect.poll(left, { timeout: 10_000 }).toEqual({ n: 0 });
  expect(done).toBe(3);
});
