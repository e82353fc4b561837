import { listInformation as contract } from '@qingfeng/contracts/features/information/endpoints.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { addDays, instant } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { describe, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { visibleTask } from '../../shared/access.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { mergeInformation } from './merge-information.ts';
import { proposePolicy } from './propose-policy.ts';
import { informationOf } from './read-information.ts';
import { readPolicies } from './read-policy.ts';
import { listInformationOf } from './read.ts';
import { type NewAlert, receiveAlerts } from './receive-alerts.ts';
import { sweepMatters } from './settle-matters.ts';
import { snoozeInformation } from './snooze-information.ts';
import { stepPolicy } from './step-policy.ts';
import { takeInformation } from './take-information.ts';
import { tellOfSnoozes, wakeSnoozed } from './wake-information.ts';

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

describe('what stays out of the inbox because of its matter', () => {
  const standing = async (...alerts: NewAlert[]) =>
    Object.fromEntries(
      await Promise.all(
        alerts.map(async ({ id, subjectLabel, ruleCode, colour }) => {
          const row = await database.readOne<{ quiet: string | null; tasks: number }>(sql`
            select i.quiet, (select count(*)::int from task t where t.thing_id = i.id and t.closed_at is null) as tasks
            from information i where i.county = 1 and i.alert_id = ${id}::uuid`);
          return [`${subjectLabel} ${ruleCode} ${colour}`, [row!.quiet, row!.tasks]] as const;
        }),
      ),
    );
  const red = (alert: NewAlert): NewAlert => ({ ...alert, colour: 'RED' });
  const officerOf = async (): Promise<By> => {
    const { accountId } = await insertAccount(database, { unit: await insertUnit(database), roles: ['OFFICER'] });
    return byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
  };
  const rowOf = (alert: NewAlert) =>
    database.prisma.information.findFirstOrThrow({ where: { county: 1, alertId: alert.id } });
  const set = async (policy: object): Promise<void> => {
    const { _max } = await database.prisma.triagePolicyVersion.aggregate({ _max: { number: true } });
    await database.prisma.triagePolicyVersion.create({
      data: {
        id: newId(),
        number: (_max.number ?? 0) + 1,
        state: 'PUBLISHED',
        policy,
        reason: '试',
        proposedAt: byOf().now,
      },
    });
  };

  test('a red silences blue ones until it is decided; what is silent can be taken all the same', async () => {
    const [first, second, heavy] = [alertOf('壬', []), alertOf('壬', [], 'R02'), red(alertOf('壬', [], 'R03'))];
    await raise(byOf(), first);
    expect(await standing(first)).toEqual({ '壬 R01 BLUE': [null, 1] });
    await raise(later(1), heavy, second);
    expect(await standing(first, second, heavy)).toEqual({
      '壬 R01 BLUE': ['INHIBITED', 0],
      '壬 R02 BLUE': ['INHIBITED', 0],
      '壬 R03 RED': [null, 1],
    });
    const officer = await officerOf();
    await takeInformation(database, officer, await rowOf(second));
    expect(await standing(second)).toEqual({ '壬 R02 BLUE': [null, 1] });
    await takeInformation(database, officer, await rowOf(heavy));
    expect(await standing(first)).toEqual({ '壬 R01 BLUE': ['INHIBITED', 0] });
    await mergeInformation(database, officer, await rowOf(heavy), { intoId: (await rowOf(second)).id });
    expect(await standing(first)).toEqual({ '壬 R01 BLUE': [null, 1] });
    const told = await database.read<{ type: string }>(sql`
      select type from event where thing_id = ${(await rowOf(first)).id}::uuid and type like '%silenced' order by id`);
    expect(told.map(({ type }) => type)).toEqual(['information.silenced', 'information.unsilenced']);
  });

  test('a matter is weighed by its findings, and its colour falls only below the lower threshold', async () => {
    const [one, other] = [red(alertOf('癸', [])), { ...alertOf('癸', [], 'R02'), colour: 'YELLOW' as const }];
    await raise(byOf(), one);
    await raise(later(10), other);
    const weight = async () => {
      const { matterId, id } = await rowOf(one);
      return database.readOne(sql`select score, colour from matter_score where id = ${matterId ?? id}::uuid`);
    };
    // 100 of ten days ago (93 %) and 40, two rules: 133 × 125 %.
    expect(await weight()).toEqual({ score: 166, colour: 'RED' });
    await sweepMatters(database, later(95));
    expect(await weight()).toEqual({ score: 86, colour: 'RED' });
    expect(await sweepMatters(database, later(107))).toBeGreaterThan(0);
    expect(await weight()).toEqual({ score: 78, colour: 'YELLOW' });
    expect(await sweepMatters(database, later(107))).toBe(0);
    const officer = await officerOf();
    const { score } = await informationOf(database, officer.viewer, (await rowOf(one)).id, officer.today);
    expect(score).toMatchObject({ score: 78, colour: 'YELLOW', held: false, rules: 2 });
    // Who may see one of them only is told of that one, and of nothing that the other adds.
    const watched = await insertUnit(database);
    await database.prisma.information.updateMany({ where: { alertId: one.id }, data: { unitId: watched.id } });
    const group = { ...officer.viewer, wholeCounty: false, coveredUnitIds: [watched.id] };
    const part = await informationOf(database, group, (await rowOf(one)).id, officer.today);
    expect(part.score).toMatchObject({ score: 44, colour: 'YELLOW', rules: 1 });
    expect(part.score!.terms).toHaveLength(1);
  });

  test('a rule that waits for several brings them all at once; with another policy the sweep settles what stands', async () => {
    await set({ repeats: [{ ruleCode: 'R04', times: 2 }] });
    const [one, two] = [alertOf('子', [], 'R04'), alertOf('子', [], 'R04')];
    await raise(byOf(), one);
    expect(await standing(one)).toEqual({ '子 R04 BLUE': ['TOO_FEW', 0] });
    await raise(later(2), two);
    expect([await standing(one), await standing(two)]).toEqual(Array(2).fill({ '子 R04 BLUE': [null, 1] }));
    await set({ repeats: [{ ruleCode: 'R04', times: 3 }] });
    await sweepMatters(database, later(3));
    expect([await standing(one), await standing(two)]).toEqual(Array(2).fill({ '子 R04 BLUE': ['TOO_FEW', 0] }));
    await set({});
    await sweepMatters(database, later(3));
    expect([await standing(one), await standing(two)]).toEqual(Array(2).fill({ '子 R04 BLUE': [null, 1] }));
  });

  test('whoever put it off is told once that it is soon back', async () => {
    const alert = alertOf('丑', []);
    await raise(byOf(), alert);
    const officer = await officerOf();
    await snoozeInformation(database, officer, await rowOf(alert), { until: addDays(officer.today, 5), reason: '等' });
    const told = async (days: number) => {
      await tellOfSnoozes(database, later(days));
      return (
        await database.read(sql`
          select 1 from event where thing_id = ${(await rowOf(alert)).id}::uuid and type = 'information.snooze-ending'`)
      ).length;
    };
    expect([await told(3), await told(4), await told(4)]).toEqual([0, 1, 1]);
  });

  test('a policy is proposed by one, put in force by another, and one at a time', async () => {
    const keeper = async (): Promise<By> => {
      const { accountId } = await insertAccount(database, { unit: await insertUnit(database), roles: ['RULE_ADMIN'] });
      return byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
    };
    const [author, other] = [await keeper(), await keeper()];
    const { inForce } = await readPolicies(database, author.viewer);
    const propose = (more: Partial<typeof inForce>) =>
      proposePolicy(database, author, { policy: { ...inForce, ...more }, reason: '试行' });
    await expect(propose({})).rejects.toThrow('policy.changes-nothing');
    await expect(propose({ redUntil: inForce.redFrom })).rejects.toThrow('policy.faulty');
    await expect(propose({ weights: [{ ruleCode: 'R99', percent: 50 }] })).rejects.toThrow('policy.faulty');
    const id = await propose({ snoozeDays: 7 });
    await expect(propose({ snoozeDays: 8 })).rejects.toThrow('policy.proposal-open');
    const tasksOf = async ({ viewer }: By): Promise<number> =>
      (
        await database.readOne<{ n: number }>(sql`
        select count(*)::int as n from task t where t.thing_id = ${id}::uuid and ${visibleTask(viewer, sql`t`)}`)
      )?.n ?? -1;
    expect([await tasksOf(author), await tasksOf(other)]).toEqual([0, 1]);
    const step = (by: By) => stepPolicy(database, by, { id, step: 'publish', version: 1, reason: null });
    await expect(step(author)).rejects.toThrow('policy.own-proposal');
    expect((await readPolicies(database, other.viewer)).inForce.snoozeDays).toBe(14);
    await step(other);
    expect((await readPolicies(database, other.viewer)).inForce.snoozeDays).toBe(7);
  });
});
