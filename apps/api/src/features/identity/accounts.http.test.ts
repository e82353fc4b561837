import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { createFirstAdministrators } from '@qingfeng/operations/features/identity/create-first-administrators.ts';
import { passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { newSecret } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import type { Answer } from '../../../../../tests/support/app.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false' });
const passwords = passwordsWith({ pepper: app.config.passwordPepper, cost: 4 });

// The first three come as an operator makes them; everyone after them by request and approval.
const bootstrap = () =>
  createFirstAdministrators({ database, passwords, newSecret }, byOf({ viewer: SYSTEM, now: nowOf() }), {
    SYS_ADMIN: { login: 'sysadmin', name: '系统管理员' },
    SEC_ADMIN: { login: 'secadmin', name: '安全保密管理员' },
    AUDIT_ADMIN: { login: 'auditadmin', name: '安全审计员' },
  });
const nowOf = () => new Date().toISOString() as ReturnType<typeof byOf>['now'];
const first = await bootstrap();

const unit = await insertUnit(database, { name: '县审计局' });

/** A token of an account as if it had enrolled and changed its password. */
const tokenOfLogin = async (login: string): Promise<string> => {
  const { id } = await database.prisma.account.update({
    where: { login },
    data: { mustChangePassword: false, totpLastStep: 0 },
  });
  return app.tokenOf(id);
};
const sys = await tokenOfLogin('sysadmin');
const sec = await tokenOfLogin('secadmin');
const audit = await tokenOfLogin('auditadmin');

type Request = {
  id: string;
  state: string;
  version: number;
  openSteps: { step: string; open: boolean; why: string | null }[];
};
const code = ({ body }: Answer): string => (body as { code: string }).code;
const ask = (wish: object, token = sys) => app.ask('POST', '/api/v1/account-requests', { token, body: wish });
const decide = (step: string, { id, version }: Request, token = sec, headers = {}) =>
  app.ask('POST', `/api/v1/account-requests/${id}/${step}`, { token, body: { version }, headers });
const requested = async (wish: object): Promise<Request> => {
  const answer = await ask(wish);
  expect([answer.status, answer.text]).toEqual([200, expect.any(String)]);
  return answer.body as Request;
};
const granted = async (wish: object): Promise<{ initialPassword: string | null }> => {
  const answer = await decide('approve', await requested(wish));
  expect(answer.status).toBe(200);
  return answer.body as { initialPassword: string | null };
};
const idOf = async (login: string): Promise<string> =>
  (await database.prisma.account.findUniqueOrThrow({ where: { login } })).id;
const person = (roles: readonly Role[] = ['CADRE']) => insertAccount(database, { unit, roles });
const openDecisions = (thingId: string) => database.prisma.task.count({ where: { thingId, closedAt: null } });

test('the bootstrap makes three administrators with a first password each, then disables itself', async () => {
  expect(first.map(({ role }) => role)).toEqual(['SYS_ADMIN', 'SEC_ADMIN', 'AUDIT_ADMIN']);
  expect(new Set(first.map(({ initialPassword }) => initialPassword)).size).toBe(3);
  expect(first[0]?.initialPassword).toMatch(/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/);
  await expect(bootstrap()).rejects.toMatchObject({ code: 'account.administrators-exist' });
});

test('an account is asked for by one administrator and made by another; its first password is shown once and must go', async () => {
  const person = await database.prisma.person.create({
    data: {
      id: crypto.randomUUID(),
      code: 'N1',
      name: '程如砥',
      initials: 'crd',
      cadreLevel: 'X',
      unitId: unit.id,
      postName: '科员',
    },
  });
  const found = await app.ask('GET', '/api/v1/accounts/candidates?q=crd', { token: sys });
  expect(found.body).toEqual({ items: [{ personId: person.id, name: '程如砥', unit: '县审计局', post: '科员' }] });

  const request = await requested({
    kind: 'CREATE',
    login: 'chengrudi',
    name: '程如砥',
    personId: person.id,
    role: 'CADRE',
  });
  expect(request).toMatchObject({ state: 'PENDING', openSteps: [{ step: 'withdraw', open: true }] });
  expect(await database.prisma.account.count({ where: { login: 'chengrudi' } })).toBe(0);
  expect(await openDecisions(request.id)).toBe(1);
  // Neither the one who asked nor the auditor can approve.
  expect((await decide('approve', request, sys)).status).toBe(403);
  expect((await decide('approve', request, audit)).status).toBe(403);

  const key = { 'idempotency-key': 'approve-chengrudi' };
  const approved = await decide('approve', request, sec, key);
  const { initialPassword } = approved.body as { initialPassword: string };
  expect(approved.body).toMatchObject({ request: { state: 'APPROVED', decidedBy: '安全保密管理员', openSteps: [] } });
  expect(await openDecisions(request.id)).toBe(0);
  // A retried approval answers the same; a second one is a conflict. No list ever shows the password.
  expect((await decide('approve', request, sec, key)).body).toMatchObject({ initialPassword });
  expect(code(await decide('approve', request))).toBe('account.request-decided');
  const stored = await database.prisma.idempotencyKey.findMany();
  expect(JSON.stringify(stored)).not.toContain(initialPassword);

  const signedIn = await app.ask('POST', '/api/v1/sessions', {
    body: { login: 'chengrudi', password: initialPassword },
  });
  const token = (signedIn.body as { accessToken: string }).accessToken;
  expect((await app.ask('GET', '/api/v1/me', { token })).body).toMatchObject({
    roles: ['CADRE'],
    mustChangePassword: true,
  });
  expect(code(await app.ask('GET', '/api/v1/tasks', { token }))).toBe('session.password-change-needed');
});

