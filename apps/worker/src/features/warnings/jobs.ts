import { remindDeadlines } from '@qingfeng/operations/features/warnings/remind-deadlines.ts';
import type { TimedJob } from '../../reaction.ts';

/** Every morning, before the office opens: what is due soon, today, or late. */
export const remindOfDeadlines: TimedJob = {
  name: 'remind-deadlines',
  cron: '0 8 * * *',
  catchUp: 'latest',
  run: (by, { database, logger }) =>
    remindDeadlines(database, by, (warningId, error) => {
      logger.error({ err: error, warningId }, 'could not see to the deadlines of a warning');
    }),
};
