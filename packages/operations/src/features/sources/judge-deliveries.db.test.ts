import { newId } from '@qingfeng/platform/ids.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertUnit } from '../../../../../tests/support/people.ts';
import { judgeDeliveries } from './judge-deliveries.ts';

const { database } = await testDatabase();
const LIMITS = { rejectedShare: 0.05, few: 0.5, many: 2 };

test('each delivery is looked at once; what is odd is told, beside what the feed delivers otherwise', async () => {
  const { id: unitId } = await insertUnit(database);
  const feedId = newId();
  await database.read(sql`
    insert into feed (id, code, name, unit_id, kind, format, provider, purpose, legal_basis, every_days, registered_at)
    values (${feedId}::uuid, 'F', '测试', ${unitId}::uuid, 'expense', 'TABLE', '测试', '测试', '测试', 30, now())`);
  const deliver = (format: 'CSV' | 'API', accepted: number, rejected = 0) =>
    database.read(sql`
      insert into batch (id, feed_id, format, state, received_at, received_by, accepted, rejected)
      values (${newId()}::uuid, ${feedId}::uuid, ${format}, 'DONE', now(), ${newId()}::uuid, ${accepted}, ${rejected})`);
  const told = async () =>
    (
      await database.read<{ alarms: string[] }>(sql`
        select (body::jsonb -> 'alarms') as alarms from event where type = 'feed.alarmed' order by at, id`)
    ).map(({ alarms }) => alarms);

  for (const rows of [100, 100, 110, 90]) await deliver('CSV', rows);
  expect(await judgeDeliveries(database, byOf(), LIMITS)).toBe(0);
  await deliver('CSV', 40);
  await deliver('API', 1);
  await deliver('CSV', 80, 20);
  expect(await judgeDeliveries(database, byOf(), LIMITS)).toBe(2);
  expect(await told()).toEqual([['FEW_ROWS'], ['MANY_REJECTED']]);
  expect(await judgeDeliveries(database, byOf(), LIMITS)).toBe(0);
  expect(await database.read(sql`select count(*) as n from batch where alarms is null`)).toEqual([{ n: 0 }]);
});
