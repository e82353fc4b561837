import { listEvents } from '@qingfeng/contracts/features/audit/endpoints.ts';
import { readEvents } from '@qingfeng/operations/features/audit/read.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

export const auditRoutes = ({
  config,
  database,
}: {
  readonly config: Config;
  readonly database: Database;
}): Bound[] => [bind(listEvents, ({ query }, by) => readEvents(database, by.viewer, query, config.zone))];
