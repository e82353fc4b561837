import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterAll, expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../tests/support/people.ts';

const { database, appUrl } = await testDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-boot-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));

const key = (): string => randomBytes(32).toString('base64');
const production = () => ({
  PATH: process.env['PATH'] ?? '',
  NODE_ENV: 'production',
  DATA_DIR: dataDir,
  DATABASE_URL: appUrl,
  PUBLIC_URL: 'https://qingfeng.example.cn',
  PORT: '1',
  JWT_SECRET: key(),
  DATA_KEYS: `1:${key()}`,
  INDEX_KEY: key(),
  PASSWORD_PEPPER: key(),
});

/** Starts the API as an operator does and waits for its end. */
const boot = (env: Record<string, string>): Promise<{ code: number | null; said: string }> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(import.meta.dirname, 'main.ts')], { env });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, said }));
  });

test('production does not start with secrets that can be guessed, and never prints them', async () => {
  const weak = 'change-me-change-me-change-me-change-me';
  const { code, said } = await boot({ ...production(), JWT_SECRET: weak, DEMO: 'true' });
  expect(code).not.toBe(0);
  expect(said).toMatch(/JWT_SECRET/);
  expect(said).toMatch(/DEMO/);
  expect(said).not.toContain(weak);
  expect(said).not.toContain('listening');
});

test('production does not start on a database whose demo accounts can sign in', async () => {
  const { accountId } = await insertAccount(database, { unit: await insertUnit(database), roles: ['CADRE'] });
  await database.prisma.account.update({ where: { id: accountId }, data: { demo: true } });
  const refused = await boot(production());
  expect(refused.code).not.toBe(0);
  expect(refused.said).toMatch(/demo accounts/);
  expect(refused.said).not.toContain('listening');
});
