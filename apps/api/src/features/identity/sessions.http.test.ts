import { createHash } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { TOTP, Secret } from 'otpauth';
import { passwordsWith } from '@qingfeng/operations/features/identity/password.ts';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import type { Answer } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false' });
const unit = await insertUnit(database);
const passwords = passwordsWith({ pepper: app.config.passwordPepper, cost: 4 });

// Thirty 汉字 each, 90 bytes in UTF-8, the last one different: bcrypt alone would read only the first 24.
const PASSWORD = '竹外桃花三两枝春江水暖鸭先知蒌蒿满地芦芽短正是河豚欲上时也哉';
const NEIGHBOUR = `${PASSWORD.slice(0, -1)}矣`;
let hash = '';
beforeAll(async () => {
  hash = await passwords.hash(PASSWORD);
});

const person = (changes: Partial<Parameters<typeof insertAccount>[1]> = {}) =>
  insertAccount(database, { unit, roles: ['CADRE'], passwordHash: hash, secondFactor: false, ...changes });
const signIn = (login: string, password = PASSWORD, totp?: string) =>
  app.ask('POST', '/api/v1/sessions', { body: { login, password, ...(totp !== undefined && { totp }) } });
const codeOf = ({ body }: Answer): string => (body as { code: string }).code;
const tokenOf = ({ body }: Answer): string => (body as { accessToken: string }).accessToken;
const cookieOf = ({ headers }: Answer): string => /^[^;]+/.exec(headers.getSetCookie()[0] ?? '')?.[0] ?? '';
const me = (token: string) => app.ask('GET', '/api/v1/me', { token });
const refresh = (cookie: string, headers: Record<string, string> = {}) =>
  app.ask('POST', '/api/v1/sessions/refresh', { headers: { cookie, ...headers } });
const events = async (thingId: string): Promise<string[]> =>
  (await database.prisma.event.findMany({ where: { thingId }, orderBy: { id: 'asc' } })).map(({ type }) => type);
const age = (sessionAccount: string, seconds: number) =>
  database.prisma.$executeRaw`
    update refresh_token set used_at = used_at - make_interval(secs => ${seconds}::float8)
    where session_id in (select id from session where account_id = ${sessionAccount}::uuid)`;

describe('signing in', () => {
  test('opens a session: a short token in the body, the refresh token only in a closed cookie', async () => {
    const { login, accountId } = await person();
    const answer = await signIn(login);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(Object.keys(answer.body as object)).toEqual(['accessToken', 'expiresIn']);
    const [cookie = ''] = answer.headers.getSetCookie();
    expect(cookie).toMatch(
      /^__Host-qf-refresh=[\w-]{43}; Max-Age=43200; Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Strict$/,
    );
    expect((await me(tokenOf(answer))).body).toMatchObject({ accountId, roles: ['CADRE'], mustChangePassword: false });

    const claims = jwt.decode(tokenOf(answer)) as Record<string, unknown>;
    expect(Object.keys(claims).sort()).toEqual(['aud', 'exp', 'iat', 'iss', 'nbf', 'sub', 'typ']);
    expect(Number(claims['exp']) - Number(claims['iat'])).toBeLessThanOrEqual(600);
    const secret = cookieOf(answer).split('=')[1] ?? '';
    const stored = await database.prisma.refreshToken.findMany({ where: { session: { accountId } } });
    expect(stored.map((row) => row.hash)).toEqual([createHash('sha256').update(secret).digest('hex')]);
  });

  test('two passwords of thirty 汉字 that differ in the last do not both open', async () => {
    expect(PASSWORD).toHaveLength(30);
    const { login } = await person();
    expect((await signIn(login, NEIGHBOUR)).status).toBe(401);
    expect((await signIn(login, PASSWORD)).status).toBe(200);
  });

  test('an unknown login, a wrong password and a disabled account answer alike', async () => {
    const { login } = await person();
    const disabled = await person();
    await database.prisma.account.update({ where: { id: disabled.accountId }, data: { status: 'DISABLED' } });
    const answers = await Promise.all([signIn('nobody-here'), signIn(login, NEIGHBOUR), signIn(disabled.login)]);
    const told = answers.map(({ status, body }) => ({ status, ...(body as object), requestId: undefined }));
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]).toMatchObject({ status: 401, code: 'session.wrong-credentials', details: {} });
  });

  test('five failures lock, even when they come at once; the right password is not confirmed meanwhile', async () => {
    const { login, accountId } = await person();
    const burst = await Promise.all(Array.from({ length: 12 }, () => signIn(login, NEIGHBOUR)));
    const codes = burst.map(codeOf);
    expect(codes.filter((code) => code === 'session.wrong-credentials')).toHaveLength(5);
    expect(codes.filter((code) => code === 'session.locked')).toHaveLength(7);
    expect(codeOf(await signIn(login))).toBe('session.locked');
    expect(await events(accountId)).toEqual([...Array<string>(4).fill('account.sign-in-failed'), 'account.locked']);

    await database.prisma.account.update({ where: { id: accountId }, data: { lockedUntil: new Date() } });
    expect((await signIn(login)).status).toBe(200);
  });

  test('nothing of the attempt is kept for a retry: a hash of the request would be a fast hash of the password', async () => {
    const { login } = await person();
    const before = await database.prisma.idempotencyKey.count();
    await app.ask('POST', '/api/v1/sessions', {
      body: { login, password: PASSWORD },
      headers: { 'idempotency-key': 'sign-in-0001' },
    });
    expect(await database.prisma.idempotencyKey.count()).toBe(before);
  });
});

