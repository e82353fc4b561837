import type { By } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { viewerOfAccount } from '@qingfeng/operations/features/identity/read.ts';
import { registerInformation } from '@qingfeng/operations/features/information/register-information.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishShipped, warning } from '../../../../../tests/access/matters.ts';
import { startApp } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import type { TestAccount, TestUnit } from '../../../../../tests/support/people.ts';
import { testVault } from '../../../../../tests/support/deliveries.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database);

let bureau: TestUnit;
let commission: TestUnit;
let leader: TestAccount;
let second: TestAccount;
let head: TestAccount;
let registrar: TestAccount;
let cadre: TestAccount;
/** A fresh one for each test: what binds one must not bind the next. */
let officer: TestAccount;

beforeAll(async () => {
  await publishShipped(database);
  const county = await insertUnit(database, { kind: 'COUNTY' });
  bureau = await insertUnit(database, { name: '县住建局', above: county });
  commission = await insertUnit(database, { kind: 'COMMISSION', above: county });
  leader = await insertAccount(database, { unit: commission, roles: ['COMMISSION_LEADER'], name: '燕清和' });
  second = await insertAccount(database, { unit: commission, roles: ['COMMISSION_LEADER'], name: '松南山' });
  head = await insertAccount(database, { unit: commission, roles: ['HANDLING_HEAD'], name: '童鱼乐' });
  registrar = await insertAccount(database, { unit: commission, roles: ['OFFICER'], name: '苏若谷' });
  cadre = await insertAccount(database, { unit: bureau, roles: ['CADRE'], name: '程如砥' });
});
beforeEach(async () => {
  officer = await insertAccount(database, { unit: commission, roles: ['OFFICER'] });
});

const asked = async (who: TestAccount, method: 'GET' | 'POST', path: string, body?: object) =>
  app.ask(method, `/api/v1${path}`, { token: await app.tokenOf(who.accountId), ...(body !== undefined && { body }) });

type Recusal = { readonly id: string; readonly version: number; readonly state: string };
const declare = async (who: TestAccount, other: object, personId: string | null = null) =>
  asked(who, 'POST', '/recusals', { personId, other, relation: '兄弟姐妹' });
const towards = () => ({ kind: 'PERSON', id: cadre.personId });
const step = async (who: TestAccount, { id, version }: Recusal, name: string, reason: string | null = null) =>
  asked(who, 'POST', `/recusals/${id}/${name}`, { version, reason });

/** An alert about the cadre, or about whoever is named. */
const alertAbout = async (more: Readonly<Record<string, string | null>> = {}): Promise<string> => {
  const now = instant(new Date());
  const today = dayOf(now, 'Asia/Shanghai');
  const viewer = await viewerOfAccount(database, registrar.accountId, today);
  if (viewer === null) throw new Error('the registrar is gone');
  const by: By = { viewer, onBehalfOf: null, now, today, newId, requestId: 'test' };
  const id = await registerInformation(
    database,
    by,
    {
      title: '反映程如砥有关问题',
      text: '来信反映',
      subjectKind: 'PERSON',
      subjectId: cadre.personId,
    },
    testVault(),
  );
  await database.prisma.information.updateMany({ where: { id }, data: more });
  return id;
};

const sees = async (who: TestAccount, id: string): Promise<boolean> => {
  const { body } = await asked(who, 'GET', '/information?size=200');
  const listed = (body as { items: { id: string }[] }).items.some((item) => item.id === id);
  const { status } = await asked(who, 'GET', `/information/${id}`);
  expect(status).toBe(listed ? 200 : 404);
  return listed;
};

