import { setTimeout as pause } from 'node:timers/promises';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { finishTick, keepTrying } from '@qingfeng/platform/jobs.ts';
import type { Runner, TaskList, WorkerEvents } from 'graphile-worker';
import { run } from 'graphile-worker';
import type { Reaction, RecordedEvent, WorkerDependencies } from './reaction.ts';
import { QUEUED_TASKS, REACTIONS, TIMED_JOBS } from './schedule.ts';

const byAt = (at: Date, requestId: string, zone: string): By => ({
  viewer: SYSTEM,
  onBehalfOf: null,
  now: instant(at),
  today: dayOf(at, zone),
  newId,
  requestId,
});

/** The tasks that graphile-worker runs: reactions to events, firings of timed jobs, queued work. */
export const taskList = (dependencies: WorkerDependencies): TaskList => {
  const { config, database } = dependencies;
  const queued = Object.fromEntries(
    QUEUED_TASKS.map((task) => [
      task.name,
      async (payload, helpers) => {
        const by = byAt(new Date(), `job-${helpers.job.id}`, config.zone);
        try {
          await task.run(payload as Readonly<Record<string, unknown>>, by, dependencies, helpers);
        } catch (error) {
          if (task.gathers === true) await keepTrying(database, helpers.job.id, helpers.job.attempts);
          throw error;
        }
      },
    ]),
  ) as TaskList;
  const react = async (eventId: string, reaction: Reaction): Promise<void> => {
    const event = await database.readOne<Omit<RecordedEvent, 'body'> & { body: string; requestId: string }>(sql`
      select id, at, actor_id as "actorId", thing_kind as "thingKind", thing_id as "thingId", type, body, request_id as "requestId"
      from event where county = 1 and id = ${eventId}::uuid`);
    if (event === undefined) throw new Error(`no event ${eventId}`);
    const body = JSON.parse(event.body) as RecordedEvent['body'];
    await reaction.run({ ...event, body }, byAt(new Date(), event.requestId, config.zone), dependencies);
  };
  return {
    ...queued,
    react: async (payload, helpers) => {
      const { eventId, type } = payload as { eventId: string; type: string };
      const reactions = REACTIONS.filter(({ on }) => on.includes(type));
      const [only] = reactions;
      // A failing one is retried alone: several get a job each, a single one already has it.
      if (only !== undefined && reactions.length === 1) {
        await react(eventId, only);
        return;
      }
      for (const reaction of reactions) {
        await helpers.addJob(
          'reaction',
          { eventId, reaction: reaction.name },
          { jobKey: `${reaction.name}:${eventId}` },
        );
      }
    },
    reaction: async (payload) => {
      const { eventId, reaction: name } = payload as { eventId: string; reaction: string };
      const reaction = REACTIONS.find((one) => one.name === name);
      if (reaction === undefined) throw new Error(`no reaction ${name}`);
      await react(eventId, reaction);
    },
    timed: async (payload) => {
      const { job: name, dueAt } = payload as { job: string; dueAt: string };
      const job = TIMED_JOBS.find((one) => one.name === name);
      if (job === undefined) throw new Error(`no timed job ${name}`);
      const summary = await job.run(byAt(new Date(dueAt), `${name}@${dueAt}`, config.zone), dependencies);
      await finishTick(database, name, dueAt, new Date(), summary);
    },
  };
};

/** The queue gives itself up when the database went away while a job ended; we try again this often until it is back. */
const AGAIN_MS = 1_000;

/**
 * Takes jobs from the queue until told to stop, over any loss of the database: what ran then is given back by `reclaimJobs`. Whoever
 * listens must do so before: pools tell their names as they are made.
 */
export const startRunner = async (
  dependencies: WorkerDependencies,
  concurrency: number,
  events: WorkerEvents,
): Promise<{ readonly stop: () => Promise<void> }> => {
  const { database, logger } = dependencies;
  const start = (): Promise<Runner> =>
    run({
      events,
      pgPool: database.pool,
      taskList: taskList(dependencies),
      concurrency,
      pollInterval: 1_000,
      noHandleSignals: true,
      // Without a batch nobody waits for the end of a job to be written, and its failure would end the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
  let runner = await start();
  let stopping = false;
  const startAgain = async (): Promise<void> => {
    while (!stopping) {
      await pause(AGAIN_MS);
      try {
        runner = await start();
        return;
      } catch (error) {
        logger.error({ err: error }, 'the queue cannot be reached');
      }
    }
  };
  const keepRunning = async (): Promise<void> => {
    while (!stopping) {
      await runner.promise.catch((error: unknown) => {
        logger.error({ err: error }, 'the queue ended');
      });
      await startAgain();
    }
  };
  const kept = keepRunning();
  return {
    stop: async () => {
      stopping = true;
      // It may have ended by itself a moment ago.
      await runner.stop().catch(() => undefined);
      await kept;
      // One that was just starting when we said stop.
      await runner.stop().catch(() => undefined);
    },
  };
};
