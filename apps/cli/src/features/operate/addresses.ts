import type { Config } from '@qingfeng/platform/config.ts';
import { readConfig } from '@qingfeng/platform/config.ts';
import { APP_ROLE, runningEmbeddedPostgres } from '@qingfeng/platform/embedded-postgres.ts';
import type { Io } from '../../command.ts';
import { UsageError } from '../../command.ts';

export type Addresses = {
  readonly config: Config;
  readonly appUrl: string;
  readonly ownerUrl: string;
  /** As whom the application signs in: it gets its rights after every migration. */
  readonly appRole: string;
};

/** The configured database, else the one that `npm start` runs. Where no owner is named, the application owns its schema. */
export const addressesOf = (env: Io['env']): Addresses => {
  const config = readConfig(env);
  const embedded = config.databaseUrl === null ? runningEmbeddedPostgres(config.dataDir) : null;
  const appUrl = config.databaseUrl ?? embedded?.appUrl;
  if (appUrl === undefined)
    throw new UsageError('DATABASE_URL is not set: name the database, or start the platform first');
  const user = decodeURIComponent(new URL(appUrl).username);
  return {
    config,
    appUrl,
    ownerUrl: config.ownerDatabaseUrl ?? embedded?.ownerUrl ?? appUrl,
    appRole: user === '' ? APP_ROLE : user,
  };
};
