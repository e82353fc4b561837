import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readConfig } from '@qingfeng/platform/config.ts';
import { afterAll, expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import type { Arguments } from '../../command.ts';
import { UsageError } from '../../command.ts';
import { identityCommands } from './commands.ts';

const { database, appUrl } = await testDatabase();
const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-cli-'));
afterAll(() => rm(dataDir, { recursive: true, force: true }));
const env = { NODE_ENV: 'test', DATA_DIR: dataDir, DATABASE_URL: appUrl, DEMO: 'false' };
const [firstAdmin] = identityCommands;

const run = async (values: Arguments['values']) => {
  let out = '';
  const said: string[] = [];
  const code = await firstAdmin?.run(
    { positionals: [], values: { sys: 'sysadmin', sec: 'secadmin', audit: 'auditadmin', ...values } },
    { out: (text) => (out += text), say: (line) => said.push(line), env },
  );
  return { code, out, said };
};

test('bad logins are refused before anything is made', async () => {
  await expect(run({ sys: 'Root' })).rejects.toThrow(UsageError);
  await expect(run({ sec: 'sysadmin' })).rejects.toThrow(/three logins/);
  expect(await database.prisma.account.count()).toBe(0);
});

test('three administrators on an empty database, whose passwords open; a second run makes nothing', async () => {
  // Two operators at once: one of them is too late.
  const both = await Promise.all([run({ sys: 'luoming' }), run({ sys: 'luoming' })]);
  expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
  const made = JSON.parse(both.find(({ code }) => code === 0)?.out ?? '') as {
    login: string;
    initialPassword: string;
  }[];
  expect(made.map(({ login }) => login)).toEqual(['luoming', 'secadmin', 'auditadmin']);
  expect(both.find(({ code }) => code === 1)?.out).toBe('');
  expect(await database.prisma.account.count()).toBe(3);

  const { passwordPepper } = readConfig(env);
  const app = await startApp(database, { DEMO: 'false', PASSWORD_PEPPER: passwordPepper.toString('base64') });
  for (const { login, initialPassword: password } of made) {
    const answer = await app.ask('POST', '/api/v1/sessions', { body: { login, password } });
    expect(answer.status).toBe(200);
    const { accessToken: token } = answer.body as { accessToken: string };
    expect((await app.ask('GET', '/api/v1/me', { token })).body).toMatchObject({ mustChangePassword: true });
  }
});
