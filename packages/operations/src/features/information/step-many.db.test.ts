import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { change } from '@qingfeng/platform/change.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { beforeAll, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit, type TestUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { receiveAlerts } from './receive-alerts.ts';
import { assignMany, confirmMany, dismissMany, takeMany } from './step-many.ts';

const { database } = await testDatabase();
let [watched, other, commission]: TestUnit[] = [];
let [officer, colleague, head, elsewhere]: By[] = [];

const person = async (role: Role, unit: TestUnit, grantUnit?: TestUnit): Promise<By> => {
  const { accountId } = await insertAccount(database, { unit, roles: [role], ...(grantUnit && { grantUnit }) });
  return byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
};
beforeAll(async () => {
  [watched, other, commission] = await Promise.all([insertUnit(database), insertUnit(database), insertUnit(database)]);
  [officer, colleague] = [await person('OFFICER', commission), await person('OFFICER', commission)];
  head = await person('HANDLING_HEAD', commission);
  elsewhere = await person('OFFICER', commission, other);
});

const raised = (unit: TestUnit, count: number): Promise<{ id: string; version: number }[]> =>
  change(database, officer!, async (tx) => {
    const ids = Array.from({ length: count }, () => newId());
    const { events } = await receiveAlerts(
      tx,
      officer!,
      newId(),
      ids.map((id) => ({
        ...{ id, ruleCode: 'R01', ruleVersionId: newId(), dedupeKey: id, subjectKind: 'CASE', subjectId: id },
        ...{ subjectLabel: id, personId: null, unitId: unit.id, colour: 'BLUE', amountMinor: null },
        ...{ from: '2026-09-01', to: '2026-09-30', dataAsOf: '2026-10-01T00:00:00Z' },
        explanation: { values: [], thresholds: [], sentence: { zh: '测试', en: 'test' }, find: 'f' },
        ...{ recordKind: 'approval', recordIds: [newId()], title: id },
      })),
    );
    const [first, ...rest] = events;
    return { result: ids, events: [first!, ...rest] };
  }).then(async (ids) =>
    database.read(
      sql`select id, version from information where county = 1 and alert_id = any(${ids}::uuid[]) order by id`,
    ),
  );
const now = (items: readonly { id: string }[]) =>
  database.read<{ id: string; version: number; state: string; handler: string | null; pending: string | null }>(sql`
    select id, version, state, handler_id as handler, pending from information
    where county = 1 and id = any(${items.map(({ id }) => id)}::uuid[]) order by id`);
const tasks = async (items: readonly { id: string }[]) =>
  (
    await database.read<{ act: string; n: number }>(sql`
      select act, count(*)::int as n from task where closed_at is null and thing_id = any(${items.map(({ id }) => id)}::uuid[]) group by 1`)
  ).map(({ act, n }) => [act, n]);

test('a thousand are taken, dismissed and confirmed in seconds, by the steps that one alone goes', async () => {
  const items = await raised(watched!, 1_000);
  const began = performance.now();
  expect(await takeMany(database, officer!, { items })).toMatchObject({ refused: [] });
  const took = performance.now() - began;
  const taken = await now(items);
  expect(taken.every(({ state, handler }) => state === 'SCREENING' && handler === officer!.viewer.accountId)).toBe(
    true,
  );
  expect(await tasks(items)).toEqual([['information.screen', 1_000]]);
  // Of what is taken already nothing is taken again.
  const again = await takeMany(database, officer!, { items: taken.slice(0, 3) });
  expect(again).toEqual({ done: [], refused: taken.slice(0, 3).map(({ id }) => ({ id, code: 'step.not-available' })) });

  const dismissed = await dismissMany(database, officer!, {
    items: taken,
    reason: 'UNTRUE',
    conclusion: '逐件核对无误',
  });
  expect([dismissed.done.length, dismissed.refused]).toEqual([1_000, []]);
  const own = await confirmMany(database, officer!, { items: (await now(items)).slice(0, 2) });
  expect(own.refused.map(({ code }) => code)).toEqual(['access.denied', 'access.denied']);
  const confirmed = await confirmMany(database, colleague!, { items: await now(items) });
  expect(confirmed.done).toHaveLength(1_000);
  expect((await now(items)).every(({ state }) => state === 'DISMISSED')).toBe(true);
  expect(await tasks(items)).toEqual([]);
  const [{ n } = { n: 0 }] = await database.read<{ n: number }>(sql`
    select count(*)::int as n from event where type in ('information.taken', 'information.dismissal-proposed', 'information.dismissed')`);
  expect(n).toBe(3_000);
  // Alone each took some 10 ms; a busy machine is given room.
  expect(took).toBeLessThan(5_000);
}, 120_000);

test('one that may not be moved stops no other, and is named', async () => {
  const [mine, foreign] = [await raised(watched!, 2), await raised(other!, 1)];
  const stale = { ...mine[1]!, version: 7 };
  const unseen = { id: newId(), version: 1 };
  const { done, refused } = await dismissMany(database, officer!, {
    items: [mine[0]!, stale, unseen],
    reason: 'DATA_ERROR',
    conclusion: '数据有误',
  });
  expect(done).toEqual([mine[0]!.id]);
  expect(refused).toEqual([
    { id: stale.id, code: 'thing.changed' },
    { id: unseen.id, code: 'thing.missing' },
  ]);
  // What nobody had taken was taken first, by the same person.
  expect((await now([mine[0]!]))[0]).toMatchObject({
    state: 'SCREENING',
    pending: 'DISMISS',
    handler: officer!.viewer.accountId,
  });

  const to = (by: By, handler: By, items: readonly { id: string; version: number }[]) =>
    assignMany(database, by, { items: [...items], handlerId: handler.viewer.accountId });
  await expect(to(head!, head!, foreign)).rejects.toThrow('thing.missing');
  const given = await to(head!, elsewhere!, [mine[1]!, foreign[0]!]);
  // He covers the other unit alone.
  expect(given).toEqual({ done: [foreign[0]!.id], refused: [{ id: mine[1]!.id, code: 'thing.missing' }] });
  expect((await now(foreign))[0]).toMatchObject({ state: 'SCREENING', handler: elsewhere!.viewer.accountId });
  expect((await to(officer!, colleague!, [mine[1]!])).refused).toEqual([{ id: mine[1]!.id, code: 'access.denied' }]);
});
