import { EventEmitter } from 'node:events';
import process from 'node:process';
import { REACTED_EVENTS } from '@qingfeng/operations/shared/reacted-events.ts';
import { readConfig } from '@qingfeng/platform/config.ts';
import { openDatabase } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { createLogger } from '@qingfeng/platform/logger.ts';
import { createMetrics, serveMetrics } from '@qingfeng/platform/metrics.ts';
import { assertSchemaCurrent } from '@qingfeng/platform/migrate.ts';
import { keepHeapSmall } from '@qingfeng/platform/small-heap.ts';
import type { WorkerEvents } from 'graphile-worker';
import { startClock } from './clock.ts';
import { measureJobs } from './measure-jobs.ts';
import { reclaimJobs } from './reclaim-jobs.ts';
import { startRunner } from './runner.ts';
import { TIMED_JOBS } from './schedule.ts';

const CONCURRENCY = 4;

keepHeapSmall();
const config = readConfig(process.env);
const logger = createLogger({ service: 'worker', level: config.logLevel });
if (config.databaseUrl === null) throw new Error('DATABASE_URL is not set; npm start brings a database of its own');
await assertSchemaCurrent(config.databaseUrl);
const database = openDatabase(config.databaseUrl, { reactedTo: REACTED_EVENTS, name: 'qingfeng worker' });
const files = await openFileStore(config.dataDir);
const dependencies = { config, database, files, logger };
const events: WorkerEvents = new EventEmitter();
const stopReclaiming = reclaimJobs(events, database, logger);
const runner = await startRunner(dependencies, CONCURRENCY, events);
const metrics = createMetrics('worker');
const stopMeasuring = measureJobs(events, database, metrics);
if (config.metrics !== null) await serveMetrics(metrics, config.metrics);
const stopClock = startClock(TIMED_JOBS, dependencies);
logger.info({ jobs: TIMED_JOBS.length, concurrency: CONCURRENCY }, 'working');

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  stopMeasuring();
  void stopClock()
    .then(() => runner.stop())
    .then(stopReclaiming)
    .then(() => database.close())
    .then(() => process.exit(0));
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
