import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { sql } from './database.ts';
import { enqueue, gather, keepTrying } from './jobs.ts';

const { database, ownerUrl } = await testDatabase();

/** Takes up the job of a key as a worker does, in a transaction that ends only when the other work waits for it. */
const takenUpDuring = async (key: string, work: () => Promise<unknown>): Promise<void> => {
  const worker = new pg.Client({ connectionString: ownerUrl });
  await worker.connect();
  await worker.query('begin');
  await worker.query(
    `update graphile_worker._private_jobs set locked_at = now(), locked_by = 'w', attempts = 1 where key = $1`,
    [key],
  );
  const working = work();
  await expect
    .poll(async () => (await worker.query(`select from pg_locks where not granted`)).rowCount)
    .toBeGreaterThan(0);
  await worker.query('commit');
  await worker.end();
  await working;
};
const payloads = async (task: string) =>
  (
    await database.read<{ payload: unknown }>(sql`
      select j.payload from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
      where t.identifier = ${task} order by j.id`)
  ).map(({ payload }) => payload);

test('what is gathered while the job is being taken up is not lost', async () => {
  const add = (n: number) => gather(database, 'count', [{ n }], { key: 'count', afterSeconds: 0 });
  await add(1);
  await add(2);
  await takenUpDuring('count', () => add(3));
  await add(4);
  // The one taken up counts as tried out now; when it fails it is tried again.
  const taken = (await database.readOne<{ id: string }>(sql`
    select id::text from graphile_worker._private_jobs where locked_at is not null and attempts = max_attempts`))!;
  await keepTrying(database, taken.id, 1);
  expect(
    await database.read(sql`select attempts from graphile_worker._private_jobs where id = ${taken.id}::bigint`),
  ).toEqual([{ attempts: 1 }]);
  expect(await payloads('count')).toEqual([
    [{ n: 1 }, { n: 2 }],
    [{ n: 3 }, { n: 4 }],
  ]);
});

test('a job of a key that is enqueued while the one before is being taken up is not lost', async () => {
  const add = (n: number) => database.prisma.$transaction((tx) => enqueue(tx, 'once', { n }, { key: 'once' }));
  await add(1);
  await add(2);
  await takenUpDuring('once', () => add(3));
  expect(await payloads('once')).toEqual([{ n: 2 }, { n: 3 }]);
});
