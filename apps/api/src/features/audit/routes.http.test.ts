import type { By } from '@qingfeng/domain/shared/by.ts';
import { VISITOR } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import excel from 'exceljs';
import { beforeAll, expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false' });
const unit = await insertUnit(database);
const auditor = await insertAccount(database, { unit, roles: ['AUDIT_ADMIN'] });
const clerk = await insertAccount(database, { unit, roles: ['CENTRE_CLERK'], name: '石守拙' });
const token = await app.tokenOf(auditor.accountId);

const thing = newId();
const happened = (type: string, now: string, changes: Partial<By> = {}) => {
  const viewer = { ...VISITOR, accountId: clerk.accountId };
  return change(database, byOf({ viewer, now: now as Instant, ...changes }), async () => ({
    result: undefined,
    events: [{ thingKind: 'warning', thingId: thing, type, version: 1, body: { step: type } }],
  }));
};

beforeAll(async () => {
  // 23:59:59.999 and 00:00 in the office's zone.
  await happened('warning.drafted', '2026-10-09T15:59:59.999Z');
  await happened('warning.served', '2026-10-09T16:00:00.000Z', { onBehalfOf: auditor.accountId });
  await happened('information.taken', '2026-10-10T15:59:59.999Z', { viewer: byOf().viewer });
  await happened('warning.lifted', '2026-10-10T16:00:00.000Z');
});

type Item = { id: string; type: string; actor: { name: string } | null; system: boolean; onBehalfOf: string | null };
const list = async (query = '') => {
  const answer = await app.ask('GET', `/api/v1/events?thingId=${thing}${query}`, { token });
  expect(answer.status).toBe(200);
  return answer.body as { items: Item[]; next: string | null };
};
const types = async (query: string): Promise<string[]> => (await list(query)).items.map(({ type }) => type);

test('tells who did what, latest first, in whose place, and what the platform did itself', async () => {
  const { items, next } = await list();
  expect(next).toBeNull();
  expect(items.map(({ type }) => type)).toEqual([
    'warning.lifted',
    'information.taken',
    'warning.served',
    'warning.drafted',
  ]);
  expect(items[1]).toMatchObject({ actor: null, system: true });
  expect(items[2]).toMatchObject({
    actor: { name: '石守拙', login: clerk.login },
    system: false,
    body: { step: 'warning.served' },
  });
  expect(items[2]?.onBehalfOf).toMatch(/^测试人/);
});

test('filters by actor, type, kind of type and office day', async () => {
  expect(await types(`&actor=${encodeURIComponent('守拙')}`)).toEqual([
    'warning.lifted',
    'warning.served',
    'warning.drafted',
  ]);
  expect(await types(`&actor=${clerk.login}`)).toHaveLength(3);
  expect(await types('&actor=%25')).toEqual([]);
  expect(await types('&type=warning.served')).toEqual(['warning.served']);
  expect(await types('&type=warning.')).toHaveLength(3);
  expect(await types('&type=warning.served,information.')).toEqual(['information.taken', 'warning.served']);
  expect(await types('&from=2026-10-10&to=2026-10-10')).toEqual(['information.taken', 'warning.served']);
  expect(await types('&from=2026-10-11')).toEqual(['warning.lifted']);
  expect(await types('&to=2026-10-09')).toEqual(['warning.drafted']);
});

test('pages below an id, so nothing is skipped or doubled while the record grows', async () => {
  const first = await list('&size=2');
  expect(first.items).toHaveLength(2);
  await happened('warning.archived', '2026-10-11T01:00:00.000Z');
  const second = await list(`&size=2&before=${String(first.next)}`);
  expect(second.items.map(({ type }) => type)).toEqual(['warning.served', 'warning.drafted']);
  expect(second.next).toBeNull();
});

test('leaves as a workbook with who took it and why; that it left is itself recorded', async () => {
  const filters = { thingId: thing, type: 'warning.served' };
  const query = new URLSearchParams({ ...filters, reason: '年度检查' }).toString();
  const path = `/api/v1/events/export?${query}`;
  const ticket = await app.ask('POST', '/api/v1/tickets', { token, body: { path } });
  const response = await fetch(`${app.url}${(ticket.body as { url: string }).url}`);
  expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('审计记录'));
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const book = new excel.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const rows = book.worksheets[0]?.getSheetValues().map((row) => JSON.stringify(row)) ?? [];
  expect(rows.filter((row) => row.includes('warning.served'))).toHaveLength(1);
  expect(rows.some((row) => row.includes('warning.drafted'))).toBe(false);
  expect(rows.at(-1)).toContain('年度检查');

  const [left] = await database.prisma.event.findMany({ where: { type: 'audit.exported' } });
  expect(left).toMatchObject({ actorId: auditor.accountId });
  expect(JSON.parse(left?.body ?? '')).toEqual({
    thingId: thing,
    type: ['warning.served'],
    from: null,
    to: null,
    byActor: false,
  });
  expect((await app.ask('GET', '/api/v1/events/export', { token })).status).toBe(400);
});

test('is read by the audit administrator alone', async () => {
  for (const role of ['SYS_ADMIN', 'SEC_ADMIN', 'COMMISSION_LEADER', 'BIZ_ADMIN', 'OFFICER'] as const) {
    const { accountId } = await insertAccount(database, { unit, roles: [role] });
    expect((await app.ask('GET', '/api/v1/events', { token: await app.tokenOf(accountId) })).status).toBe(403);
  }
  expect((await app.ask('GET', '/api/v1/events')).status).toBe(401);
});