describe('the second factor', () => {
  // The clock stands: a test that crossed half a minute would find its codes grown old.
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date'] }));
  afterEach(() => void vi.useRealTimers());

  const codeAt = (secret: string, steps = 0): string =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + steps * 30_000 });

  test('an officer without one may only enrol; afterwards every sign-in asks for a fresh code', async () => {
    const { login, accountId } = await person({ roles: ['OFFICER'] });
    const token = tokenOf(await signIn(login));
    const stale = tokenOf(await signIn(login));
    expect((await me(token)).body).toMatchObject({ mustEnrolTotp: true });
    const held = await app.ask('GET', '/api/v1/tasks', { token });
    expect([held.status, codeOf(held)]).toEqual([403, 'session.second-factor-enrolment-needed']);

    const started = await app.ask('POST', '/api/v1/me/totp', { token, body: { password: PASSWORD } });
    const guessed = await app.ask('POST', '/api/v1/me/totp', { token, body: { password: NEIGHBOUR } });
    expect(codeOf(guessed)).toBe('password.wrong');
    const { secret, uri } = started.body as { secret: string; uri: string };
    expect(uri).toMatch(/^otpauth:\/\/totp\/.*period=30/);
    const row = await database.prisma.account.findUniqueOrThrow({ where: { id: accountId } });
    expect(row.totpSecret).not.toContain(secret);
    // Not confirmed yet: the secret is asked for by nobody.
    expect((await signIn(login)).status).toBe(200);

    const confirm = (code: string) => app.ask('POST', '/api/v1/me/totp/confirm', { token, body: { code } });
    expect(codeOf(await confirm(codeAt(secret, 40)))).toBe('totp.wrong-code');
    expect((await confirm(codeAt(secret, -1))).status).toBe(200);
    expect((await app.ask('GET', '/api/v1/tasks', { token })).status).toBe(200);
    // A session opened before, without the second factor, has ended.
    expect((await me(stale)).status).toBe(401);

    expect(codeOf(await signIn(login))).toBe('session.second-factor-needed');
    expect(codeOf(await signIn(login, PASSWORD, codeAt(secret, -1)))).toBe('session.wrong-code');
    expect((await signIn(login, PASSWORD, codeAt(secret))).status).toBe(200);
    expect(codeOf(await signIn(login, PASSWORD, codeAt(secret)))).toBe('session.wrong-code');
    expect((await signIn(login, PASSWORD, codeAt(secret, 1))).status).toBe(200);

    const again = await app.ask('POST', '/api/v1/me/totp', { token, body: { password: PASSWORD } });
    expect([again.status, codeOf(again)]).toEqual([409, 'totp.already-enrolled']);
  });

  test('codes cannot be guessed: a wrong one counts like a wrong password', async () => {
    const { login, accountId } = await person();
    const token = tokenOf(await signIn(login));
    const { secret } = (await app.ask('POST', '/api/v1/me/totp', { token, body: { password: PASSWORD } })).body as {
      secret: string;
    };
    await app.ask('POST', '/api/v1/me/totp/confirm', { token, body: { code: codeAt(secret, -1) } });
    for (let round = 0; round < 5; round += 1) {
      expect(codeOf(await signIn(login, PASSWORD, codeAt(secret, 100 + round)))).toBe('session.wrong-code');
    }
    expect(codeOf(await signIn(login, PASSWORD, codeAt(secret)))).toBe('session.locked');
    expect(await events(accountId)).toContain('account.locked');
  });
});

