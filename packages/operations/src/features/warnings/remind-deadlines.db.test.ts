import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addDays, dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { beforeAll, expect, test } from 'vitest';
import { publishShipped, warning } from '../../../../../tests/access/matters.ts';
import { buildWorld } from '../../../../../tests/access/world.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { remindDeadlines } from './remind-deadlines.ts';

const { database } = await testDatabase();
const noFailure = (id: string, error: unknown): never => {
  throw new Error(`warning ${id}`, { cause: error });
};
const sweepOn = (day: LocalDate, onFailure: (id: string, error: unknown) => void = noFailure) => {
  const now = instant(new Date(`${day}T00:00:00.000Z`));
  return remindDeadlines(database, byOf({ now, today: dayOf(now, 'Asia/Shanghai') }), onFailure);
};

let id: string;
let dueOn: LocalDate;
beforeAll(async () => {
  const world = await buildWorld(database);
  await publishShipped(database);
  id = await warning(world, { state: 'served' });
  const row = await database.readOne<{ on: LocalDate }>(sql`select due_on as on from warning where id = ${id}::uuid`);
  if (row === undefined) throw new Error('the warning is missing');
  dueOn = row.on;
});

const told = (): Promise<{ to: string; daysLeft: number }[]> =>
  database.read(sql`
    select told."to", (body::jsonb ->> 'daysLeft')::int as "daysLeft"
    from event, jsonb_array_elements_text(body::jsonb -> 'to') with ordinality as told("to", nth)
    where thing_id = ${id}::uuid and type = 'warning.reminder-due' order by id, nth`);
const stands = () =>
  database.readOne<{ state: string; overdue: boolean; proposals: number }>(sql`
    select state, overdue, jsonb_array_length(body -> 'proposals') as proposals from warning where id = ${id}::uuid`);

test('on the last day the person and the handling unit are reminded, once however often the sweep runs', async () => {
  expect(await sweepOn(dueOn)).toEqual({ reminded: 2, overdue: 0, proposed: 0, failed: 0 });
  expect(await told()).toEqual([
    { to: 'OBJECT', daysLeft: 0 },
    { to: 'HANDLING_UNIT', daysLeft: 0 },
  ]);
  expect(await sweepOn(dueOn)).toEqual({ reminded: 0, overdue: 0, proposed: 0, failed: 0 });
  const both = await Promise.all([sweepOn(dueOn), sweepOn(dueOn)]);
  expect(both.map(({ reminded }) => reminded)).toEqual([0, 0]);
});

test('once late it is marked, the head of the unit and the superior hear of it, and the superior not again', async () => {
  expect(await sweepOn(addDays(dueOn, 7))).toMatchObject({ overdue: 1, reminded: 4, failed: 0 });
  expect((await told()).slice(2).map(({ to }) => to)).toEqual(['OBJECT', 'HANDLING_UNIT', 'UNIT_HEAD', 'SUPERIOR']);
  expect(await stands()).toMatchObject({ state: 'SERVED', overdue: true });
  expect(await sweepOn(addDays(dueOn, 8))).toMatchObject({ overdue: 0, reminded: 3 });
  const superiors = (await told()).filter(({ to }) => to === 'SUPERIOR');
  expect(superiors).toHaveLength(1);
});

test('an escalation is proposed once and executed by nobody but its deciding body', async () => {
  await sweepOn(addDays(dueOn, 30));
  await sweepOn(addDays(dueOn, 31));
  expect(await stands()).toEqual({ state: 'SERVED', overdue: true, proposals: 1 });
});

test('a warning that cannot be read stops no other', async () => {
  await database.read(sql`
    insert into warning select (jsonb_populate_record(w, jsonb_build_object('id', gen_random_uuid(), 'case_number', 'broken', 'body', '{}'::jsonb))).*
    from warning w where w.id = ${id}::uuid`);
  const failures: string[] = [];
  const done = await sweepOn(addDays(dueOn, 40), (broken) => failures.push(broken));
  expect(failures).toHaveLength(1);
  expect(failures).not.toContain(id);
  expect(done).toMatchObject({ failed: 1, reminded: 3 });
});
