import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '@qingfeng/platform/config.ts';
import { openDatabase } from '@qingfeng/platform/database.ts';
import { startEmbeddedPostgres } from '@qingfeng/platform/embedded-postgres.ts';
import { migrate } from '@qingfeng/platform/migrate.ts';
import { expect, onTestFinished, test } from 'vitest';
import { delivering, heldAfter } from './delivering.ts';
import { freePort, startProgram } from './processes.ts';

const BACK_MS = 10_000;
const ROUNDS = 3;

test('PostgreSQL restarted under ingest: back within ten seconds, nothing lost, nothing doubled', async () => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-restart-'));
  await chmod(dataDir, 0o755);
  const [dbPort, port] = [await freePort(), await freePort()];
  const open = () => startEmbeddedPostgres({ dataDir, port: dbPort, log: () => undefined });
  let server = await open();
  await migrate(server.ownerUrl);
  const env = {
    ...{ NODE_ENV: 'development', DEMO: 'false', DATA_DIR: dataDir },
    ...{ DATABASE_URL: server.appUrl, PORT: String(port) },
  };
  const api = await startProgram('api', env, '"listening"');
  const worker = await startProgram('worker', env, '"working"');
  const database = openDatabase(server.appUrl, { connections: 2, name: 'test' });
  onTestFinished(async () => {
    await Promise.all([api.stop(), worker.stop(), database.close()]);
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  const load = await delivering(database, readConfig(env), `http://127.0.0.1:${String(port)}`);
  const gaps: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await pause(2_000);
    load.takeLongestGap();
    await server.stop();
    server = await open();
    await pause(BACK_MS);
    gaps.push(load.takeLongestGap());
  }
  const sent = await load.stop();
  process.stdout.write(`${JSON.stringify({ ...sent, gaps })}\n`);
  expect(Math.max(...gaps)).toBeLessThanOrEqual(BACK_MS);
  expect(sent.repeated).toBeGreaterThan(0);
  expect(await load.held()).toEqual(heldAfter(sent.requests));
  await expect.poll(load.jobs, { timeout: 120_000, interval: 500 }).toEqual({ waiting: 0, failed: 0 });
});
