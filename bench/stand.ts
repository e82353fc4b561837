import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { accessTokens } from '@qingfeng/api/http/access-token.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { openDatabase, sql } from '@qingfeng/platform/database.ts';
import { startEmbeddedPostgres } from '@qingfeng/platform/embedded-postgres.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { migrate } from '@qingfeng/platform/migrate.ts';
import { freePort, startProgram } from '../tests/faults/processes.ts';

const ZONE = 'Asia/Shanghai';

const key = (): string => randomBytes(32).toString('base64');

export type Stand = {
  readonly database: Database;
  /** Its folder, gone after `close`. */
  readonly dataDir: string;
  readonly appUrl: string;
  readonly ownerUrl: string;
  readonly jwtSecret: string;
  readonly startApi: () => Promise<string>;
  readonly startWorker: () => Promise<void>;
  readonly tokenOf: (sessionId: string) => string;
  /** Statistics as autovacuum would have made them by now, and nothing left for it to do while the clock runs. */
  readonly settle: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** A migrated database of its own in a folder of its own, and the programs on it as in production; all gone after `close`. */
export const openStand = async (): Promise<Stand> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-bench-'));
  // The server's user must be able to enter it.
  await chmod(dataDir, 0o755);
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  await migrate(server.ownerUrl);
  const database = openDatabase(server.appUrl, { connections: 4, name: 'bench' });
  const secrets = { JWT_SECRET: key(), DATA_KEYS: `1:${key()}`, INDEX_KEY: key(), PASSWORD_PEPPER: key() };
  const env = {
    ...{ NODE_ENV: 'production', DATA_DIR: dataDir, DATABASE_URL: server.appUrl, ZONE, LOG_LEVEL: 'info' },
    ...{ PUBLIC_URL: 'https://qingfeng.county.example', ...secrets },
  };
  const tokens = accessTokens(secrets.JWT_SECRET);
  const running: { readonly stop: () => Promise<void> }[] = [];
  return {
    database,
    dataDir,
    appUrl: server.appUrl,
    ownerUrl: server.ownerUrl,
    jwtSecret: secrets.JWT_SECRET,
    startApi: async () => {
      const port = String(await freePort());
      running.push(await startProgram('api', { ...env, PORT: port }, '"listening"'));
      return `http://127.0.0.1:${port}`;
    },
    startWorker: async () => {
      running.push(await startProgram('worker', env, '"working"'));
    },
    tokenOf: (sessionId) => tokens.issue(sessionId),
    settle: async () => {
      const owner = openDatabase(server.ownerUrl, { connections: 1 });
      await owner.read(sql`vacuum analyze`);
      await owner.close();
    },
    close: async () => {
      await Promise.all(running.map(({ stop }) => stop()));
      await database.close();
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};

export const byNow = (): By => {
  const now = instant(new Date());
  return { viewer: SYSTEM, onBehalfOf: null, now, today: dayOf(now, ZONE), newId, requestId: 'bench' };
};

/** Of measured times, the one that so many percent do not exceed. */
export const percentile = (times: readonly number[], percent: number): number =>
  times.toSorted((a, b) => a - b)[Math.max(0, Math.ceil((times.length * percent) / 100) - 1)] ?? Number.NaN;
