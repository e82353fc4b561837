import { beforeAll, expect, test } from 'vitest';
import { publishShipped, warning } from '../../../../../tests/access/matters.ts';
import type { World } from '../../../../../tests/access/world.ts';
import { buildWorld } from '../../../../../tests/access/world.ts';
import { startApp } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import type { TestAccount } from '../../../../../tests/support/people.ts';
import { insertAccount } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false' });

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
  await publishShipped(database);
});

const ask = async (who: TestAccount, method: 'GET' | 'POST', path: string, body?: object) =>
  app.ask(method, `/api/v1${path}`, { token: await app.tokenOf(who.accountId), ...(body !== undefined && { body }) });
const versionOf = async (id: string): Promise<number> =>
  (await database.prisma.warning.findUniqueOrThrow({ where: { id } })).version;

test('a step that takes the matter out of sight is done, and answers with nothing rather than with a refusal', async () => {
  const secretary = await insertAccount(database, { unit: world.unit, roles: ['COMMITTEE_SECRETARY'] });
  const id = await warning(world, { state: 'pending', level: 'L1' });
  const body = { version: await versionOf(id), reason: '补充证据后再报' };
  const answer = await ask(secretary, 'POST', `/warnings/${id}/ask-more`, body);
  expect([answer.status, answer.body]).toEqual([200, null]);
  expect((await ask(secretary, 'GET', `/warnings/${id}`)).status).toBe(404);
  expect(await database.prisma.warning.findUniqueOrThrow({ where: { id } })).toMatchObject({ state: 'DRAFT' });
});

test('whose answer came back reads why, and nothing else of what handlers wrote', async () => {
  const id = await warning(world, { state: 'under-review' });
  const reviewer = world.account('HANDLING_HEAD', 'own');
  const body = { version: await versionOf(id), reason: '请补交会议记录' };
  expect((await ask(reviewer, 'POST', `/warnings/${id}/return`, body)).status).toBe(200);
  const own = await ask(world.bystander, 'GET', `/my-warnings/${id}`);
  expect(own.body).toMatchObject({ told: [{ type: 'warning.returned', reason: '请补交会议记录' }] });
  expect(own.body).not.toHaveProperty('notes');
});
