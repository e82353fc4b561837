import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { information, publishShipped, warning } from '../../../../../tests/access/matters.ts';
import type { World } from '../../../../../tests/access/world.ts';
import { buildWorld } from '../../../../../tests/access/world.ts';
import { startApp } from '../../../../../tests/support/app.ts';
import type { Answer } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import type { TestAccount } from '../../../../../tests/support/people.ts';
import { insertAccount } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false' });
const dayFrom = (days: number): Date => new Date(new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10));

let world: World;
let away: TestAccount;
beforeAll(async () => {
  world = await buildWorld(database);
  await publishShipped(database);
});

/** Someone with the same duties in the same unit; `narrowed` sees by right only what is elsewhere. */
const standIn = (narrowed = false): Promise<TestAccount> =>
  insertAccount(database, {
    unit: world.unit,
    roles: ['OFFICER'],
    ...(narrowed && { grantUnit: world.elsewhere }),
  });
const delegate = async (from: TestAccount, to: TestAccount, days: [number, number] = [-1, 5]): Promise<string> => {
  const id = newId();
  const [fromOn, toOn] = days.map(dayFrom);
  if (fromOn === undefined || toOn === undefined) throw new Error('no days');
  await database.prisma.delegation.create({
    data: { id, fromAccountId: from.accountId, toAccountId: to.accountId, fromOn, toOn },
  });
  return id;
};
const ask = async (
  who: TestAccount,
  method: string,
  path: string,
  { body, task }: { body?: object; task?: string } = {},
): Promise<Answer> =>
  app.ask(method, `/api/v1${path}`, {
    token: await app.tokenOf(who.accountId),
    ...(body !== undefined && { body }),
    ...(task !== undefined && { headers: { 'x-delegated-task': task } }),
  });

type Task = { id: string; act: string; thingId: string; href: string; onBehalfOf: string | null };
const tasksOf = async (who: TestAccount): Promise<Task[]> =>
  ((await ask(who, 'GET', '/tasks?size=200')).body as { items: Task[] }).items;
/** The colleague's tasks on this thing, as the stand-in's list has them. */
const lentTo = async (who: TestAccount, thingId: string): Promise<Task[]> =>
  (await tasksOf(who)).filter((task) => task.thingId === thingId && task.onBehalfOf !== null);
const stepsIn = ({ body }: Answer): string[] =>
  (body as { openSteps: { step: string; open: boolean }[] }).openSteps
    .filter(({ open }) => open)
    .map(({ step }) => step);

/** A matter that the officer on leave has taken, with the task that waits for him. */
const taken = async (officer: TestAccount): Promise<string> => {
  const id = await information(world);
  const answer = await ask(officer, 'POST', `/information/${id}/take`, { body: { version: 1 } });
  if (answer.status !== 200) throw new Error(answer.text);
  return id;
};

beforeEach(async () => {
  // Each test with an officer of its own, so that no other delegation is about.
  away = await insertAccount(database, { unit: world.unit, roles: ['OFFICER'], name: '休假人' });
});

describe('while the colleague is on leave', () => {
  test('the stand-in has the task, opens the thing at its steps and takes one; the record names both', async () => {
    const deputy = await standIn(true);
    const matter = await taken(away);
    expect((await ask(deputy, 'GET', `/information/${matter}`)).status).toBe(404);
    await delegate(away, deputy);
    const [task] = await lentTo(deputy, matter);
    expect(task).toMatchObject({
      act: 'information.screen',
      onBehalfOf: '休假人',
      href: `/information/${matter}?for=${task?.id ?? ''}`,
    });
    // In the own name nothing has become visible.
    expect((await ask(deputy, 'GET', `/information/${matter}`)).status).toBe(404);
    const read = await ask(deputy, 'GET', `/information/${matter}`, { task: task?.id ?? '' });
    expect(read.status).toBe(200);
    expect(stepsIn(read)).toContain('ask');

    const done = await ask(deputy, 'POST', `/information/${matter}/verify`, {
      task: task?.id ?? '',
      body: { version: 2 },
    });
    expect(done.status).toBe(200);
    const [event] = await database.read(sql`
      select actor_id as actor, on_behalf_of as "for" from event where thing_id = ${matter}::uuid and type = 'information.asked'`);
    expect(event).toEqual({ actor: deputy.accountId, for: away.accountId });
    const { timeline } = done.body as { timeline: { type: string; onBehalfOf: string | null }[] };
    expect(timeline[0]).toMatchObject({ type: 'information.asked', onBehalfOf: '休假人' });
    // The task was done by the one who did it.
    const own = await ask(deputy, 'GET', '/tasks?tab=done');
    expect((own.body as { items: Task[] }).items.map(({ thingId }) => thingId)).toContain(matter);
  });

  test('what it opens is that one thing: no other of the colleague, no list, no other request that bears the task', async () => {
    const deputy = await standIn(true);
    const [matter, other] = [await taken(away), await taken(away)];
    await delegate(away, deputy);
    const [task] = await lentTo(deputy, matter);
    const asked = { task: task?.id ?? '' };
    expect((await ask(deputy, 'GET', `/information/${other}`, asked)).status).toBe(404);
    expect((await ask(deputy, 'POST', `/information/${other}/verify`, { ...asked, body: { version: 2 } })).status).toBe(
      404,
    );
    const list = await ask(deputy, 'GET', '/information?tab=all&size=200', asked);
    expect(list.text).not.toContain(matter);
  });

  test('a colleague without a delegation gets nothing by naming the task, nor does the stand-in by a delegation that is over, early or taken back', async () => {
    const [stranger, late, early, ended] = [
      await standIn(true),
      await standIn(true),
      await standIn(true),
      await standIn(true),
    ];
    const matter = await taken(away);
    await delegate(away, late, [-9, -3]);
    await delegate(away, early, [3, 9]);
    const id = await delegate(away, ended);
    const [task] = await lentTo(ended, matter);
    expect((await ask(away, 'POST', `/delegations/${id}/end`)).status).toBe(200);
    for (const who of [stranger, late, early, ended]) {
      expect(await lentTo(who, matter)).toEqual([]);
      const read = await ask(who, 'GET', `/information/${matter}`, { task: task?.id ?? '' });
      expect(read.status).toBe(404);
    }
  });
});

