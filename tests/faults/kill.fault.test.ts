import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { readConfig } from '@qingfeng/platform/config.ts';
import { afterAll, expect, onTestFinished, test } from 'vitest';
import { testDatabase } from '../support/database.ts';
import { delivering, heldAfter } from './delivering.ts';
import { freePort, startProgram } from './processes.ts';

/** The bar is fifty; a machine that is in a hurry may ask for fewer. */
const KILLS = Number(process.env['KILLS'] ?? 50);
/** The queue looks for dead workers every ten seconds; retries of a job that was broken off wait a little longer. */
const SETTLED_MS = 120_000;

const { database, appUrl } = await testDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-kill-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

test(`api and worker killed ${String(KILLS)} times under load: nothing acknowledged is lost, nothing is doubled`, async () => {
  const port = await freePort();
  const env = { NODE_ENV: 'development', DEMO: 'false', DATA_DIR: dataDir, DATABASE_URL: appUrl, PORT: String(port) };
  const config = readConfig(env);
  const api = await startProgram('api', env, '"listening"');
  const worker = await startProgram('worker', env, '"working"');
  const load = await delivering(database, config, `http://127.0.0.1:${String(port)}`);
  onTestFinished(async () => {
    await Promise.all([api.stop(), worker.stop()]);
  });
  let apiKills = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    await pause(Math.random() * 1_000);
    const victim = Math.random() < 0.5 ? api : worker;
    if (victim === api) apiKills += 1;
    await victim.killAndRestart();
  }
  const sent = await load.stop();
  await expect.poll(load.jobs, { timeout: SETTLED_MS, interval: 500 }).toEqual({ waiting: 0, failed: 0 });
  const held = await load.held();

  process.stdout.write(`${JSON.stringify({ ...sent, kills: KILLS, apiKills })}\n`);
  expect(sent.requests).toBeGreaterThan(KILLS);
  expect(sent.repeated).toBeGreaterThan(0);
  expect(held).toEqual(heldAfter(sent.requests));
}, 3_600_000);
