import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { makeNotices } from '@qingfeng/operations/features/notices/make-notices.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, onTestFinished, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'true' });
const unit = await insertUnit(database);
const liaison = await insertAccount(database, { unit, roles: ['UNIT_LIAISON'] });
const stranger = await insertAccount(database, { unit: await insertUnit(database), roles: ['CADRE', 'SYS_ADMIN'] });
const token = await app.tokenOf(liaison.accountId);

/** A feed of the unit goes stale, and its liaison is told. */
const happen = async (): Promise<void> => {
  const at = new Date();
  const now = instant(at);
  const id = newId();
  await database.prisma.feed.create({
    data: {
      id,
      code: `F-${id}`,
      name: '报销',
      unitId: unit.id,
      kind: 'expense',
      format: 'TABLE',
      provider: '财务系统',
      purpose: '监督',
      legalBasis: '规定',
      everyDays: 30,
      registeredAt: at,
    },
  });
  const by = byOf({ now, today: dayOf(now, 'Asia/Shanghai') });
  const event = {
    id: newId(),
    at: now,
    actorId: newId(),
    thingKind: 'feed',
    thingId: id,
    type: 'feed.stale',
    body: {},
  };
  await makeNotices({ database, zone: 'Asia/Shanghai', channels: [] }, by, event);
};
const ask = async (method: string, path: string, body?: unknown, who = token) =>
  app.ask(method, path, { token: who, ...(body !== undefined && { body }) });
type List = {
  items: { id: string; href: string; title: string; readAt: string | null }[];
  total: number;
  unread: number;
};
const list = async (query = ''): Promise<List> => (await ask('GET', `/api/v1/notices${query}`)).body as List;

/** The data of a stream, one by one. */
const streamOf = async () => {
  const ending = new AbortController();
  onTestFinished(() => ending.abort());
  const response = await fetch(`${app.url}/api/v1/notices/stream`, {
    headers: { authorization: `Bearer ${token}` },
    signal: ending.signal,
  });
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  return {
    type: response.headers.get('content-type'),
    next: async (): Promise<unknown> => {
      while (!rest.includes('\n\n')) rest += (await reader.read()).value ?? '\n\n';
      const end = rest.indexOf('\n\n');
      const block = rest.slice(0, end);
      rest = rest.slice(end + 2);
      return JSON.parse(block.replace(/^data: /, ''));
    },
  };
};

test('my notices lead to their things, count at the bell, and are read one by one or all at once', async () => {
  await happen();
  await happen();
  const { items, total, unread } = await list('?tab=unread');
  expect({ total, unread }).toEqual({ total: 2, unread: 2 });
  expect(items[0]).toMatchObject({ type: 'feed.stale', href: expect.stringMatching(/^\/sources\//) as string });
  expect((await ask('GET', '/api/v1/me')).body).toMatchObject({ counts: { notices: 2 } });
  const one = await ask('POST', '/api/v1/notices/read', { ids: [items[0]!.id] });
  expect(one.body).toEqual({ unread: 1 });
  expect((await list('?tab=unread')).total).toBe(1);
  expect((await ask('POST', '/api/v1/notices/read', {})).body).toEqual({ unread: 0 });
  expect((await list()).items.every(({ readAt }) => readAt !== null)).toBe(true);
});

test('nobody reads or marks the notices of another', async () => {
  await happen();
  const [mine] = (await list('?tab=unread')).items;
  const other = await app.tokenOf(stranger.accountId);
  expect((await ask('GET', '/api/v1/notices', undefined, other)).body).toMatchObject({ items: [], unread: 0 });
  await ask('POST', '/api/v1/notices/read', { ids: [mine!.id] }, other);
  await ask('POST', '/api/v1/notices/read', {}, other);
  expect((await list('?tab=unread')).items.map(({ id }) => id)).toContain(mine!.id);
});

test('an open page hears of a notice as soon as it is committed, and of its being read elsewhere', async () => {
  await ask('POST', '/api/v1/notices/read', {});
  const [first, second] = [await streamOf(), await streamOf()];
  expect(first.type).toBe('text/event-stream');
  const until = async (stream: typeof first, unread: number): Promise<void> => {
    for (;;) if (((await stream.next()) as { unread: number }).unread === unread) return;
  };
  await Promise.all([until(first, 0), until(second, 0)]);
  await happen();
  await Promise.all([until(first, 1), until(second, 1)]);
  await ask('POST', '/api/v1/notices/read', {});
  await Promise.all([until(first, 0), until(second, 0)]);
});

test('the stream is for those who are signed in', async () => {
  expect((await app.ask('GET', '/api/v1/notices/stream')).status).toBe(401);
});

test('how I want to hear is mine to say', async () => {
  expect((await ask('GET', '/api/v1/notices/preferences')).body).toEqual({
    email: true,
    sms: true,
    quiet: null,
    hasEmail: false,
  });
  const chosen = { email: true, sms: false, quiet: { from: '22:00', to: '07:00' } };
  expect((await ask('PUT', '/api/v1/notices/preferences', chosen)).body).toEqual({ ...chosen, hasEmail: false });
  expect((await ask('GET', '/api/v1/notices/preferences')).body).toMatchObject(chosen);
  const wrong = await ask('PUT', '/api/v1/notices/preferences', { ...chosen, quiet: { from: '24:00', to: '07:00' } });
  expect(wrong.status).toBe(400);
});

test('runs are numbers for the system administrator, the outbox is there in demo mode only', async () => {
  const admin = await app.tokenOf(stranger.accountId);
  const { body } = await ask('GET', '/api/v1/notices/runs', undefined, admin);
  expect((body as { items: unknown[] }).items[0]).toMatchObject({ type: 'feed.stale', notices: 1, state: 'COMPLETE' });
  expect((await ask('GET', '/api/v1/notices/runs')).status).toBe(403);
  expect((await ask('GET', '/api/v1/demo/outbox')).body).toEqual({ items: [], total: 0, totalCapped: false });
  const strict = await startApp(database, { DEMO: 'false' });
  const answer = await strict.ask('GET', '/api/v1/demo/outbox', { token: await strict.tokenOf(liaison.accountId) });
  expect(answer.status).toBe(404);
});
