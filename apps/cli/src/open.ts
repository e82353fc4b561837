import { REACTED_EVENTS } from '@qingfeng/operations/shared/reacted-events.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { readConfig } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { openDatabase } from '@qingfeng/platform/database.ts';
import { runningEmbeddedPostgres } from '@qingfeng/platform/embedded-postgres.ts';
import type { Io } from './command.ts';
import { UsageError } from './command.ts';

/** Opens what a command works on, and closes it however the command ends. */
export const withDatabase = async <Result>(
  io: Io,
  work: (opened: { readonly config: Config; readonly database: Database }) => Promise<Result>,
): Promise<Result> => {
  const config = readConfig(io.env);
  const url = config.databaseUrl ?? runningEmbeddedPostgres(config.dataDir)?.appUrl;
  if (url === undefined)
    throw new UsageError('DATABASE_URL is not set: name the database, or start the platform first');
  const database = openDatabase(url, {
    reactedTo: REACTED_EVENTS,
    name: 'qingfeng cli',
    connections: 4,
  });
  try {
    return await work({ config, database });
  } finally {
    await database.close();
  }
};