describe('declared of oneself', () => {
  test('takes the matter out of sight and hand from the next request', async () => {
    const id = await alertAbout();
    expect(await sees(officer, id)).toBe(true);
    expect((await declare(officer, towards())).body).toMatchObject({ state: 'IN_FORCE', self: true });
    expect(await sees(officer, id)).toBe(false);
    expect((await asked(officer, 'POST', `/information/${id}/take`, { version: 1 })).status).toBe(404);
    const found = await asked(officer, 'GET', `/subjects?q=${encodeURIComponent('程如砥')}`);
    expect(found).toMatchObject({ status: 200, body: { items: [] } });
    expect(await sees(registrar, id)).toBe(true);
  });

  test('puts what is in hand before the head of section, who gives it to someone who may see it', async () => {
    const id = await alertAbout();
    await asked(officer, 'POST', `/information/${id}/take`, { version: 1 });
    const desk = async (who: TestAccount, tab = 'open'): Promise<string[]> =>
      (
        (await asked(who, 'GET', `/tasks?size=200&tab=${tab}`)).body as { items: { act: string; thingId: string }[] }
      ).items
        .filter(({ thingId }) => thingId === id)
        .map(({ act }) => act);
    expect(await desk(officer, 'done')).toContain('information.take');
    await declare(officer, towards());
    expect([await desk(officer), await desk(officer, 'done')]).toEqual([[], []]);
    expect(await desk(head)).toEqual(['information.reassign']);
    const { body: handlers } = await asked(head, 'GET', `/information/${id}/handlers`);
    const offered = (handlers as { items: { accountId: string }[] }).items.map(({ accountId }) => accountId);
    expect(offered).toContain(registrar.accountId);
    expect(offered).not.toContain(officer.accountId);
    const giveTo = (to: TestAccount) =>
      asked(head, 'POST', `/information/${id}/reassign`, { version: 2, handlerId: to.accountId });
    expect((await giveTo(officer)).status).toBe(404);
    expect((await giveTo(registrar)).body).toMatchObject({ handler: { accountId: registrar.accountId } });
    expect([await desk(head), await desk(registrar)]).toEqual([[], ['information.screen']]);
  });

  test('holds towards a unit and towards a supplier by the code in the records', async () => {
    const id = await alertAbout({ subjectKind: 'SUPPLIER', subjectId: '91999001MA0001', subjectPersonId: null });
    await declare(officer, { kind: 'SUPPLIER', code: '91999001MA0001', name: '清河县远岫机械有限公司' });
    expect(await sees(officer, id)).toBe(false);
    const ofUnit = await alertAbout({ subjectKind: 'UNIT', subjectId: bureau.id, subjectPersonId: null });
    expect(await sees(officer, ofUnit)).toBe(true);
    await declare(officer, { kind: 'UNIT', id: bureau.id });
    expect(await sees(officer, ofUnit)).toBe(false);
  });

  test('is declared once, and never towards oneself', async () => {
    await declare(officer, towards());
    expect((await declare(officer, towards())).body).toMatchObject({ code: 'recusal.declared-before' });
    const oneself = await declare(officer, { kind: 'PERSON', id: officer.personId });
    expect(oneself.body).toMatchObject({ code: 'recusal.of-oneself' });
  });

  test('ends only when a leader agrees, and binds until then', async () => {
    const id = await alertAbout();
    const declared = (await declare(officer, towards())).body as Recusal;
    expect((await step(officer, declared, 'ask-end')).body).toMatchObject({ code: 'step.incomplete' });
    const ending = (await step(officer, declared, 'ask-end', '已离婚')).body as Recusal;
    expect(ending.state).toBe('ENDING');
    expect(await sees(officer, id)).toBe(false);
    expect((await step(officer, ending, 'end')).status).toBe(403);
    expect((await step(leader, ending, 'end')).body).toMatchObject({ state: 'ENDED' });
    expect(await sees(officer, id)).toBe(true);
    const events = await database.prisma.event.findMany({ where: { thingId: declared.id }, orderBy: { id: 'asc' } });
    expect(events.map(({ type }) => type)).toEqual(['recusal.declared', 'recusal.end-asked', 'recusal.ended']);
    expect(events.map(({ body }) => body).join()).not.toMatch(/兄弟姐妹|已离婚/);
  });
});

test('leaves to the person warned what is theirs to do', async () => {
  const thingId = newId();
  const task = { act: 'warning.respond', thingKind: 'warning', thingId, title: '答复', openedAt: new Date() };
  await database.prisma.task.create({
    data: { ...task, id: newId(), accountId: cadre.accountId, aboutPersonId: cadre.personId, unitId: bureau.id },
  });
  const { body } = await asked(cadre, 'GET', '/tasks?size=200');
  expect((body as { items: { thingId: string }[] }).items.map((item) => item.thingId)).toContain(thingId);
});

test('takes a warning away from who is named on it, as well', async () => {
  const named = { database, unit: bureau, bystander: cadre, account: () => officer };
  const id = await warning(named, { state: 'served' });
  expect((await asked(officer, 'GET', `/warnings/${id}`)).status).toBe(200);
  await declare(officer, towards());
  expect((await asked(officer, 'GET', `/warnings/${id}`)).status).toBe(404);
});

