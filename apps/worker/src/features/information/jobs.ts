import { remindVerifications } from '@qingfeng/operations/features/information/remind-verifications.ts';
import { sweepMatters } from '@qingfeng/operations/features/information/settle-matters.ts';
import { SETTLE_TASK } from '@qingfeng/operations/features/information/step-policy.ts';
import { tellOfSnoozes, wakeSnoozed } from '@qingfeng/operations/features/information/wake-information.ts';
import type { QueuedTask, TimedJob } from '../../reaction.ts';

/** Every morning: alerts that were put off until today are in the inbox when the office opens. */
export const wakeSnoozedAlerts: TimedJob = {
  name: 'wake-snoozed-alerts',
  cron: '5 0 * * *',
  catchUp: 'latest',
  run: async (by, { database, logger }) => ({
    woken: await wakeSnoozed(database, by, (informationId, error) => {
      logger.error({ err: error, informationId }, 'could not bring an alert back into the inbox');
    }),
  }),
};

/** Every morning, before the office opens: whoever put an alert off hears that it will soon be back. */
export const tellOfEndingSnoozes: TimedJob = {
  name: 'tell-of-snoozes',
  cron: '20 7 * * *',
  catchUp: 'latest',
  run: async (by, { database }) => ({ told: await tellOfSnoozes(database, by) }),
};

/** Every night, after the rules: what grew older weighs less, and what kept others quiet may do so no longer. */
export const weighMatters: TimedJob = {
  name: 'weigh-matters',
  cron: '30 3 * * *',
  catchUp: 'latest',
  run: async (by, { database }) => ({ turned: await sweepMatters(database, by) }),
};

/** The same as soon as another policy is in force. */
export const settleMattersNow: QueuedTask = {
  name: SETTLE_TASK,
  run: async (_payload, by, { database }) => {
    await sweepMatters(database, by);
  },
};

/** Every morning, before the office opens: what bodies are asked to verify by today, tomorrow, or should have answered. */
export const remindOfVerifications: TimedJob = {
  name: 'remind-verifications',
  cron: '10 8 * * *',
  catchUp: 'latest',
  run: async (by, { database }) => ({ reminded: await remindVerifications(database, by) }),
};
