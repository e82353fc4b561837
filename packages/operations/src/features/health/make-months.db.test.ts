import { randomBytes } from 'node:crypto';
import { instant } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { makeMonths } from './make-months.ts';

const { database } = await testDatabase();
const at = (time: string) => byOf({ now: instant(new Date(time)) });

const partitionOf = async (id: string): Promise<string | undefined> =>
  (
    await database.readOne<{ name: string }>(
      sql`select tableoid::regclass::text as name from event where id = ${id}::uuid`,
    )
  )?.name;

/** An id as one made at that moment would be: the time in front. */
const idAt = (time: string): string => {
  const milliseconds = Date.parse(time).toString(16).padStart(12, '0');
  return `${milliseconds.slice(0, 8)}-${milliseconds.slice(8)}-7000-8000-${randomBytes(6).toString('hex')}`;
};
const happens = async (time: string): Promise<string> => {
  const id = idAt(time);
  await change(database, { ...at(time), newId: () => id }, async () => ({
    result: null,
    events: [{ thingKind: 'test', thingId: id, type: 'test.happened', version: null, body: {} }],
  }));
  return id;
};

test('makes this month and three more of every table that grows, as the application role; again it finds nothing to make', async () => {
  const { made } = await makeMonths(database, at('2031-01-31T02:00:00Z'));
  const tables = await database.read<{ name: string }>(sql`select name from partitioned_table`);
  expect(made).toBe(tables.length * 4);
  expect(await makeMonths(database, at('2031-01-31T03:00:00Z'))).toEqual({ made: 0 });
  expect(await makeMonths(database, at('2031-02-01T02:00:00Z'))).toEqual({ made: tables.length });
});

test('what happens in a month that was made lies in it; at the turn of the office’s month too', async () => {
  await makeMonths(database, at('2032-03-15T02:00:00Z'));
  expect(await partitionOf(await happens('2032-06-30T23:59:59.999Z'))).toBe('event_203206');
  expect(await partitionOf(await happens('2032-04-01T00:00:00.000Z'))).toBe('event_203204');
});

test('a month that was missed keeps what is in it, and the next is whole again', async () => {
  const missed = await happens('2033-05-10T00:00:00Z');
  expect(await partitionOf(missed)).toBe('event_rest');
  await makeMonths(database, at('2033-05-20T02:00:00Z'));
  expect(await partitionOf(missed)).toBe('event_rest');
  expect(await partitionOf(await happens('2033-06-01T00:00:00Z'))).toBe('event_203306');
});

test('a database that was just migrated has this month already', async () => {
  const now = new Date().toISOString();
  expect(await partitionOf(await happens(now))).toBe(`event_${now.slice(0, 7).replace('-', '')}`);
});
