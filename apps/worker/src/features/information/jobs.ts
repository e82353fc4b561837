import { wakeSnoozed } from '@qingfeng/operations/features/information/wake-information.ts';
import type { TimedJob } from '../../reaction.ts';

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