test('nobody but the two acts: every other role is turned away, and the auditor changes nothing', async () => {
  const officer = await app.tokenOf((await person(['OFFICER', 'BIZ_ADMIN'])).accountId);
  const { accountId } = await person();
  const wish = { kind: 'GRANT', accountId, role: 'OFFICER' };
  for (const token of [sec, audit, officer]) expect((await ask(wish, token)).status).toBe(403);
  for (const token of [audit, officer]) {
    expect((await app.ask('GET', '/api/v1/accounts', { token })).status).toBe(403);
    expect((await app.ask('GET', '/api/v1/account-requests', { token })).status).toBe(403);
  }
});

test('a role counts on the next request, narrowed to its unit, and is gone as fast', async () => {
  const { accountId } = await person();
  const token = await app.tokenOf(accountId);
  const roles = async () => ((await app.ask('GET', '/api/v1/me', { token })).body as { roles: Role[] }).roles.sort();
  const wish = { kind: 'GRANT', accountId, role: 'CENTRE_CLERK', unitId: unit.id };
  await granted(wish);
  expect(await roles()).toEqual(['CADRE', 'CENTRE_CLERK']);
  expect(code(await ask(wish))).toBe('account.role-held');
  expect(code(await ask({ ...wish, kind: 'REVOKE', unitId: null }))).toBe('account.role-not-held');
  await granted({ ...wish, kind: 'REVOKE' });
  expect(await roles()).toEqual(['CADRE']);
});

test('disabling ends sessions at once; enabling brings no session back', async () => {
  const { accountId } = await person();
  const token = await app.tokenOf(accountId);
  await granted({ kind: 'DISABLE', accountId });
  expect((await app.ask('GET', '/api/v1/me', { token })).status).toBe(401);
  expect(code(await ask({ kind: 'GRANT', accountId, role: 'LEADER' }))).toBe('account.not-active');
  await granted({ kind: 'ENABLE', accountId });
  expect((await app.ask('GET', '/api/v1/me', { token })).status).toBe(401);
  expect((await app.ask('GET', '/api/v1/me', { token: await app.tokenOf(accountId) })).status).toBe(200);
  expect(code(await ask({ kind: 'ENABLE', accountId }))).toBe('account.not-disabled');
});

test('a reset takes the second factor, the lock and the sessions away and gives a first password', async () => {
  const { accountId, login } = await person();
  const token = await app.tokenOf(accountId);
  await database.prisma.account.update({
    where: { id: accountId },
    data: { totpSecret: 'sealed', totpLastStep: 5, lockedUntil: new Date(Date.now() + 60_000) },
  });
  const { initialPassword } = await granted({ kind: 'RESET', accountId });
  expect((await app.ask('GET', '/api/v1/me', { token })).status).toBe(401);
  const answer = await app.ask('POST', '/api/v1/sessions', { body: { login, password: initialPassword } });
  expect(answer.status).toBe(200);
});

test('refused on asking: own account, taken names, impossible roles, doubled wishes', async () => {
  const { accountId, personId, login } = await person();
  const create = { kind: 'CREATE', login: 'new-login', name: '新人', personId: null, role: 'CADRE' };
  const cases: [object, number, string][] = [
    [{ kind: 'GRANT', accountId: await idOf('sysadmin'), role: 'SEC_ADMIN' }, 403, 'account.own-account'],
    [{ ...create, login }, 409, 'account.login-taken'],
    [{ ...create, personId }, 409, 'account.person-has-account'],
    [{ ...create, personId: crypto.randomUUID() }, 404, 'thing.missing'],
    [{ ...create, login: 'X' }, 400, 'request.unreadable'],
    [{ ...create, role: 'PUBLIC' }, 422, 'account.role-not-grantable'],
    [{ ...create, unitId: crypto.randomUUID() }, 404, 'thing.missing'],
    [{ kind: 'GRANT', accountId, role: 'SYS_ADMIN' }, 422, 'account.roles-conflict'],
    [{ kind: 'GRANT', accountId: await idOf('auditadmin'), role: 'OFFICER' }, 422, 'account.roles-conflict'],
    [{ kind: 'DISABLE', accountId: crypto.randomUUID() }, 404, 'thing.missing'],
    [{ kind: 'DISABLE', accountId: await idOf('secadmin') }, 409, 'account.last-administrator'],
    [{ kind: 'REVOKE', accountId: await idOf('auditadmin'), role: 'AUDIT_ADMIN' }, 409, 'account.last-administrator'],
  ];
  for (const [wish, status, refusal] of cases) {
    const answer = await ask(wish);
    expect([wish, answer.status, code(answer)]).toEqual([wish, status, refusal]);
  }
  await requested({ kind: 'GRANT', accountId, role: 'LEADER' });
  expect(code(await ask({ kind: 'GRANT', accountId, role: 'LEADER' }))).toBe('account.request-pending');
});

