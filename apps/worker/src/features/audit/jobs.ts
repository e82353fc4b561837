import { expireAuditExports } from '@qingfeng/operations/features/audit/export-record.ts';
import type { TimedJob } from '../../reaction.ts';

/** Every hour: approved exports of the record whose time is over. */
export const expireExports: TimedJob = {
  name: 'expire-audit-exports',
  cron: '35 * * * *',
  catchUp: 'latest',
  run: async (by, { database }) => ({ expired: await expireAuditExports(database, by) }),
};
