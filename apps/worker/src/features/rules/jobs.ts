import {
  ARRIVALS_TASK,
  evaluateArrivals,
  PERIODS_TASK,
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

/** The same for the rules that judge whole periods. */
export const judgePeriods: QueuedTask = {
  name: PERIODS_TASK,
  gathers: true,
  run: async (payload, by, { database, config }) => {
    const began = performance.now();
    await evaluateArrivals(database, by, config.zone, 'PERIODS', waitingParts(payload));
    periods.tookSeconds = (performance.now() - began) / 1_000;
  },
};

/** What came is gathered ten times as long as the last look at whole periods took: under a steady stream they take a tenth of a core. */
const periods = { tookSeconds: 0 };
const [LEAST_S, MOST_S] = [5, 60];
export const gatheredFor = (): number => Math.min(MOST_S, Math.max(LEAST_S, 10 * periods.tookSeconds));

/** A back-test that someone asked for; its result is kept, whether or not anyone still waits. */
export const backTest: QueuedTask = {
  name: 'back-test',
  run: async ({ id }, by, { database, config }) => {
    if (typeof id === 'string') await runBackTest(database, by, config.zone, id);
  },
};
