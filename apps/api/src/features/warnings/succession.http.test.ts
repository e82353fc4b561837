import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { publishShipped, warning } from '../../../../../tests/access/matters.ts';
import type { World } from '../../../../../tests/access/world.ts';
import { buildWorld } from '../../../../../tests/access/world.ts';
import { startApp } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import type { TestAccount } from '../../../../../tests/support/people.ts';
import { insertAccount } from '../../../../../tests/support/people.ts';
import { A, proposal } from '../../../../../tests/support/warnings.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false' });

const PASSWORD = '清风-县域-试用-2026';
const passwordHash = await passwordsWith({ pepper: app.config.passwordPepper, cost: 4 }).hash(PASSWORD);

let world: World;
let officer: TestAccount;
let head: TestAccount;
let secretary: TestAccount;
beforeAll(async () => {
  world = await buildWorld(database);
  await publishShipped(database);
  officer = world.account('OFFICER', 'own');
  head = world.account('HANDLING_HEAD', 'own');
  secretary = await insertAccount(database, { unit: world.unit, roles: ['COMMITTEE_SECRETARY'] });
});

const ask = async (who: TestAccount, method: 'GET' | 'POST', path: string, body?: object) =>
  app.ask(method, `/api/v1${path}`, { token: await app.tokenOf(who.accountId), ...(body !== undefined && { body }) });
const row = (id: string) => database.prisma.warning.findUniqueOrThrow({ where: { id } });
const take = async (who: TestAccount, id: string, verb: string, body: object = {}) =>
  ask(who, 'POST', `/warnings/${id}/${verb}`, { version: (await row(id)).version, ...body });
const tasksOn = async (id: string): Promise<string[]> =>
  (
    await database.read<{ act: string }>(
      sql`select distinct act from task where thing_id = ${id}::uuid and closed_at is null order by act`,
    )
  ).map(({ act }) => act);

const SECRET = '只在新预警里的事实';
const { levelCode, mode, circumstance } = proposal(A, 'L2', 'WRITTEN');
const CONTENT = {
  levelCode,
  mode,
  circumstance,
  ground: null,
  boundaryAnswer: 'NO',
  facts: [SECRET],
  questions: [],
  limits: { response: null, rectification: null, overall: null },
};
const today = (): LocalDate => new Date().toISOString().slice(0, 10) as LocalDate;
const DECISION = () => ({
  on: today(),
  minutesNumber: '会议〔2026〕3号',
  participants: ['甲', '乙', '丙'],
  fileId: null,
  lowered: null,
});

let old: string;
let object: TestAccount;
beforeEach(async () => {
  object = await insertAccount(database, { unit: world.unit, roles: ['CADRE'], passwordHash });
  old = await warning(world, { state: 'to-be-followed', about: object });
});
const drafted = async (): Promise<string> => {
  const { body } = await take(officer, old, 'draft-successor', CONTENT);
  return (body as { id: string }).id;
};
const decided = async (): Promise<string> => {
  const id = await drafted();
  await take(head, id, 'submit');
  expect((await take(secretary, id, 'approve', DECISION())).status).toBe(200);
  return id;
};
/** What the object reads, but for the version that every step of anyone moves on. */
const own = async () => {
  const { body } = await ask(object, 'GET', `/my-warnings/${old}`);
  const { items } = (await ask(object, 'GET', '/my-warnings')).body as { items: unknown[] };
  return { ...(body as object), version: null, items };
};

