import { SCREEN_TASK, screenTenders } from '@qingfeng/operations/features/tenders/screen-tenders.ts';
import type { QueuedTask, TimedJob } from '../../reaction.ts';

/** After the nightly sweep of the rules: what was corrected or deleted leaves the list. */
export const screenAllTenders: TimedJob = {
  name: 'screen-all-tenders',
  cron: '10 3 * * *',
  catchUp: 'latest',
  run: async (by, { database }) => ({ tenders: await screenTenders(database, by) }),
};

/** The same soon after bids came; what comes while it waits is in it. */
export const screenArrivals: QueuedTask = {
  name: SCREEN_TASK,
  gathers: true,
  run: async (_payload, by, { database }) => {
    await screenTenders(database, by);
  },
};
