import type { By } from '@qingfeng/domain/shared/by.ts';
import { addDays, instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { change } from '@qingfeng/platform/change.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { beforeAll, expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit, type TestUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { openVerification } from './open-verification.ts';
import { myVerificationOf, myVerifications, verificationsOf } from './read-verification.ts';
import { receiveAlerts } from './receive-alerts.ts';
import { remindVerifications } from './remind-verifications.ts';
import {
  answerVerification,
  askVerificationAgain,
  returnVerification,
  withdrawVerification,
} from './step-verification.ts';
import { takeInformation } from './take-information.ts';

const { database } = await testDatabase();
const NAME = '程如砥';

const person = async (unit: TestUnit, role: Role): Promise<By> => {
  const { accountId } = await insertAccount(database, { unit, roles: [role] });
  return byOf({ viewer: (await viewerOfAccount(database, accountId, byOf().today))! });
};
const fresh = async (by: By): Promise<By> => ({
  ...by,
  viewer: (await viewerOfAccount(database, by.viewer.accountId, by.today))!,
});

let [concerned, commission, audit, finance]: TestUnit[] = [];
let [officer, auditor, accountant, insider]: By[] = [];
beforeAll(async () => {
  [concerned, commission, audit, finance] = await Promise.all(
    ['县住建局', '县纪委监委', '县审计局', '县财政局'].map((name) => insertUnit(database, { name })),
  );
  officer = await person(commission!, 'OFFICER');
  [auditor, accountant, insider] = [
    await person(audit!, 'PARTNER'),
    await person(finance!, 'PARTNER'),
    await person(concerned!, 'PARTNER'),
  ];
});

/** An alert about a person of the unit concerned, in the officer's hand. */
const inHand = async (): Promise<{ id: string; version: number }> => {
  const alertId = newId();
  const subject = await insertAccount(database, { unit: concerned!, roles: ['CADRE'], name: NAME });
  await change(database, officer!, async (tx) => {
    const { events } = await receiveAlerts(tx, officer!, newId(), [
      {
        ...{ id: alertId, ruleCode: 'R09', ruleVersionId: newId(), dedupeKey: newId() },
        ...{ subjectKind: 'PERSON', subjectId: newId(), subjectLabel: NAME },
        ...{ personId: subject.personId, unitId: concerned!.id, colour: 'RED', amountMinor: null },
        ...{ from: '2026-09-01', to: '2026-09-30', dataAsOf: '2026-10-01T00:00:00Z' },
        explanation: { values: [], thresholds: [], sentence: { zh: '测试', en: 'test' }, find: 'f' },
        ...{ recordKind: 'expense', recordIds: [newId()], title: `报销超标：${NAME}` },
      },
    ]);
    const [first, ...rest] = events;
    return { result: 0, events: [first!, ...rest] };
  });
  const { id } = await database.prisma.information.findFirstOrThrow({ where: { county: 1, alertId } });
  await takeInformation(database, officer!, { id, version: 1 });
  return { id, version: 2 };
};

const ask = (code: string, who: By, more: object = {}) => ({
  ...{ code, accountId: who.viewer.accountId, question: '请核实所列支出有无审批', columns: [] },
  ...{ subject: false, unit: false, earlier: false },
  ...more,
});
const stagesOf = async (id: string) =>
  (await verificationsOf(database, officer!.viewer, id, officer!.today)).items[0]!.stages;
const tasksOf = (by: By) =>
  database.read<{ title: string; dueOn: string }>(sql`
    select title, due_on::text as "dueOn" from task where account_id = ${by.viewer.accountId}::uuid and act = 'verification.answer'
      and closed_at is null`);

test('bodies are asked one after the other, each told its question alone, and the officer sees what they found', async () => {
  const matter = await inHand();
  const { plan, mayOpen } = await verificationsOf(database, officer!.viewer, matter.id, officer!.today);
  expect(mayOpen).toBe(true);
  const offered = plan.find(({ code }) => code === 'AUDIT')!.people.map(({ accountId }) => accountId);
  expect(offered).toEqual(expect.arrayContaining([auditor!.viewer.accountId, accountant!.viewer.accountId]));
  expect(offered).not.toContain(insider!.viewer.accountId);

  await openVerification(database, officer!, matter.id, {
    version: matter.version,
    stages: [ask('AUDIT', auditor!), ask('FINANCE', accountant!, { earlier: true })],
  });
  expect((await stagesOf(matter.id)).map(({ state }) => state)).toEqual(['ASKED', 'WAITING']);
  const [mine, ...others] = (await myVerifications(database, auditor!.viewer, auditor!.today, { page: 1, size: 20 }))
    .items;
  expect(others).toEqual([]);
  expect((await tasksOf(auditor!)).map(({ title }) => title)).toEqual([`${mine!.number} 审计查证`]);
  expect((await myVerifications(database, accountant!.viewer, accountant!.today, { page: 1, size: 20 })).total).toBe(0);
  const told = await myVerificationOf(database, auditor!.viewer, mine!.id, auditor!.today);
  for (const secret of [NAME, '县住建局', 'R09', 'YD-', '疑点', '超标'])
    expect(JSON.stringify(told)).not.toContain(secret);
  // What waits, and what another is asked, is as if it were not there.
  const [, second] = await stagesOf(matter.id);
  for (const by of [accountant!, auditor!, insider!])
    await expect(myVerificationOf(database, by.viewer, second!.id, by.today)).rejects.toThrow('thing.missing');

  await answerVerification(database, auditor!, { id: mine!.id, version: told.version }, '三笔支出没有审批单');
  expect((await stagesOf(matter.id)).map(({ state, finding }) => [state, finding])).toEqual([
    ['ANSWERED', '三笔支出没有审批单'],
    ['ASKED', null],
  ]);
  const asked = await myVerificationOf(database, accountant!.viewer, second!.id, accountant!.today);
  expect(asked.earlier).toEqual([{ name: '审计查证', finding: '三笔支出没有审批单' }]);
  await returnVerification(database, accountant!, { id: second!.id, version: asked.version }, '请说明期间');
  const [, returned] = await stagesOf(matter.id);
  await askVerificationAgain(database, officer!, { id: second!.id, version: returned!.version }, '请核实九月的支出');
  const again = await myVerificationOf(database, accountant!.viewer, second!.id, accountant!.today);
  expect(again).toMatchObject({ state: 'ASKED', question: '请核实九月的支出' });
  await withdrawVerification(database, officer!, { id: second!.id, version: again.version }, '已经查清');
  await expect(myVerificationOf(database, accountant!.viewer, second!.id, accountant!.today)).rejects.toThrow(
    'thing.missing',
  );
  const types = await database.read<{ type: string }>(sql`
    select type from event where thing_id = ${matter.id}::uuid and type like 'information.verif%' order by id`);
  expect(types.map(({ type }) => type.slice(12))).toEqual([
    'verification-opened',
    'verification-answered',
    'verification-returned',
    'verification-asked-again',
    'verification-withdrawn',
    'verified-jointly',
  ]);
  // The record holds no words.
  const bodies = await database.read<{ body: string }>(sql`select body from event where type like '%verif%'`);
  expect(JSON.stringify(bodies)).not.toMatch(/审批|期间|查清/);
});

test('neither the unit concerned nor who must stay away is asked, and no question names what fired or whom', async () => {
  const matter = await inHand();
  const open = (...stages: ReturnType<typeof ask>[]) =>
    openVerification(database, officer!, matter.id, { version: matter.version, stages });
  await expect(open(ask('AUDIT', insider!))).rejects.toThrow('verification.unit-concerned');
  await expect(open(ask('DISCIPLINE', auditor!))).rejects.toThrow('thing.missing');
  await expect(open(ask('ASTRONOMY', auditor!))).rejects.toThrow('verification.stage-unknown');
  await expect(open(ask('AUDIT', auditor!, { question: `请核实${NAME}的报销` }))).rejects.toThrow('reveals-source');
  await expect(open(ask('AUDIT', auditor!, { question: '请核实该疑点' }))).rejects.toThrow('reveals-source');
  const kin = await person(audit!, 'PARTNER');
  await database.prisma.recusal.create({
    data: {
      ...{ id: newId(), personId: kin.viewer.personId!, otherUnitId: concerned!.id, relation: '曾任职' },
      ...{ declaredOn: new Date('2026-01-01'), state: 'IN_FORCE' },
    },
  });
  await expect(open(ask('AUDIT', kin))).rejects.toThrow('verification.recused');
  await expect(
    openVerification(database, auditor!, matter.id, { version: matter.version, stages: [ask('AUDIT', auditor!)] }),
  ).rejects.toThrow('thing.missing');

  await open(ask('AUDIT', auditor!, { subject: true, question: `请核实${NAME}名下的支出` }));
  const [stage] = await stagesOf(matter.id);
  expect((await myVerificationOf(database, auditor!.viewer, stage!.id, auditor!.today)).released.subject).toBe(NAME);
  await expect(open(ask('AUDIT', auditor!))).rejects.toThrow();
  // Declared since: from then on it is out of sight, the task with it.
  await database.prisma.recusal.create({
    data: {
      ...{ id: newId(), personId: auditor!.viewer.personId!, otherUnitId: concerned!.id, relation: '亲属任职' },
      ...{ declaredOn: new Date('2026-01-01'), state: 'IN_FORCE' },
    },
  });
  const after = await fresh(auditor!);
  await expect(myVerificationOf(database, after.viewer, stage!.id, after.today)).rejects.toThrow('thing.missing');
  await expect(answerVerification(database, after, { id: stage!.id, version: stage!.version }, '无')).rejects.toThrow(
    'thing.missing',
  );
});

test('who is asked is reminded before the day, on it and after it, once a day', async () => {
  const matter = await inHand();
  await openVerification(database, officer!, matter.id, {
    version: matter.version,
    stages: [ask('FINANCE', accountant!)],
  });
  const [stage] = await stagesOf(matter.id);
  const reminded = async (days: number): Promise<number> => {
    const now = instant(new Date(Date.parse(`${addDays(stage!.dueOn!, days)}T01:00:00Z`)));
    await remindVerifications(database, byOf({ now }));
    const [row] = await database.read<{ n: number }>(sql`
      select count(*)::int as n from event where thing_id = ${stage!.id}::uuid and type = 'verification.reminded'`);
    return row!.n;
  };
  expect([await reminded(-5), await reminded(0), await reminded(0), await reminded(1)]).toEqual([0, 1, 1, 2]);
});
