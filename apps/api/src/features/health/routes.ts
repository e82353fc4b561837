import { getHealth } from '@qingfeng/contracts/features/health/endpoints.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { Health } from '@qingfeng/operations/features/health/read.ts';
import { healthOf } from '@qingfeng/operations/features/health/read.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

/** Anyone may ask, as often as they like; the database is asked this often. */
const FRESH_MS = 2_000;

export const healthRoutes = ({ database, config }: { database: Database; config: Config }): Bound[] => {
  let known: { readonly until: number; readonly health: Promise<Health> } | undefined;
  return [
    bind(getHealth, async (_input, by) => {
      const now = Date.parse(by.now);
      if (known === undefined || known.until < now)
        known = { until: now + FRESH_MS, health: healthOf(database, config.dataDir, by.now) };
      const { status, parts } = await known.health;
      const forOperators = hasRole(by.viewer, 'SYS_ADMIN');
      return { status, parts: parts.map((part) => (forOperators ? part : { ...part, figures: null })) };
    }),
  ];
};