describe('renewing', () => {
  test('rotates; within the grace the same token gets the same successor, two tabs at once included', async () => {
    const { login } = await person();
    const first = cookieOf(await signIn(login));
    const both = await Promise.all([refresh(first), refresh(first), refresh(first)]);
    expect(both.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(both.map(cookieOf)).size).toBe(1);
    const second = cookieOf(both[0]);
    expect(second).not.toBe(first);
    expect((await me(tokenOf(both[0]))).status).toBe(200);
    expect((await refresh(second)).status).toBe(200);
  });

  test('a token that comes back later ends the whole family, for thief and owner', async () => {
    const { login, accountId } = await person();
    const first = cookieOf(await signIn(login));
    const renewed = await refresh(first);
    const third = await refresh(cookieOf(renewed));
    await age(accountId, 11);
    const reused = await refresh(first);
    expect([reused.status, codeOf(reused)]).toEqual([401, 'session.absent']);
    expect(reused.headers.getSetCookie()[0]).toMatch(/^__Host-qf-refresh=;/);
    expect((await me(tokenOf(third))).status).toBe(401);
    expect((await refresh(cookieOf(third))).status).toBe(401);
    const session = await database.prisma.session.findFirstOrThrow({ where: { accountId } });
    expect(session.revokedReason).toBe('reused');
    expect(await events(session.id)).toEqual(['session.opened', 'session.revoked']);
  });

  test('idles out, ends after twelve hours, and stops with the account', async () => {
    const { login, accountId } = await person();
    const cookie = cookieOf(await signIn(login));
    const set = (data: object) => database.prisma.session.updateMany({ where: { accountId }, data });
    const { startedAt, endsAt } = await database.prisma.session.findFirstOrThrow({ where: { accountId } });
    expect(endsAt.getTime() - startedAt.getTime()).toBe(12 * 3_600_000);

    await set({ lastUsedAt: new Date(Date.now() - 30 * 60_000) });
    expect((await refresh(cookie)).status).toBe(401);
    await set({ lastUsedAt: new Date(), endsAt: new Date() });
    expect((await refresh(cookie)).status).toBe(401);
    await set({ endsAt });
    await database.prisma.account.update({ where: { id: accountId }, data: { status: 'DISABLED' } });
    expect((await refresh(cookie)).status).toBe(401);
    await database.prisma.account.update({ where: { id: accountId }, data: { status: 'ACTIVE' } });
    expect((await refresh(cookie)).status).toBe(200);
  });

  test('is refused to pages of another site and without the cookie', async () => {
    const { login } = await person();
    const cookie = cookieOf(await signIn(login));
    const foreign = await refresh(cookie, { 'sec-fetch-site': 'cross-site' });
    expect([foreign.status, codeOf(foreign)]).toEqual([403, 'session.foreign-origin']);
    expect((await refresh(cookie, { 'sec-fetch-site': 'same-origin' })).status).toBe(200);
    expect((await refresh('other=1')).status).toBe(401);
    expect((await refresh('__Host-qf-refresh=guess')).status).toBe(401);
  });
});

