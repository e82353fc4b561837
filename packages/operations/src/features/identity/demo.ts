import type { Database } from '@qingfeng/platform/database.ts';
import { hasDemoAccounts } from './read.ts';

/** Opens every account of the demo county; shown on its sign-in page, refused in production. */
export const DEMO_PASSWORD = 'qingfeng-demo-2026';

/** Production does not start on a database whose demo accounts can still sign in. */
export const assertNoDemoAccounts = async (database: Database): Promise<void> => {
  if (await hasDemoAccounts(database)) {
    throw new Error('demo accounts are active in this database; production refuses them');
  }
};
