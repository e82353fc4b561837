import type { By } from '@qingfeng/domain/shared/by.ts';
import { instant } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { type NewAlert, receiveAlerts } from './receive-alerts.ts';

const { database } = await testDatabase();

const alertOf = (subjectId: string, recordIds: readonly string[], ruleCode = 'R01'): NewAlert => ({
  id: newId(),
  ruleCode,
  ruleVersionId: newId(),
  dedupeKey: newId(),
  subjectKind: 'SUPPLIER',
  subjectId,
  subjectLabel: subjectId,
  personId: null,
  unitId: null,
  colour: 'BLUE',
  amountMinor: null,
  from: '2026-09-01',
  to: '2026-09-30',
  dataAsOf: '2026-10-01T00:00:00Z',
  explanation: { values: [], thresholds: [], sentence: { zh: '测试', en: 'test' }, find: 'f' },
  recordKind: 'procurement',
  recordIds,
  title: subjectId,
});

const raise = (by: By, ...alerts: NewAlert[]) =>
  change(database, by, async (tx) => {
    const { made, events } = await receiveAlerts(tx, by, newId(), alerts);
    const [first, ...rest] = events;
    return { result: made, events: [first!, ...rest] };
  });
const matterOf = async ({ id }: NewAlert): Promise<string | null> => {
  const row = await database.readOne<{ id: string; matterId: string | null; label: string }>(sql`
    select matter_id as "matterId" from information where county = 1 and alert_id = ${id}::uuid`);
  return row!.matterId;
};
const later = (days: number): By => byOf({ now: instant(new Date(Date.parse(byOf().now) + days * 86_400_000)) });

test('alerts of different rules on one subject, or on a shared record, are one matter, also when they come one after the other', async () => {
  const [shared, own] = [newId(), newId()];
  const [a, b, c, other] = [
    alertOf('甲', [own]),
    alertOf('甲', [shared], 'R02'),
    alertOf('乙', [shared]),
    alertOf('丙', [newId()]),
  ];
  await raise(byOf(), a, other);
  expect(await matterOf(a)).toBeNull();
  await raise(later(1), b);
  const matter = await matterOf(a);
  expect(matter).not.toBeNull();
  await raise(later(2), c);
  expect([await matterOf(b), await matterOf(c), await matterOf(other)]).toEqual([matter, matter, null]);
  const told = await database.read(sql`select 1 from event where type = 'information.grouped'`);
  expect(told).toHaveLength(2);
});

test('an alert that joins two matters makes them one, with all that belonged to either', async () => {
  const [left, right] = [newId(), newId()];
  const [a, b] = [alertOf('丁', [left]), alertOf('丁', [left], 'R02')];
  const [c, d] = [alertOf('戊', [right]), alertOf('戊', [right], 'R02')];
  await raise(byOf(), a, b);
  await raise(byOf(), c, d);
  expect(await matterOf(a)).not.toBe(await matterOf(c));
  await raise(later(1), alertOf('己', [left, right]));
  const matters = await Promise.all([a, b, c, d].map(matterOf));
  expect(new Set(matters).size).toBe(1);
});

test('further apart than the window of the county they are different matters', async () => {
  const before = alertOf('庚', [newId()]);
  await raise(byOf(), before);
  const after = alertOf('庚', [newId()]);
  await raise(later(31), after);
  expect([await matterOf(before), await matterOf(after)]).toEqual([null, null]);
});
