import { randomBytes } from 'node:crypto';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { openDatabase } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import pg from 'pg';
import { afterAll, inject } from 'vitest';

export type TestDatabase = {
  /** As the application signs in: no right to alter the record. */
  readonly database: Database;
  readonly appUrl: string;
  readonly ownerUrl: string;
};

const withServer = async (work: (client: pg.Client) => Promise<unknown>): Promise<void> => {
  const url = new URL(inject('serverUrl'));
  url.pathname = '/postgres';
  const client = new pg.Client({ connectionString: url.toString() });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
};

/** A clone of the migrated template for one test file, dropped when the file is done. `reactedTo` as in `openDatabase`. */
export const testDatabase = async (reactedTo: Iterable<string> = []): Promise<TestDatabase> => {
  const template = new URL(inject('serverUrl')).pathname.slice(1);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await withServer((client) => client.query(`create database ${name} template ${template}`));
  const owner = new URL(inject('serverUrl'));
  owner.pathname = `/${name}`;
  const app = new URL(owner);
  [app.username, app.password] = inject('appLogin').split(':') as [string, string];
  const database = openDatabase(app.toString(), { reactedTo, connections: 5, name: 'test' });
  afterAll(async () => {
    await database.close();
    // A vacuum worker of the server's own may be in it, whom we may not send away: then it goes with the server.
    await withServer((client) => client.query(`drop database if exists ${name} with (force)`).catch(() => undefined));
  });
  return { database, appUrl: app.toString(), ownerUrl: owner.toString() };
};

/** By whom a test acts: the platform itself at a fixed instant, or as told. */
export const byOf = (changes: Partial<By> & { viewer?: Viewer } = {}): By => {
  const now = changes.now ?? instant(new Date('2026-10-10T01:00:00.000Z'));
  return {
    viewer: SYSTEM,
    onBehalfOf: null,
    now,
    today: dayOf(now, 'Asia/Shanghai'),
    newId,
    requestId: 'test',
    ...changes,
  };
};