describe('drafting the higher warning', () => {
  test('begins from the proposed levels, the facts and what came of the first', async () => {
    const { body } = await ask(officer, 'GET', `/warnings/${old}`);
    const { successorForm } = body as { successorForm: { levels: { code: string }[]; facts: string[] } };
    expect(successorForm.levels.map(({ code }) => code)).toEqual(['L1', 'L2']);
    expect(successorForm).toMatchObject({ levelCode: 'L2' });
    expect(successorForm.facts.at(-1)).toMatch(/送达的告知预警（.*），仍有反映且经核实属实。$/);
    expect((await ask(head, 'GET', `/warnings/${old}`)).body).toMatchObject({ successorForm: null });
  });

  test('links both, and goes before the head; of two at the same moment one is drafted', async () => {
    const version = (await row(old)).version;
    const both = await Promise.all(
      [1, 2].map(() => ask(officer, 'POST', `/warnings/${old}/draft-successor`, { version, ...CONTENT })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    const draft = both.find(({ status }) => status === 200)?.body as { id: string; caseNumber: string };
    const before = await row(old);
    expect(draft).toMatchObject({ state: 'DRAFT', origin: { kind: 'WARNING', id: old, number: before.caseNumber } });
    const page = (await ask(officer, 'GET', `/warnings/${old}`)).body;
    expect(page).toMatchObject({ state: 'SERVED', successor: { id: draft.id, caseNumber: draft.caseNumber } });
    expect([await tasksOn(old), await tasksOn(draft.id)]).toEqual([['warning.respond'], ['warning.submit']]);
    expect((await take(officer, old, 'draft-successor', CONTENT)).status).toBe(409);
  });

  test('not below or beside the old level', async () => {
    const { mode: how, circumstance: what } = proposal(A, 'L3', 'WRITTEN');
    const low = { ...CONTENT, levelCode: 'L3', mode: how, circumstance: what };
    expect((await take(officer, old, 'draft-successor', low)).body).toMatchObject({
      code: 'warning.successor-not-higher',
    });
    const id = await drafted();
    expect((await take(officer, id, 'revise', low)).body).toMatchObject({ code: 'warning.successor-not-higher' });
    const { body } = await ask(officer, 'GET', `/warnings/${id}`);
    expect((body as { alternatives: { code: string }[] }).alternatives.map(({ code }) => code)).toEqual(['L1', 'L2']);
  });

  test.each([
    ['withdrawn', async (id: string) => take(officer, id, 'withdraw', { reason: '已补交' })],
    [
      'rejected',
      async (id: string) => {
        await take(head, id, 'submit');
        return take(secretary, id, 'reject', { reason: '不必转级' });
      },
    ],
  ])('%s, the old one is as it was and may be followed again', async (_, end) => {
    expect(await tasksOn(old)).toEqual([]);
    const before = await row(old);
    const id = await drafted();
    expect((await end(id)).status).toBe(200);
    const after = await row(old);
    expect({ ...after, version: 0, body: null }).toEqual({ ...before, version: 0, body: null });
    expect(after.body).toEqual(before.body);
    expect(await tasksOn(old)).toEqual(['warning.draft-successor', 'warning.respond']);
    expect((await take(officer, old, 'draft-successor', CONTENT)).status).toBe(200);
  });
});

describe('the decision', () => {
  test('moves the old one in the same change: clocks stand still, nothing is left to do but what the object knows of', async () => {
    const id = await decided();
    expect(await row(old)).toMatchObject({ state: 'ESCALATED', dueOn: null, overdue: false });
    expect(await row(id)).toMatchObject({ state: 'DECIDED' });
    expect(await tasksOn(old)).toEqual(['warning.respond']);
    expect((await ask(officer, 'GET', `/warnings/${old}`)).body).toMatchObject({ successor: { id }, openSteps: [] });
    // Who decides the new one alone does not see the old one for it.
    expect((await ask(secretary, 'GET', `/warnings/${id}`)).body).toMatchObject({ origin: { id: old, number: null } });
    expect((await ask(secretary, 'GET', `/warnings/${old}`)).status).toBe(404);
  });

  test('is refused where the old one has ended meanwhile', async () => {
    const id = await drafted();
    await take(head, id, 'submit');
    const leader = world.account('COMMISSION_LEADER', 'own');
    await take(leader, old, 'transfer', { clueNumber: 'X-1', reason: '涉嫌违纪' });
    expect((await take(secretary, id, 'approve', DECISION())).body).toMatchObject({
      code: 'warning.predecessor-ended',
    });
    expect(await row(id)).toMatchObject({ state: 'PENDING_DECISION' });
  });
});

describe('the object', () => {
  test('reads the same before and after the decision, of the old one and in the list', async () => {
    const before = await own();
    expect(before).toMatchObject({ view: 'OPEN', state: 'SERVED' });
    const id = await decided();
    expect(await own()).toEqual(before);
    expect((await ask(object, 'GET', `/my-warnings/${id}`)).status).toBe(404);
    expect(JSON.stringify(await own())).not.toMatch(new RegExp(`ESCALATED|${SECRET}|${id}`));
  });

  test('still hands in an answer, which is kept and shown to both sides', async () => {
    const id = await decided();
    for (const question of [0, 1]) {
      const body = { version: (await row(old)).version, question, text: `答${String(question)}`, fileIds: [] };
      expect((await ask(object, 'POST', `/my-warnings/${old}/answer`, body)).status).toBe(200);
    }
    const body = { version: (await row(old)).version, text: '说明', fileIds: [], measures: [], signed: true };
    const answer = await ask(object, 'POST', `/my-warnings/${old}/respond`, body);
    expect(answer.body).toMatchObject({ state: 'RESPONDED', responses: [{ text: '说明' }] });
    expect(await row(old)).toMatchObject({ state: 'ESCALATED' });
    expect((await ask(officer, 'GET', `/warnings/${old}`)).body).toMatchObject({ responses: [{ text: '说明' }] });
    expect(await tasksOn(old)).toEqual([]);
    expect(await row(id)).toMatchObject({ state: 'DECIDED' });
  });

  test('learns of the end with the new paper, and finds the one from the other', async () => {
    const id = await decided();
    expect((await take(officer, id, 'issue', { interview: null })).status).toBe(200);
    expect(await own()).toMatchObject({ view: 'OPEN', state: 'SERVED' });
    const signed = await ask(object, 'POST', `/my-warnings/${id}/sign`, {
      version: (await row(id)).version,
      password: PASSWORD,
    });
    expect(signed.status).toBe(200);
    expect(signed.body).toMatchObject({ predecessor: { id: old, paperNumber: (await row(old)).paperNumber } });
    expect(await own()).toMatchObject({ view: 'CLOSED', successorId: id });
    expect(await tasksOn(old)).toEqual([]);
  });

  test('of one rescinded before service sees the old one closed, and no more', async () => {
    const id = await decided();
    expect((await take(secretary, id, 'rescind', { reason: '事实不成立' })).status).toBe(200);
    expect(await own()).toMatchObject({ view: 'CLOSED', successorId: null });
    expect((await ask(object, 'GET', `/my-warnings/${id}`)).status).toBe(404);
  });
});
