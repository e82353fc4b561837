import type { By } from '@qingfeng/domain/shared/by.ts';
import { VISITOR } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { instant } from '@qingfeng/domain/shared/local-date.ts';
import { expireAuditExports } from '@qingfeng/operations/features/audit/export-record.ts';
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

const officer = await insertAccount(database, { unit, roles: ['DATA_SECURITY_OFFICER'] });
const officerToken = await app.tokenOf(officer.accountId);
type Asked = { id: string; version: number; state: string; mayDownload: boolean };
const asked = async (): Promise<Asked> => {
  const body = { filters: { thingId: thing, type: ['warning.served'] }, reason: '年度检查' };
  return (await app.ask('POST', '/api/v1/audit-exports', { token, body })).body as Asked;
};
const step = ({ id, version }: Asked, name: string, as: string, note: string | null = null) =>
  app.ask('POST', `/api/v1/audit-exports/${id}/${name}`, { token: as, body: { version, note } });
const fetched = async ({ id }: Asked) => {
  const path = `/api/v1/audit-exports/${id}/file`;
  const ticket = await app.ask('POST', '/api/v1/tickets', { token, body: { path } });
  return fetch(`${app.url}${(ticket.body as { url: string }).url}`);
};
const tasksOf = async (as: string): Promise<string[]> =>
  ((await app.ask('GET', '/api/v1/tasks', { token: as })).body as { items: { act: string }[] }).items.map(
    ({ act }) => act,
  );

test('leaves only under another’s approval, as a workbook with who took it and why; each download is recorded', async () => {
  const wish = await asked();
  expect(wish).toMatchObject({ state: 'REQUESTED', mayDownload: false });
  expect(await tasksOf(officerToken)).toEqual(['audit-export.decide']);
  expect((await fetched(wish)).status).toBe(409);
  expect((await step(wish, 'approve', token)).status).toBe(403);
  expect((await step(wish, 'approve', officerToken)).body).toMatchObject({ state: 'APPROVED', mayDownload: false });
  expect([await tasksOf(officerToken), await tasksOf(token)]).toEqual([[], ['audit-export.fetch']]);

  const response = await fetched(wish);
  expect(response.headers.get('content-disposition')).toContain(encodeURIComponent('审计记录'));
  expect(response.headers.get('x-content-type-options')).toBe('nosniff');
  const book = new excel.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  const rows = book.worksheets[0]?.getSheetValues().map((row) => JSON.stringify(row)) ?? [];
  expect(rows.filter((row) => row.includes('warning.served'))).toHaveLength(1);
  expect(rows.some((row) => row.includes('warning.drafted'))).toBe(false);
  expect(rows.at(-1)).toContain('年度检查');
  expect(await tasksOf(token)).toEqual([]);

  const [left] = await database.prisma.event.findMany({ where: { type: 'audit.exported' } });
  expect(left).toMatchObject({ actorId: auditor.accountId, thingId: wish.id });
  expect(JSON.parse(left?.body ?? '')).toEqual({
    thingId: thing,
    type: ['warning.served'],
    from: null,
    to: null,
    byActor: false,
  });
});

test('an approval holds for some hours, then the file is out of reach and the task is gone', async () => {
  const wish = await asked();
  await step(wish, 'approve', officerToken);
  const over = new Date(Date.now() - 1_000);
  await database.prisma.auditExport.update({ where: { id: wish.id }, data: { expiresAt: over } });
  expect((await fetched(wish)).status).toBe(409);
  expect(await expireAuditExports(database, byOf({ now: instant(new Date()) }))).toBe(1);
  expect(await expireAuditExports(database, byOf({ now: instant(new Date()) }))).toBe(0);
  expect(await tasksOf(token)).toEqual([]);
});

test('refused it stays in, with the reason; nobody but who asked can take the wish back', async () => {
  const wish = await asked();
  expect((await step(wish, 'refuse', officerToken)).body).toMatchObject({ code: 'step.incomplete' });
  expect((await step(wish, 'withdraw', officerToken)).status).toBe(403);
  expect((await step(wish, 'refuse', officerToken, '范围过大')).body).toMatchObject({
    state: 'REFUSED',
    note: '范围过大',
  });
  expect((await fetched(wish)).status).toBe(409);
  expect((await step(await asked(), 'withdraw', token)).body).toMatchObject({ state: 'WITHDRAWN' });
});

test('is read by the audit administrator alone', async () => {
  for (const role of ['SYS_ADMIN', 'SEC_ADMIN', 'COMMISSION_LEADER', 'BIZ_ADMIN', 'OFFICER'] as const) {
    const { accountId } = await insertAccount(database, { unit, roles: [role] });
    expect((await app.ask('GET', '/api/v1/events', { token: await app.tokenOf(accountId) })).status).toBe(403);
  }
  expect((await app.ask('GET', '/api/v1/events')).status).toBe(401);
});
