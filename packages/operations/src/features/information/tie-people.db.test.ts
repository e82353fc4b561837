import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { change } from '@qingfeng/platform/change.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { registerApproved } from '../../../../../tests/support/feeds.ts';
import { testVault } from '../../../../../tests/support/deliveries.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { evaluateRules } from '../rules/evaluate-rules.ts';
import { namesOf } from '../rules/store.ts';
import { receiveRows } from '../sources/receive-rows.ts';
import { informationOf } from './read-information.ts';
import { receiveAlerts } from './receive-alerts.ts';

const { database } = await testDatabase();
const vault = testVault();
const READING = { zone: 'Asia/Shanghai', vault };
/** Fictional: no place has the code 999001; both end in their right check digit. */
const [CADRE, NAMED_TWICE] = ['99900119600229001', '99900119520411001'].map((stem) => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, index) => total + weight * Number(stem[index]), 0);
  return `${stem}${'10X98765432'[sum % 11] ?? ''}`;
}) as [string, string];

const digestOf = (identity: string): string => vault.blindIndex(identity, 'record.identity');

/** An alert on a digest, as a rule over a register raises it when nobody knows yet whose it is. */
const alertOn = async (digest: string): Promise<string> => {
  const id = newId();
  await change(database, byOf(), async (tx) => {
    const alert = {
      id,
      ruleCode: 'R01',
      ruleVersionId: newId(),
      dedupeKey: id,
      subjectKind: 'IDENTITY',
      subjectId: digest,
      subjectLabel: '身份摘要',
      personId: null,
      unitId: null,
      colour: 'RED' as const,
      amountMinor: null,
      from: localDate('2026-03-03'),
      to: localDate('2026-03-03'),
      dataAsOf: byOf().now,
      explanation: { sentence: { zh: '', en: '' }, values: [], thresholds: [], exceptions: [], find: 'f' } as never,
      recordKind: 'death' as const,
      recordIds: [newId()],
      title: 't',
    };
    const { events } = await receiveAlerts(tx, byOf(), newId(), [alert]);
    const [first, ...rest] = events;
    return { result: null, events: [first!, ...rest] };
  });
  const row = await database.readOne<{ id: string }>(sql`select id from information where alert_id = ${id}::uuid`);
  return row?.id ?? '';
};

test('a matter about a digest is tied to the cadre behind it when a register comes, and recusal sees it from then', async () => {
  const unit = await insertUnit(database);
  const cadre = await insertAccount(database, { unit, roles: ['CADRE'] });
  const other = await insertAccount(database, { unit, roles: ['CADRE'] });
  const account = await insertAccount(database, { unit: await insertUnit(database), roles: ['OFFICER', 'RULE_ADMIN'] });
  await database.prisma.recusal.create({
    data: {
      id: newId(),
      personId: account.personId,
      otherPersonId: cadre.personId,
      relation: '配偶',
      declaredOn: new Date('2026-01-05'),
    },
  });
  const officer: By = byOf({ viewer: (await viewerOfAccount(database, account.accountId, byOf().today))! });
  const [matter, unclear] = [await alertOn(digestOf(CADRE)), await alertOn(digestOf(NAMED_TWICE))];
  const seen = (id: string) => informationOf(database, officer.viewer, id, officer.today);
  await expect(seen(matter)).resolves.toMatchObject({ id: matter });

  const feedId = await registerApproved(database, officer, {
    code: 'F-TENURE',
    name: '任职',
    unitId: unit.id,
    kind: 'tenure',
    format: 'TABLE',
    provider: '组织部',
    purpose: '轮岗',
    legalBasis: '测试',
    allowedFields: [],
    everyDays: 30,
  });
  const codes = await database.prisma.person.findMany({ where: { id: { in: [cadre.personId, other.personId] } } });
  const codeOf = (id: string): string => codes.find((one) => one.id === id)?.code ?? '';
  const row = { occurredOn: '2020-03-01', post: '科长', unitCode: 'T0001' };
  await receiveRows(database, officer, READING, feedId, [
    { ...row, externalId: 'a', personCode: codeOf(cadre.personId), personHash: CADRE },
    { ...row, externalId: 'b', personCode: codeOf(cadre.personId), personHash: NAMED_TWICE },
    { ...row, externalId: 'c', personCode: codeOf(other.personId), personHash: NAMED_TWICE },
  ]);
  await evaluateRules(database, byOf({ viewer: { ...SYSTEM, roles: ['RULE_ADMIN'] } }), READING.zone, {
    kind: 'SWEEP',
  });

  await expect(seen(matter)).rejects.toMatchObject({ kind: 'missing' });
  // Registers that contradict each other name nobody.
  await expect(seen(unclear)).resolves.toMatchObject({ id: unclear });
  expect(await database.read(sql`select thing_id as id from event where type = 'information.person-known'`)).toEqual([
    { id: matter },
  ]);
  const tasks = await database.read<{ about: string | null }>(
    sql`select about_person_id as about from task where thing_id = ${matter}::uuid`,
  );
  expect(tasks.map(({ about }) => about)).toEqual([cadre.personId]);

  // What is found later names the cadre from the start.
  const subject = { kind: 'IDENTITY', id: digestOf(CADRE), recordKind: 'death' as const, recordId: null };
  expect((await namesOf(database, [subject])).get(`IDENTITY ${subject.id}`)).toMatchObject({
    personId: cadre.personId,
  });
});