describe('a delegation does not reach', () => {
  test('whom the stand-in must stay away from', async () => {
    const deputy = await standIn();
    const matter = await taken(away);
    await database.prisma.recusal.create({
      data: {
        id: newId(),
        personId: deputy.personId,
        otherPersonId: world.bystander.personId,
        relation: '亲属',
        declaredOn: dayFrom(-1),
      },
    });
    await delegate(away, deputy);
    expect(await lentTo(deputy, matter)).toEqual([]);
    const [task] = await database.read<{ id: string }>(
      sql`select id from task where thing_id = ${matter}::uuid and account_id = ${away.accountId}::uuid`,
    );
    expect((await ask(deputy, 'GET', `/information/${matter}`, { task: task?.id ?? '' })).status).toBe(404);
  });

  test('what one must do in person: nobody learns of a colleague’s own warning', async () => {
    const warned = await insertAccount(database, { unit: world.unit, roles: ['CADRE', 'SECTION_HEAD'] });
    const deputy = await insertAccount(database, { unit: world.unit, roles: ['CADRE', 'SECTION_HEAD'] });
    const served = await warning(world, { state: 'served', about: warned });
    await database.prisma.task.create({
      data: {
        id: newId(),
        act: 'warning.respond',
        thingKind: 'warning',
        thingId: served,
        title: '文书',
        accountId: warned.accountId,
        openedAt: new Date(),
      },
    });
    await delegate(warned, deputy);
    expect((await tasksOf(warned)).map(({ thingId }) => thingId)).toContain(served);
    expect((await tasksOf(deputy)).map(({ thingId }) => thingId)).not.toContain(served);
  });

  test('duties that the stand-in does not hold, now or any more', async () => {
    const head = await insertAccount(database, { unit: world.unit, roles: ['OFFICER', 'HANDLING_HEAD'] });
    const deputy = await standIn();
    const offered = (await ask(head, 'GET', '/delegations')).body as { candidates: { accountId: string }[] };
    expect(offered.candidates.map(({ accountId }) => accountId)).not.toContain(deputy.accountId);
    const body = { toAccountId: deputy.accountId, fromOn: '2099-01-01', toOn: '2099-01-02' };
    expect((await ask(head, 'POST', '/delegations', { body })).status).toBe(404);
    const matter = await taken(head);
    await delegate(head, deputy);
    expect(await lentTo(deputy, matter)).toEqual([]);
  });

  test('the second pair of eyes: who acted for the first person is not the second, in either order', async () => {
    const deputy = await standIn();
    const matter = await taken(away);
    await delegate(away, deputy);
    const [task] = await lentTo(deputy, matter);
    const proposed = await ask(deputy, 'POST', `/information/${matter}/dismiss`, {
      task: task?.id ?? '',
      body: { version: 2, reason: 'UNTRUE', conclusion: '经核查不属实，有关票据齐全。' },
    });
    expect(proposed.status).toBe(200);
    const version = (proposed.body as { version: number }).version;
    const confirmed = await ask(deputy, 'POST', `/information/${matter}/confirm`, { body: { version } });
    expect(confirmed).toMatchObject({ status: 403, body: { code: 'delegation.own-hand' } });
    const another = await ask(await standIn(), 'POST', `/information/${matter}/confirm`, { body: { version } });
    expect(another.status).toBe(200);

    // The other way round: whoever had a hand in it under the own name is not asked to stand in on it.
    const second = await taken(away);
    const noted = await ask(deputy, 'POST', `/information/${second}/note`, {
      body: { version: 2, text: '已电话联系。' },
    });
    expect(noted.status).toBe(200);
    expect(await lentTo(deputy, second)).toEqual([]);
  });
});
