import { createWriteStream } from 'node:fs';
import type { Config } from '@qingfeng/platform/config.ts';
import { startEmbeddedPostgres } from '@qingfeng/platform/embedded-postgres.ts';
import { keepAlive } from './keep-alive.ts';

export type Postgres = {
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly stop: () => Promise<void>;
};

/** The server that is configured, else the embedded one, which is started again under the same address whenever it dies. */
export const openPostgres = async (
  { databaseUrl, ownerDatabaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'ownerDatabaseUrl' | 'dataDir'>,
  logFile: string,
  onDeath: (how: string, nextMs: number) => void,
): Promise<Postgres> => {
  if (databaseUrl !== null) {
    return { appUrl: databaseUrl, ownerUrl: ownerDatabaseUrl ?? databaseUrl, stop: () => Promise.resolve() };
  }
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  let urls = { appUrl: '', ownerUrl: '' };
  const stop = await keepAlive({
    start: async () => {
      const port = urls.appUrl === '' ? {} : { port: Number(new URL(urls.appUrl).port) };
      const server = await startEmbeddedPostgres({ dataDir, log: (line) => void log.write(`${line}\n`), ...port });
      urls = server;
      return { stop: server.stop, gone: server.gone.then(() => 'gone') };
    },
    onDeath,
  });
  return {
    ...urls,
    stop: async () => {
      await stop();
      log.end();
    },
  };
};
