import { evaluateRules } from '@qingfeng/operations/features/rules/evaluate-rules.ts';
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

/** The same by hand. */
export const evaluateNow: QueuedTask = {
  name: 'evaluate-rules',
  run: async (_payload, by, { database, config }) => {
    await evaluateRules(database, by, config.zone, { kind: 'MANUAL' });
  },
};
