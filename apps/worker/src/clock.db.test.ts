import { sql } from '@qingfeng/platform/database.ts';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../tests/support/database.ts';
import { claimDue, firingsBetween } from './clock.ts';
import type { TimedJob } from './reaction.ts';

const { database } = await testDatabase();
const config = { zone: 'Asia/Shanghai' } as Parameters<typeof claimDue>[1]['config'];
const job = (name: string, cron: string, catchUp: TimedJob['catchUp']): TimedJob => ({
  name,
  cron,
  catchUp,
  run: async () => ({}),
});
const at = (time: string): Date => new Date(`2026-10-10T${time}:00.000+08:00`);
const claimed = async (name: string) =>
  (await database.read<{ at: string }>(sql`select due_at as at from job_tick where job = ${name} order by due_at`)).map(
    (row) => row.at,
  );

test('three workers over two simulated hours: nothing fires twice, nothing is missed', async () => {
  const everyFive = job('every-five', '*/5 * * * *', 'every');
  await claimDue(everyFive, { database, config }, at('08:00'));
  for (let minute = 1; minute <= 120; minute += 1) {
    const now = new Date(at('08:00').getTime() + minute * 60_000);
    // The second worker sleeps through every third minute, the third one is away for half an hour.
    const awake = [true, minute % 3 !== 0, minute < 40 || minute > 70].filter(Boolean);
    await Promise.all(awake.map(() => claimDue(everyFive, { database, config }, now)));
  }
  const expected = firingsBetween(everyFive.cron, new Date(at('08:00').getTime() - 1), at('10:00'), config.zone);
  expect(await claimed('every-five')).toEqual(expected.map((time) => time.toISOString()));
  expect(expected).toHaveLength(25);
  const jobs = await database.readOne<{ n: number }>(sql`select count(*) as n from graphile_worker.jobs`);
  expect(jobs?.n).toBe(25);
});

test.each([
  ['every', 4],
  ['latest', 2],
  ['none', 1],
] as const)(
  'after three hours of outage an hourly job that catches up on %s has fired %i times',
  async (catchUp, times) => {
    const hourly = job(`hourly-${catchUp}`, '0 * * * *', catchUp);
    await claimDue(hourly, { database, config }, at('09:00'));
    await claimDue(hourly, { database, config }, at('12:00'));
    const expected = catchUp === 'none' ? 2 : times;
    expect(await claimed(hourly.name)).toHaveLength(expected);
  },
);

test('the office zone decides what midnight is', () => {
  const [midnight] = firingsBetween(
    '0 0 * * *',
    at('00:00'),
    new Date(at('00:00').getTime() + 86_400_000),
    config.zone,
  );
  expect(midnight?.toISOString()).toBe('2026-10-10T16:00:00.000Z');
});
