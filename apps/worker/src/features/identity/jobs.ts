import { forgetExpired } from '@qingfeng/operations/features/identity/forget-expired.ts';
import { openReviews } from '@qingfeng/operations/features/identity/open-reviews.ts';
import type { TimedJob } from '../../reaction.ts';

/** Every hour: tickets, refresh tokens and retry answers that have done their work. */
export const forgetExpiredIdentity: TimedJob = {
  name: 'forget-expired',
  cron: '25 * * * *',
  catchUp: 'latest',
  run: (by, { database }) => forgetExpired(database, by),
};

/** Every morning, so that a month is not left out: what the three administrators have to look over of the last one. */
export const openMonthlyReviews: TimedJob = {
  name: 'open-reviews',
  cron: '5 7 * * *',
  catchUp: 'latest',
  run: async (by, { database, config }) => ({ opened: await openReviews(database, by, config.reviews.workdays) }),
};
