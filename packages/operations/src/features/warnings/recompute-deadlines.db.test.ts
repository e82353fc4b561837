import { instant, localDate } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { beforeAll, expect, test } from 'vitest';
import { factSheet, information, publishShipped, warning } from '../../../../../tests/access/matters.ts';
import type { World } from '../../../../../tests/access/world.ts';
import { buildWorld } from '../../../../../tests/access/world.ts';
import { VECTORS } from '../../../../../tests/support/calendar.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { publishCalendarYear } from '../calendar/decide-calendar-year.ts';
import { proposeCalendarYear } from '../calendar/propose-calendar-year.ts';
import { publishShippedCalendar } from '../calendar/publish-calendar.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { takeInformation } from '../information/take-information.ts';
import { recomputeInformation } from '../information/recompute-deadlines.ts';
import { recomputeSheets } from '../information/recompute-sheets.ts';
import { makeNotices } from '../notices/make-notices.ts';
import type { ToldEvent } from '../notices/recipients.ts';
import { recomputeWarnings } from './recompute-deadlines.ts';

const { database } = await testDatabase();
const ON = localDate('2026-12-28');
const by = byOf({ now: instant(new Date('2026-12-28T02:00:00.000Z')) });
const never = (id: string, error: unknown): never => {
  throw new Error(id, { cause: error });
};

let world: World;
beforeAll(async () => {
  world = await buildWorld(database);
  await publishShipped(database);
  const years = [2025, 2026].map((year) => ({
    year,
    version: 1,
    days: VECTORS.calendar.filter(({ date }) => date.startsWith(String(year))),
  }));
  await publishShippedCalendar(database, by, years, '通知');
});

const publish = async (year: number, days: { date: string; kind: string; name: string }[]): Promise<void> => {
  const as = async (account: { accountId: string }) => {
    const viewer = await viewerOfAccount(database, account.accountId, by.today);
    return viewer === null ? by : { ...by, viewer };
  };
  const proposer = await as(world.account('BIZ_ADMIN', 'own'));
  const id = await proposeCalendarYear(database, proposer, { year, source: '通知', days });
  await publishCalendarYear(database, await as(world.colleague('BIZ_ADMIN')), { id, version: 1 });
};
const dueOf = async (table: 'warning' | 'information', id: string) =>
  database.readOne(
    table === 'warning'
      ? sql`select due_on as "dueOn", due_estimated as estimated, version from warning where id = ${id}::uuid`
      : sql`select due_on as "dueOn", version from information where id = ${id}::uuid`,
  );
const told = (id: string) =>
  database.read<{ id: string; body: string; type: string }>(sql`
    select id, type, body from event where thing_id = ${id}::uuid and type like '%.deadline-recomputed' order by id`);

