import { newId } from '@qingfeng/platform/ids.ts';
import { sql } from '@qingfeng/platform/database.ts';
import pg from 'pg';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { renewStatistics } from './store.ts';

const { database, ownerUrl } = await testDatabase();

const known = async () =>
  (
    await database.readOne<{ rows: number }>(
      sql`select reltuples::int as rows from pg_class where oid = 'duty'::regclass`,
    )
  )?.rows;

test('what the planner knows of a kind is renewed when much has come, and only then', async () => {
  await renewStatistics(database, ['duty']);
  const before = await known();
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  await owner.query(
    `insert into duty (record_id, feed_id, external_id, occurred_on, unit_code)
     select gen_random_uuid(), $1, n::text, '2026-03-02', 'U1' from generate_series(1, 1500) n`,
    [newId()],
  );
  // Counts of what came reach others a second later, unless they are sent for.
  await owner.query('select pg_stat_force_next_flush()');
  await owner.query('select 1');
  await owner.end();
  await renewStatistics(database, ['duty']);
  expect([before, await known()]).toEqual([-1, 1500]);
});

test('of records alone', async () => {
  await expect(database.read(sql`select renew_statistics('account')`)).rejects.toThrow('no kind of record');
});
