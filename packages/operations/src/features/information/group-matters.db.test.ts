import { listInformation as contract } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { addDays, instant } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { listInformationOf } from './read.ts';
import { type NewAlert, receiveAlerts } from './receive-alerts.ts';
import { snoozeInformation } from './snooze-information.ts';
import { wakeSnoozed } from './wake-information.ts';

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

test('what is put off leaves the inbox with its task, stands in a list of its own, and is back on its morning', async () => {
  const unit = await insertUnit(database);
  const { accountId } = await insertAccount(database, { unit, roles: ['OFFICER'] });
  const officer = byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
  // Not about the officer's own unit: from that one must stay away.
  const watched = await insertUnit(database);
  const alert = { ...alertOf('辛', [newId()]), unitId: watched.id };
  await raise(byOf(), alert);
  const seen = async (tab: 'open' | 'untaken' | 'snoozed') => {
    const query = contract.query.parse({ tab, unitId: watched.id });
    const { items, tabs } = await listInformationOf(database, officer.viewer, officer.today, query);
    expect(tabs[tab]).toBe(items.length);
    return items;
  };
  const tasks = () =>
    database.read(
      sql`select 1 from task where title = ${alert.title} and act = 'information.take' and closed_at is null`,
    );
  const [row] = await seen('untaken');
  const open = (await tasks()).length;
  expect(open).toBeGreaterThan(0);

  const until = addDays(officer.today, 3);
  await snoozeInformation(database, officer, row!, { until, reason: '等候季度结算' });
  expect([(await seen('open')).length, (await seen('untaken')).length, (await tasks()).length]).toEqual([0, 0, 0]);
  expect((await seen('snoozed')).map(({ snoozedUntil }) => snoozedUntil)).toEqual([until]);

  const fail = (_: string, error: unknown) => expect.unreachable(String(error));
  expect(await wakeSnoozed(database, later(2), fail)).toBe(0);
  expect(await wakeSnoozed(database, later(3), fail)).toBe(1);
  expect(await wakeSnoozed(database, later(3), fail)).toBe(0);
  expect([(await seen('untaken')).length, (await seen('snoozed')).length, (await tasks()).length]).toEqual([
    1,
    0,
    open,
  ]);
});
