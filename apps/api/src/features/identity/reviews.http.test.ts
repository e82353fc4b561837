import { openReviews } from '@qingfeng/operations/features/identity/open-reviews.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { instant, localDate } from '@qingfeng/domain/shared/local-date.ts';
import { beforeAll, expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import type { Answer } from '../../../../../tests/support/app.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit, openTestSession } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database);
const unit = await insertUnit(database);
const of = async (role: 'SYS_ADMIN' | 'SEC_ADMIN' | 'AUDIT_ADMIN' | 'COMMISSION_LEADER') => {
  const account = await insertAccount(database, { unit, roles: [role] });
  return { ...account, token: await app.tokenOf(account.accountId) };
};
const [sys, sec, auditor, leader] = [
  await of('SYS_ADMIN'),
  await of('SEC_ADMIN'),
  await of('AUDIT_ADMIN'),
  await of('COMMISSION_LEADER'),
];

type Review = {
  id: string;
  kind: string;
  state: string;
  version: number;
  accounts: { id: string; why: string; asked: boolean }[];
  grants: { accountId: string; isNew: boolean }[];
  acts: { type: string; login: string | null; count: number }[];
  openSteps: { step: string; open: boolean; why: string | null }[];
};
const code = ({ body }: Answer): string => (body as { code: string }).code;
const month = localDate('2026-10-08');
const opening = () => openReviews(database, byOf({ viewer: SYSTEM, today: month, now: instant(new Date()) }), 10);
const found = async (kind: string, token: string): Promise<Review> => {
  const { items } = (await app.ask('GET', '/api/v1/reviews', { token })).body as { items: Review[] };
  const id = items.find((each) => each.kind === kind)?.id ?? '';
  return (await app.ask('GET', `/api/v1/reviews/${id}`, { token })).body as Review;
};
const step = (review: Review, name: string, token: string, note: string | null = null) =>
  app.ask('POST', `/api/v1/reviews/${review.id}/${name}`, { token, body: { version: review.version, note } });
const tasksOf = async (token: string): Promise<string[]> =>
  ((await app.ask('GET', '/api/v1/tasks', { token })).body as { items: { act: string }[] }).items.map(({ act }) => act);

beforeAll(async () => {
  expect(await opening()).toBe(3);
});

test('a month is opened once, each review before its own administrator and nobody else', async () => {
  expect(await opening()).toBe(0);
  expect(await tasksOf(sys.token)).toEqual(['periodic-review.accounts']);
  expect(await tasksOf(sec.token)).toEqual(['periodic-review.grants']);
  expect(await tasksOf(auditor.token)).toEqual(['periodic-review.record']);
  expect(await tasksOf(leader.token)).toEqual([]);
  const seen = async (token: string) =>
    ((await app.ask('GET', '/api/v1/reviews', { token })).body as { items: Review[] }).items.map(({ kind }) => kind);
  expect([await seen(sys.token), await seen(sec.token), await seen(leader.token)]).toEqual([
    ['ACCOUNTS'],
    ['GRANTS'],
    [],
  ]);
  expect(await seen(auditor.token)).toEqual(['ACCOUNTS', 'GRANTS', 'RECORD']);
});

test('accounts: one of somebody who left must be asked about, one long unused may stay for a reason', async () => {
  const [left, unused, used] = [
    await insertAccount(database, { unit, roles: ['CADRE'] }),
    await insertAccount(database, { unit, roles: ['CADRE'] }),
    await insertAccount(database, { unit, roles: ['CADRE'] }),
  ];
  await database.prisma.person.update({ where: { id: left.personId }, data: { status: 'RETIRED' } });
  const long = { data: { createdAt: new Date('2020-01-01') } };
  await database.prisma.account.update({ where: { id: unused.accountId }, ...long });
  await database.prisma.account.update({ where: { id: used.accountId }, ...long });
  await openTestSession(database, used.accountId);

  const review = await found('ACCOUNTS', sys.token);
  const why = (id: string) => review.accounts.find((each) => each.id === id)?.why;
  expect([why(left.accountId), why(unused.accountId), why(used.accountId)]).toEqual(['LEFT', 'NEVER', undefined]);
  expect(code(await step(review, 'conclude', sys.token, '保留'))).toBe('review.leavers-open');

  const wish = { kind: 'DISABLE', accountId: left.accountId };
  await app.ask('POST', '/api/v1/account-requests', { token: sys.token, body: wish });
  expect(code(await step(review, 'conclude', sys.token))).toBe('step.incomplete');
  expect(code(await step(review, 'raise', sys.token, '不当'))).toBe('access.denied');
  const done = await step(review, 'conclude', sys.token, '聘期未满，保留。');
  expect(done.body).toMatchObject({ state: 'CLOSED', note: '聘期未满，保留。', found: 2, accounts: [], openSteps: [] });
  expect(await tasksOf(sys.token)).toEqual([]);
});

test('roles: what should not stand goes to who asks for its end, and he answers', async () => {
  const late = await insertAccount(database, { unit, roles: ['LEADER'] });
  const at = new Date('2026-09-15');
  await database.prisma.roleGrant.updateMany({ where: { accountId: late.accountId }, data: { grantedAt: at } });
  const review = await found('GRANTS', sec.token);
  expect(review.grants.find(({ accountId }) => accountId === late.accountId)).toMatchObject({ isNew: true });
  expect(code(await step(review, 'raise', sec.token))).toBe('step.incomplete');
  expect((await app.ask('GET', `/api/v1/reviews/${review.id}`, { token: sys.token })).status).toBe(404);

  expect((await step(review, 'raise', sec.token, '已调离，请收回')).body).toMatchObject({ state: 'RAISED' });
  expect(code(await step({ ...review, version: 2 }, 'answer', sec.token, '自答'))).toBe('access.denied');
  expect(await tasksOf(sys.token)).toEqual(['periodic-review.answer']);
  const raised = await found('GRANTS', sys.token);
  expect(raised.openSteps.map((each) => each.step)).toEqual(['answer']);
  expect((await step(raised, 'answer', sys.token, '已申请收回')).body).toMatchObject({ state: 'CLOSED' });
});

test('record: what the others did in the month is counted, and a finding goes to the leaders', async () => {
  const unknown = await found('RECORD', auditor.token);
  expect(unknown.acts).toEqual([]);
  // The events of these tests are of today: a review of this very month finds them.
  await database.prisma.periodicReview.update({
    where: { id: unknown.id },
    data: { periodFrom: new Date(Date.now() - 86_400_000), periodTo: new Date(Date.now() + 86_400_000) },
  });
  const review = await found('RECORD', auditor.token);
  expect(review.acts).toContainEqual(
    expect.objectContaining({ type: 'account-request.opened', login: sys.login, count: 1 }),
  );
  expect((await step(review, 'raise', auditor.token, '同一账号多次重置')).status).toBe(200);
  expect(await tasksOf(leader.token)).toEqual(['periodic-review.answer']);
  expect((await step({ ...review, version: 2 }, 'answer', leader.token, '已核实，系本人申请')).body).toMatchObject({
    state: 'CLOSED',
    openSteps: [],
  });
  const events = await database.prisma.event.findMany({ where: { thingId: review.id } });
  expect(events.map(({ type }) => type)).toEqual([
    'periodic-review.opened',
    'periodic-review.raised',
    'periodic-review.answered',
  ]);
  expect(events.map(({ body }) => body).join('')).not.toMatch(/[\u4e00-\u9fff]/);
});
