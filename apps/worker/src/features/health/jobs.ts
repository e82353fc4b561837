import { makeMonths as operation } from '@qingfeng/operations/features/health/make-months.ts';
import type { TimedJob } from '../../reaction.ts';

/** Every night: the partitions of the coming months. All but the first of a month finds them there. */
export const makeMonths: TimedJob = {
  name: 'make-months',
  cron: '40 1 * * *',
  catchUp: 'latest',
  run: (by, { database }) => operation(database, by),
};