test('checked again on approval: what was possible when it was asked may be impossible now', async () => {
  const { accountId } = await insertAccount(database, { unit, roles: [] });
  const asOfficer = await requested({ kind: 'GRANT', accountId, role: 'OFFICER' });
  const asAuditor = await requested({ kind: 'GRANT', accountId, role: 'AUDIT_ADMIN' });
  expect((await decide('approve', asOfficer)).status).toBe(200);
  expect(code(await decide('approve', asAuditor))).toBe('account.roles-conflict');
  expect((await decide('reject', asAuditor)).body).toMatchObject({ state: 'REJECTED' });
});

test('two approvals at once cannot take away the last two administrators', async () => {
  await granted({ kind: 'CREATE', login: 'auditadmin2', name: '第二审计员', role: 'AUDIT_ADMIN' });
  const both = [await idOf('auditadmin'), await idOf('auditadmin2')];
  const requests = await Promise.all(both.map((accountId) => requested({ kind: 'DISABLE', accountId })));
  const done = await Promise.all(requests.map((request) => decide('approve', request)));
  expect(done.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(await database.prisma.account.count({ where: { id: { in: both }, status: 'ACTIVE' } })).toBe(1);
});

test('nobody decides about the own account; a withdrawn or stale request cannot be approved', async () => {
  const own = await requested({ kind: 'RESET', accountId: await idOf('secadmin') });
  const refused = await decide('approve', own);
  expect([refused.status, code(refused)]).toEqual([403, 'account.own-request']);
  const listed = await app.ask('GET', '/api/v1/account-requests?state=PENDING', { token: sec });
  const row = (listed.body as { items: Request[] }).items.find(({ id }) => id === own.id);
  expect(row?.openSteps).toContainEqual({ step: 'approve', open: false, primary: true, why: 'account.own-request' });

  const { accountId } = await person();
  const request = await requested({ kind: 'DISABLE', accountId });
  expect(code(await decide('approve', { ...request, version: 2 }))).toBe('thing.changed');
  expect((await decide('withdraw', request, sys)).body).toMatchObject({ state: 'WITHDRAWN' });
  expect(code(await decide('approve', request))).toBe('account.request-decided');
  expect((await decide('approve', { ...request, id: crypto.randomUUID() })).status).toBe(404);
});

test('the list finds accounts by name, login, unit, role and state, and shows no secret', async () => {
  const { login, accountId } = await person(['LEADER', 'CADRE']);
  const list = async (query: string) => {
    const answer = await app.ask('GET', `/api/v1/accounts?${query}`, { token: sys });
    expect(answer.text).not.toMatch(/password|totp|\$2b/i);
    return answer.body as { items: { id: string; grants: { role: Role }[] }[]; total: number };
  };
  const byLogin = await list(`q=${login}`);
  expect(byLogin).toMatchObject({ total: 1, items: [{ id: accountId, unit: '县审计局', status: 'ACTIVE' }] });
  expect(byLogin.items[0]?.grants.map(({ role }) => role)).toEqual(['CADRE', 'LEADER']);
  expect(
    (await list('role=LEADER&size=200')).items.every(({ grants }) => grants.some(({ role }) => role === 'LEADER')),
  ).toBe(true);
  expect((await list('status=DISABLED')).items.length).toBeGreaterThan(0);
  expect((await list(`q=${encodeURIComponent('%')}`)).total).toBe(0);
  const sorted = await list('sort=-createdAt&size=2&page=2');
  expect(sorted.items).toHaveLength(2);
  expect(sorted.total).toBeGreaterThan(5);
});

test('every decision stands in the record with ids and codes, never a name', async () => {
  const events = await database.prisma.event.findMany({ where: { thingKind: { in: ['account', 'account-request'] } } });
  const types = new Set(events.map(({ type }) => type));
  for (const type of ['opened', 'approved', 'rejected', 'withdrawn'])
    expect(types).toContain(`account-request.${type}`);
  for (const type of ['bootstrapped', 'created', 'role-granted', 'role-revoked', 'disabled', 'enabled', 'reset']) {
    expect(types).toContain(`account.${type}`);
  }
  expect(events.map(({ body }) => body).join('')).not.toMatch(/[\u4e00-\u9fff]|chengrudi/);
});
