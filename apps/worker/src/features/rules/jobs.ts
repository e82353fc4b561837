import {
  ARRIVALS_TASK,
  evaluateArrivals,
  PERIODS_TASK,
  postponePeriods,
  waitingParts,
} from '@qingfeng/operations/features/rules/evaluate-arrivals.ts';
import { evaluateRules } from '@qingfeng/operations/features/rules/evaluate-rules.ts';
import { freezeRules } from '@qingfeng/operations/features/rules/freeze-rules.ts';
import { SHADOWS_TASK } from '@qingfeng/operations/features/rules/shadow-store.ts';
import { sweepShadows } from '@qingfeng/operations/features/rules/sweep-shadows.ts';
import { runBackTest } from '@qingfeng/operations/features/rules/run-back-test.ts';
import { watchData } from '@qingfeng/operations/features/rules/watch-data.ts';
import type { QueuedTask, TimedJob } from '../../reaction.ts';

/** Every night the whole history is looked at again: what late data, calendars and new versions change comes to light. */
export const sweepRules: TimedJob = {
  name: 'sweep-rules',
  cron: '30 2 * * *',
  catchUp: 'latest',
  run: async (by, { database, config }) => ({
    alerts: await evaluateRules(database, by, config.zone, { kind: 'SWEEP' }),
  }),
};

/** Once a day, so that a period that has ended is judged on its morrow. */
export const freezeWrongRules: TimedJob = {
  name: 'freeze-rules',
  cron: '10 6 * * *',
  catchUp: 'latest',
  run: async (by, { database, config }) => ({ frozen: await freezeRules(database, by, config.rules.periodMonths) }),
};

/** After the sweep: versions on trial find beside it what they would find, and raise nothing. */
export const sweepShadowRuns: TimedJob = {
  name: 'sweep-shadow-runs',
  cron: '50 2 * * *',
  catchUp: 'latest',
  run: async (by, { database, config }) => ({ shadows: await sweepShadows(database, by, config.zone) }),
};

/** The same as soon as a version begins to run in the shadow. */
export const sweepShadowsNow: QueuedTask = {
  name: SHADOWS_TASK,
  run: async (_payload, by, { database, config }) => {
    await sweepShadows(database, by, config.zone);
  },
};

/** Every morning, before the office opens: of which feeds rules could not judge too much, and which are well again. */
export const watchPoorData: TimedJob = {
  name: 'watch-data',
  cron: '40 6 * * *',
  catchUp: 'latest',
  run: async (by, { database }) => ({ turned: await watchData(database, by) }),
};

/** The sweep by hand. */
export const evaluateNow: QueuedTask = {
  name: 'evaluate-rules',
  run: async (_payload, by, { database, config }) => {
    await evaluateRules(database, by, config.zone, { kind: 'MANUAL' });
  },
};

/** What came since the last time; a part that comes while it waits joins it. */
export const judgeArrivals: QueuedTask = {
  name: ARRIVALS_TASK,
  gathers: true,
  run: (payload, by, { database, config }) =>
    evaluateArrivals(database, by, config.zone, 'PROMPT', waitingParts(payload)),
};

/**
 * The same for the rules that judge whole periods. After each look they rest nine times as long as it took, at most a minute: under a steady
 * stream they take a tenth of a core, and what came meanwhile waits for the next look.
 */
export const judgePeriods: QueuedTask = {
  name: PERIODS_TASK,
  gathers: true,
  run: async (payload, by, { database, config }) => {
    const parts = waitingParts(payload);
    const began = performance.now();
    if (began < periods.restUntil) return postponePeriods(database, parts, (periods.restUntil - began) / 1_000);
    await evaluateArrivals(database, by, config.zone, 'PERIODS', parts);
    const ended = performance.now();
    periods.restUntil = ended + Math.min(MOST_REST_MS, 9 * (ended - began));
  },
};
const periods = { restUntil: 0 };
const MOST_REST_MS = 60_000;

/** A back-test that someone asked for; its result is kept, whether or not anyone still waits. */
export const backTest: QueuedTask = {
  name: 'back-test',
  run: async ({ id }, by, { database, config }) => {
    if (typeof id === 'string') await runBackTest(database, by, config.zone, id);
  },
};