test('puts a warning one drafted before the head of section, until another goes on with it', async () => {
  const id = await warning(
    { database, unit: commission, bystander: cadre, account: () => officer },
    { state: 'drafted' },
  );
  const tasks = async (who: TestAccount): Promise<string[]> =>
    ((await asked(who, 'GET', '/tasks?size=200')).body as { items: { act: string; thingId: string }[] }).items
      .filter(({ thingId }) => thingId === id)
      .map(({ act }) => act);
  await declare(officer, towards());
  expect((await asked(officer, 'GET', `/warnings/${id}`)).status).toBe(404);
  expect(await tasks(head)).toEqual(['warning.reassign']);

  // Whatever else is done meanwhile, another drafter is still to be found.
  const version = async (): Promise<number> =>
    ((await asked(head, 'GET', `/warnings/${id}`)).body as { version: number }).version;
  expect((await asked(head, 'POST', `/warnings/${id}/submit`, { version: await version() })).status).toBe(200);
  expect(await tasks(head)).toEqual(['warning.reassign']);

  const { body: offered } = await asked(head, 'GET', `/warnings/${id}/drafters`);
  const names = (offered as { items: { accountId: string }[] }).items.map(({ accountId }) => accountId);
  expect(names).toContain(registrar.accountId);
  expect(names).not.toContain(officer.accountId);
  const giveTo = async (to: TestAccount) =>
    asked(head, 'POST', `/warnings/${id}/reassign`, { version: await version(), drafterId: to.accountId });
  expect((await giveTo(officer)).status).toBe(404);
  expect((await giveTo(registrar)).body).toMatchObject({ drafter: { accountId: registrar.accountId } });
  expect(await tasks(head)).toEqual([]);
  const again = await asked(leader, 'POST', `/warnings/${id}/ask-more`, { version: await version(), reason: '补充' });
  expect([again.status, again.body]).toMatchObject([200, { state: 'DRAFT' }]);
  const steps = (await asked(registrar, 'GET', `/warnings/${id}`)).body as { openSteps: { step: string }[] };
  expect(steps.openSteps.map(({ step: name }) => name)).toContain('revise');
});

describe('applied for of a colleague', () => {
  test('waits before the leaders and binds when one has decided', async () => {
    const id = await alertAbout();
    const applied = (await declare(head, towards(), officer.personId)).body as Recusal;
    expect(applied.state).toBe('PENDING');
    expect(await sees(officer, id)).toBe(true);
    const { body: todo } = await asked(leader, 'GET', '/tasks?size=200');
    expect((todo as { items: { thingId: string }[] }).items.map(({ thingId }) => thingId)).toContain(applied.id);
    expect((await step(head, applied, 'approve')).status).toBe(403);
    expect((await step(leader, applied, 'approve')).body).toMatchObject({ state: 'IN_FORCE' });
    expect(await sees(officer, id)).toBe(false);
    expect((await step(second, applied, 'approve')).status).toBe(409);
  });

  test('is not for a cadre to apply for, and no leader decides on what he applied for', async () => {
    expect((await declare(cadre, { kind: 'UNIT', id: commission.id }, officer.personId)).status).toBe(403);
    const applied = (await declare(leader, towards(), officer.personId)).body as Recusal;
    expect((await step(leader, applied, 'approve')).body).toMatchObject({ code: 'recusal.own' });
    const waitsFor = async (who: TestAccount): Promise<boolean> =>
      JSON.stringify((await asked(who, 'GET', '/tasks?size=200')).body).includes(applied.id);
    expect(await waitsFor(leader)).toBe(false);
    expect(await waitsFor(second)).toBe(true);
    expect((await step(second, applied, 'reject')).body).toMatchObject({ state: 'REJECTED' });
  });

  test('is never told to whom it is towards', async () => {
    const { id } = (await declare(head, towards(), officer.personId)).body as Recusal;
    expect((await asked(cadre, 'GET', `/recusals/${id}`)).status).toBe(404);
    expect((await asked(cadre, 'GET', '/recusals')).text).not.toContain(id);
    expect((await asked(officer, 'GET', `/recusals/${id}`)).status).toBe(200);
  });
});
