import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { openDatabase, sql } from '@qingfeng/platform/database.ts';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { scratchFolder } from '../../../../../tests/support/scratch.ts';
import { openPostgres, type Postgres } from './open-postgres.ts';

let dir: string;
let server: Postgres | undefined;
beforeEach(() => (dir = scratchFolder('open')));
afterEach(async () => {
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const answers = async (url: string): Promise<boolean> => {
  const database = openDatabase(url);
  try {
    return (await database.read(sql`select 1`)).length === 1;
  } catch {
    return false;
  } finally {
    await database.close();
  }
};

it('brings the embedded server back under the same address when it is killed', async () => {
  const deaths: string[] = [];
  const config = { databaseUrl: null, ownerDatabaseUrl: null, dataDir: dir };
  server = await openPostgres(config, path.join(dir, 'postgres.log'), (how) => deaths.push(how));
  const { appUrl } = server;
  const pid = Number(readFileSync(path.join(dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => deaths.length).toBe(1);
  await expect.poll(() => answers(appUrl), { timeout: 25_000 }).toBe(true);
  expect(deaths).toHaveLength(1);
});

it('leaves an outside server alone', async () => {
  const config = { databaseUrl: 'postgresql://app@db/q', ownerDatabaseUrl: 'postgresql://owner@db/q', dataDir: dir };
  server = await openPostgres(config, path.join(dir, 'postgres.log'), () => undefined);
  expect(server).toMatchObject({ appUrl: config.databaseUrl, ownerUrl: config.ownerDatabaseUrl });
});