describe('access tokens', () => {
  const claims = (sub: string, changes: object = {}) => ({
    typ: 'access',
    iss: 'qingfeng',
    aud: 'qingfeng-office',
    sub,
    nbf: Math.floor(Date.now() / 1_000) - 1,
    exp: Math.floor(Date.now() / 1_000) + 60,
    ...changes,
  });
  const now = Math.floor(Date.now() / 1_000);
  const given = (object: object): object => JSON.parse(JSON.stringify(object)) as object;

  test('only ours, now, of one algorithm, open anything', async () => {
    const { login } = await person();
    const good = tokenOf(await signIn(login));
    const session = String((jwt.decode(good) as { sub: unknown }).sub);
    const secret = app.config.jwtSecret;
    const sign = (changes: object, key = secret, options: jwt.SignOptions = {}) =>
      jwt.sign(given(claims(session, changes)), key, { algorithm: 'HS256', ...options });
    expect((await me(sign({}))).status).toBe(200);

    const bad = {
      'no signature': jwt.sign(claims(session), '', { algorithm: 'none' }),
      'another algorithm': sign({}, secret, { algorithm: 'HS512' }),
      'another secret': sign({}, `${secret}x`),
      expired: sign({ exp: now - 1 }),
      'without end': sign({ exp: undefined }),
      'not yet': sign({ nbf: now + 60 }),
      'without beginning': sign({ nbf: undefined }),
      'another issuer': sign({ iss: 'elsewhere' }),
      'another audience': sign({ aud: 'qingfeng-public' }),
      'another type': sign({ typ: 'refresh' }),
      'no session': sign({ sub: undefined }),
      'not an id': sign({ sub: "' or 1=1" }),
      'an unknown session': sign({ sub: '018f0000-0000-7000-8000-000000000000' }),
      tampered: `${good.slice(0, -3)}aaa`,
      nonsense: 'nonsense',
    };
    for (const [name, token] of Object.entries(bad)) {
      const answer = await me(token);
      expect([name, answer.status, codeOf(answer)]).toEqual([name, 401, 'session.absent']);
    }
    const basic = await app.ask('GET', '/api/v1/me', { headers: { authorization: 'Basic eDp5' } });
    expect(basic.status).toBe(401);
  });

  test('a changed role, a disabled account and a signed-out device count on the next request', async () => {
    const { login, accountId } = await person({ roles: ['CADRE'] });
    const token = tokenOf(await signIn(login));
    expect((await me(token)).body).toMatchObject({ roles: ['CADRE'] });
    await database.prisma.roleGrant.updateMany({ where: { accountId }, data: { role: 'SECTION_HEAD' } });
    expect((await me(token)).body).toMatchObject({ roles: ['SECTION_HEAD'] });
    await database.prisma.account.update({ where: { id: accountId }, data: { status: 'DISABLED' } });
    expect((await me(token)).status).toBe(401);
    await database.prisma.account.update({ where: { id: accountId }, data: { status: 'ACTIVE' } });
    expect((await me(token)).status).toBe(200);
    const out = await app.ask('DELETE', '/api/v1/sessions/current', { token });
    expect([out.status, out.headers.getSetCookie()[0]]).toEqual([200, expect.stringMatching(/^__Host-qf-refresh=;/)]);
    expect((await me(token)).status).toBe(401);
  });
});

