import { sql } from '@qingfeng/platform/database.ts';
import { afterEach, expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { openDatabase } from '@qingfeng/platform/database.ts';

const { database } = await testDatabase();
type Health = { status: string; parts: { part: string; ok: boolean; figures: Record<string, number> | null }[] };

/** A fresh app each time: the answer is kept for two seconds. */
const ask = async (role?: 'SYS_ADMIN' | 'OFFICER', on = database): Promise<Health> => {
  const app = await startApp(on);
  const account = role && (await insertAccount(database, { unit: await insertUnit(database), roles: [role] }));
  const token = account && (await app.tokenOf(account.accountId));
  const answer = await app.ask('GET', '/api/v1/health', token === undefined ? {} : { token });
  expect(answer.status).toBe(200);
  return answer.body as Health;
};
const part = ({ parts }: Health, name: string) => parts.find((one) => one.part === name);
const tick = (ago: string) =>
  database.read(sql`
    insert into job_tick (job, due_at, claimed_at, finished_at)
    values (${ago}, now(), now(), now() - ${ago}::interval)`);

afterEach(async () => {
  await database.read(sql`delete from job_tick`);
  await database.read(sql`delete from graphile_worker._private_jobs`);
});

test('figures are for system administrators alone', async () => {
  await tick('1 minute');
  expect(part(await ask('SYS_ADMIN'), 'worker')).toMatchObject({
    ok: true,
    figures: { secondsSinceTimedJob: expect.any(Number) as number },
  });
  for (const health of [await ask(), await ask('OFFICER')]) {
    expect(health.parts.map(({ figures }) => figures)).toEqual(health.parts.map(() => null));
    expect(part(health, 'worker')?.ok).toBe(true);
  }
});

test('a worker that stands still is told of, and so is one that never ran', async () => {
  expect(await ask()).toMatchObject({ status: 'degraded' });
  await tick('6 minutes');
  expect(part(await ask(), 'worker')?.ok).toBe(false);
});

test('a job that waits too long and one that failed for good are told of', async () => {
  await tick('1 second');
  expect(part(await ask(), 'queue')?.ok).toBe(true);
  await database.read(sql`select graphile_worker.add_job('react', '{}', run_at => now() - interval '11 minutes')`);
  expect(part(await ask('SYS_ADMIN'), 'queue')).toMatchObject({ ok: false, figures: { waiting: 1, failed: 0 } });
  await database.read(sql`update graphile_worker._private_jobs set attempts = max_attempts`);
  expect(part(await ask('SYS_ADMIN'), 'queue')).toMatchObject({ ok: false, figures: { waiting: 0, failed: 1 } });
});

test('a database that is away is an answer', async () => {
  const away = openDatabase('postgresql://nobody:x@127.0.0.1:1/none');
  expect((await ask(undefined, away)).parts.map(({ part: name, ok }) => [name, ok])).toEqual([
    ['database', false],
    ['disk', expect.any(Boolean)],
  ]);
  await away.close();
});