test('a published year moves what was estimated, on the record, with its tasks and a word to those bound; what is past stays', async () => {
  // Served on 28 December: seven working days lead into 2027, of which nothing is known yet.
  const served = await warning(world, { state: 'served', on: ON });
  const settled = await warning(world, { state: 'served', on: localDate('2026-10-12') });
  const officer = await viewerOfAccount(database, world.account('OFFICER', 'own').accountId, by.today);
  if (officer === null) throw new Error('no officer');
  const matter = await information(world);
  await takeInformation(
    database,
    { ...by, now: instant(new Date('2026-12-30T02:00:00.000Z')), today: localDate('2026-12-30'), viewer: officer },
    { id: matter, version: 1 },
  );
  const before = await dueOf('warning', served);
  expect(before).toMatchObject({ dueOn: '2027-01-06', estimated: true });
  expect(await dueOf('information', matter)).toMatchObject({ dueOn: '2027-01-04' });
  const settledBefore = await dueOf('warning', settled);

  await publish(2027, [
    { date: '2027-01-01', kind: 'HOLIDAY', name: '元旦' },
    { date: '2027-01-04', kind: 'HOLIDAY', name: '元旦' },
  ]);
  expect(await recomputeWarnings(database, by, never)).toEqual({ changed: 1, failed: 0 });
  expect(await recomputeInformation(database, by, never)).toEqual({ changed: 1, failed: 0 });

  expect(await dueOf('warning', served)).toMatchObject({ dueOn: '2027-01-08', estimated: false });
  expect(await dueOf('information', matter)).toMatchObject({ dueOn: '2027-01-06' });
  expect(await dueOf('warning', settled)).toEqual(settledBefore);
  const tasks = await database.read(sql`
    select distinct due_on as "dueOn" from task where thing_id in (${served}::uuid, ${matter}::uuid) and closed_at is null`);
  expect(new Set(tasks.map((task) => (task as { dueOn: string }).dueOn))).toEqual(new Set(['2027-01-06']));

  const [event] = await told(served);
  expect(JSON.parse(event?.body ?? '{}')).toMatchObject({
    calendar: '2025-1 2026-1 2027-1',
    moved: true,
    shifts: [{ clock: 'response', from: '2027-01-06', to: '2027-01-08', estimated: false }],
    to: ['OBJECT', 'HANDLING_UNIT'],
  });
  const happened = {
    id: event?.id ?? '',
    at: by.now,
    actorId: by.viewer.accountId,
    thingKind: 'warning',
    thingId: served,
    type: 'warning.deadline-recomputed',
    body: JSON.parse(event?.body ?? '{}') as Record<string, unknown>,
  };
  await makeNotices({ database, zone: 'Asia/Shanghai', channels: [] }, by, happened);
  const recipients = await database.read<{ id: string }>(
    sql`select account_id as id from notice where run_id = ${happened.id}::uuid`,
  );
  expect(recipients.map(({ id }) => id)).toContain(world.bystander.accountId);
  expect(recipients.map(({ id }) => id)).toContain(world.account('OFFICER', 'own').accountId);

  // Again, as a job that died would be: nothing is left to do.
  expect(await recomputeWarnings(database, by, never)).toEqual({ changed: 0, failed: 0 });
  expect(await recomputeInformation(database, by, never)).toEqual({ changed: 0, failed: 0 });
  expect(await told(served)).toHaveLength(1);
});

test('a fact sheet whose day was counted moves with the calendar, and its liaison is told; a day that was set stays', async () => {
  const asked = { dueOn: new Date('2029-01-04'), askedAt: new Date('2028-12-28T02:00:00Z') };
  const [counted, set] = [await factSheet(world), await factSheet(world)];
  await database.prisma.factSheet.update({ where: { id: counted }, data: { ...asked, workdays: 5 } });
  await database.prisma.factSheet.update({ where: { id: set }, data: asked });
  await publish(2029, [{ date: '2029-01-01', kind: 'HOLIDAY', name: '元旦' }]);
  expect(await recomputeSheets(database, by, 'Asia/Shanghai')).toBe(1);
  const days = await database.read(sql`
    select due_on as "dueOn" from fact_sheet where id in (${counted}::uuid, ${set}::uuid) order by id = ${set}::uuid`);
  expect(days).toEqual([{ dueOn: '2029-01-05' }, { dueOn: '2029-01-04' }]);

  const [happened] = await database.read<ToldEvent & { body: string }>(sql`
    select id, at, actor_id as "actorId", thing_kind as "thingKind", thing_id as "thingId", type, body
    from event where type = 'information.sheet-due-moved'`);
  if (happened === undefined) throw new Error('no event');
  const body = JSON.parse(happened.body) as Record<string, unknown>;
  await makeNotices({ database, zone: 'Asia/Shanghai', channels: [] }, by, { ...happened, body });
  const notices = await database.prisma.notice.findMany({ where: { runId: happened.id } });
  expect(notices.map(({ accountId }) => accountId)).toContain(world.account('UNIT_LIAISON', 'own').accountId);
  expect(new Set(notices.map(({ thingId }) => thingId))).toEqual(new Set([counted]));
  expect(await recomputeSheets(database, by, 'Asia/Shanghai')).toBe(0);
});

test('a day that only ceases to be an estimate is recorded and nobody is woken', async () => {
  const served = await warning(world, { state: 'served', on: localDate('2027-12-28') });
  expect(await dueOf('warning', served)).toMatchObject({ estimated: true });
  await publish(2028, [{ date: '2028-05-01', kind: 'HOLIDAY', name: '劳动节' }]);
  await recomputeWarnings(database, by, never);
  expect(await dueOf('warning', served)).toMatchObject({ estimated: false });
  const [event] = await told(served);
  expect(JSON.parse(event?.body ?? '{}')).toMatchObject({ moved: false, to: [] });
});
