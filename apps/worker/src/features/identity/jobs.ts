import { forgetExpired } from '@qingfeng/operations/features/identity/forget-expired.ts';
import type { TimedJob } from '../../reaction.ts';

/** Every hour: tickets, refresh tokens and retry answers that have done their work. */
export const forgetExpiredIdentity: TimedJob = {
  name: 'forget-expired',
  cron: '25 * * * *',
  catchUp: 'latest',
  run: (by, { database }) => forgetExpired(database, by),
};