describe('my sessions', () => {
  test('lists my devices, ends another of mine, never a stranger’s', async () => {
    const mine = await person();
    const stranger = await person();
    const headers = { 'user-agent': 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0 Safari/537.36 Edg/140.0' };
    const one = await app.ask('POST', '/api/v1/sessions', { body: { login: mine.login, password: PASSWORD }, headers });
    const two = tokenOf(await signIn(mine.login));
    const theirs = tokenOf(await signIn(stranger.login));
    const list = async (token: string) =>
      ((await app.ask('GET', '/api/v1/sessions', { token })).body as { items: { id: string; current: boolean }[] })
        .items;
    const items = await list(two);
    expect(items).toHaveLength(2);
    expect(items.filter(({ current }) => current)).toHaveLength(1);
    const other = items.find(({ current }) => !current);
    expect(other).toMatchObject({ device: 'Edge · Windows', address: '127.0.0.1' });

    const end = (token: string) => app.ask('DELETE', `/api/v1/sessions/${String(other?.id)}`, { token });
    expect((await end(theirs)).status).toBe(404);
    expect((await me(tokenOf(one))).status).toBe(200);
    expect((await end(two)).status).toBe(200);
    expect((await me(tokenOf(one))).status).toBe(401);
    expect(await list(two)).toHaveLength(1);
  });
});

describe('changing the password', () => {
  const change = (token: string, next: string, current = PASSWORD) =>
    app.ask('POST', '/api/v1/me/password', { token, body: { current, next } });

  test('ends the other sessions, refuses weak and recent ones, and comes before anything else when it is due', async () => {
    const { login, accountId } = await person();
    await database.prisma.account.update({ where: { id: accountId }, data: { mustChangePassword: true } });
    const other = tokenOf(await signIn(login));
    const token = tokenOf(await signIn(login));
    expect(codeOf(await app.ask('GET', '/api/v1/tasks', { token }))).toBe('session.password-change-needed');
    expect(codeOf(await change(token, 'short'))).toBe('password.too-short');
    expect(codeOf(await change(token, `${login}-Abcd1234`))).toBe('password.common');
    expect(codeOf(await change(token, PASSWORD))).toBe('password.used-before');
    const passwordsInTurn = [1, 2, 3, 4, 5].map((round) => `Kite-7-Marlo-vent-${String(round)}`);
    let current = PASSWORD;
    for (const next of passwordsInTurn) {
      expect((await change(token, next, current)).status).toBe(200);
      current = next;
    }
    expect((await me(other)).status).toBe(401);
    expect((await me(token)).body).toMatchObject({ mustChangePassword: false });
    expect((await app.ask('GET', '/api/v1/tasks', { token })).status).toBe(200);
    // Five are remembered, the present one among them; the sixth back is free again.
    for (const used of passwordsInTurn) expect(codeOf(await change(token, used, current))).toBe('password.used-before');
    expect((await change(token, PASSWORD, current)).status).toBe(200);
    expect((await signIn(login)).status).toBe(200);
  });

  test('a password of ninety days must be replaced', async () => {
    const { login, accountId } = await person();
    const token = tokenOf(await signIn(login));
    const changedAt = new Date(Date.now() - 90 * 86_400_000);
    await database.prisma.account.update({ where: { id: accountId }, data: { passwordChangedAt: changedAt } });
    expect((await me(token)).body).toMatchObject({ mustChangePassword: true });
    expect((await app.ask('GET', '/api/v1/tasks', { token })).status).toBe(403);
  });

  test('a borrowed session cannot guess: wrong present passwords lock the account', async () => {
    const { login } = await person();
    const token = tokenOf(await signIn(login));
    for (let round = 0; round < 5; round += 1) {
      expect(codeOf(await change(token, 'Kite-7-Marlo-vent', NEIGHBOUR))).toBe('password.wrong');
    }
    expect(codeOf(await change(token, 'Kite-7-Marlo-vent'))).toBe('password.locked');
    expect(codeOf(await signIn(login))).toBe('session.locked');
  });
});

describe('tickets', () => {
  const ticketFor = async (token: string, path: string): Promise<string> =>
    ((await app.ask('POST', '/api/v1/tickets', { token, body: { path } })).body as { url: string }).url;

  test('open one address, once, for a minute', async () => {
    const { login, accountId } = await person();
    const token = tokenOf(await signIn(login));
    const url = await ticketFor(token, '/api/v1/tasks?tab=done&page=2');
    expect(url).toMatch(/^\/api\/v1\/tasks\?tab=done&page=2&ticket=[\w-]{43}$/);
    expect((await app.ask('GET', url)).status).toBe(200);
    expect((await app.ask('GET', url)).status).toBe(401);

    const elsewhere = (await ticketFor(token, '/api/v1/tasks?tab=done')).replace('tab=done', 'tab=open');
    expect((await app.ask('GET', elsewhere)).status).toBe(401);
    // Spent by the attempt.
    expect((await app.ask('GET', elsewhere.replace('tab=open', 'tab=done'))).status).toBe(401);
    expect(
      (await app.ask('GET', (await ticketFor(token, '/api/v1/tasks')).replace('tasks', 'delegations'))).status,
    ).toBe(401);

    const late = await ticketFor(token, '/api/v1/tasks');
    await database.prisma.downloadTicket.updateMany({ where: { accountId }, data: { expiresAt: new Date() } });
    expect((await app.ask('GET', late)).status).toBe(401);

    const write = await ticketFor(token, '/api/v1/sessions/current');
    expect((await app.ask('DELETE', write)).status).toBe(401);
    const disabled = await ticketFor(token, '/api/v1/tasks');
    await database.prisma.account.update({ where: { id: accountId }, data: { status: 'DISABLED' } });
    expect((await app.ask('GET', disabled)).status).toBe(401);
  });

  test('are taken by one of many who come at once', async () => {
    const { login } = await person();
    const url = await ticketFor(tokenOf(await signIn(login)), '/api/v1/tasks');
    const answers = await Promise.all(Array.from({ length: 10 }, () => app.ask('GET', url)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });
});

test('demo accounts are not told outside demo mode', async () => {
  expect((await app.ask('GET', '/api/v1/demo/accounts')).status).toBe(404);
});

test('a refusal for pace says when to try again', async () => {
  const crowded = await startApp(database, { DEMO: 'false' });
  let refused: Answer | undefined;
  for (let round = 0; round < 20 && refused === undefined; round += 1) {
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => crowded.ask('POST', '/api/v1/sessions/refresh')),
    );
    refused = answers.find(({ status }) => status === 429);
  }
  expect(refused?.headers.get('retry-after')).toBe('1');
  expect(codeOf(refused as Answer)).toBe('request.too-many');
});
