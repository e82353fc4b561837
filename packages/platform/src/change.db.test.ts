import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import pg from 'pg';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../tests/support/database.ts';
import { change, unchanged } from './change.ts';
import { openDatabase, sql } from './database.ts';
import { newId } from './ids.ts';

const { database, ownerUrl, appUrl } = await testDatabase(['thing.made']);

const made = (id: string) => ({
  thingKind: 'thing',
  thingId: id,
  type: 'thing.made',
  version: 1,
  body: { b: 2, a: 1 },
});
const eventsOf = (id: string) =>
  database.read<{ body: string }>(sql`select body from event where thing_id = ${id}::uuid`);
const jobs = async () =>
  (await database.readOne<{ n: number }>(sql`select count(*) as n from graphile_worker.jobs`))?.n;

test('work, event and reaction are committed together', async () => {
  const id = newId();
  const before = await jobs();
  const result = await change(database, byOf(), async (tx) => {
    await tx.setting.create({ data: { key: id, value: 1, changedAt: new Date() } });
    return { result: id, events: [made(id)] };
  });
  expect(result).toBe(id);
  expect(await eventsOf(id)).toEqual([{ body: '{"a":1,"b":2}' }]);
  expect(await jobs()).toBe((before ?? 0) + 1);
});

test('a refusal leaves nothing behind', async () => {
  const id = newId();
  const before = await jobs();
  await expect(
    change(database, byOf(), async (tx) => {
      await tx.setting.create({ data: { key: id, value: 1, changedAt: new Date() } });
      throw new Refusal('thing.changed');
      return { result: id, events: [made(id)] };
    }),
  ).rejects.toThrow(Refusal);
  expect(await database.prisma.setting.count({ where: { key: id } })).toBe(0);
  expect(await eventsOf(id)).toEqual([]);
  expect(await jobs()).toBe(before);
});

test('where no transaction comes free in time nothing is done, and it is said so', async () => {
  const narrow = openDatabase(appUrl, { connections: 1, waitMs: 1_000 });
  const [begun, finish] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = change(narrow, byOf(), async () => {
    begun.resolve();
    await finish.promise;
    return unchanged('done');
  });
  await begun.promise;
  await expect(change(narrow, byOf(), () => Promise.resolve(unchanged('done')))).rejects.toMatchObject({
    ...{ code: 'request.busy', kind: 'busy', details: { seconds: 5 } },
  });
  finish.resolve();
  expect(await first).toBe('done');
  await narrow.close();
});

test('a hundred submits under one key do the work once and all get its answer', async () => {
  const by = byOf({ idempotency: { key: newId(), requestHash: 'same' } });
  const results = await Promise.all(
    Array.from({ length: 100 }, () =>
      change(database, by, async () => {
        const id = newId();
        return { result: id, events: [made(id)] };
      }),
    ),
  );
  expect(new Set(results).size).toBe(1);
  expect(await eventsOf(results[0] ?? '')).toHaveLength(1);
});

test('another body under the same key is refused, and a refused attempt frees the key', async () => {
  const key = newId();
  const attempt = (requestHash: string, fail: boolean) =>
    change(database, byOf({ idempotency: { key, requestHash } }), async () => {
      if (fail) throw new Refusal('thing.changed');
      return unchanged('done');
    });
  await expect(attempt('one', true)).rejects.toThrow('thing.changed');
  expect(await attempt('two', false)).toBe('done');
  await expect(attempt('three', false)).rejects.toThrow('request.key-reused');
});

test('the record cannot be altered, by the application or by the owner', async () => {
  const id = newId();
  await change(database, byOf(), async () => ({ result: id, events: [made(id)] }));
  const statements = ['update event set body = body', 'delete from event', 'truncate event'];
  for (const statement of statements)
    await expect(database.pool.query(statement)).rejects.toThrow(/permission denied|append-only/);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  for (const statement of statements) await expect(owner.query(statement)).rejects.toThrow('append-only');
  await owner.end();
});
