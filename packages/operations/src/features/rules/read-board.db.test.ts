import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { localDate } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { ruleBoardOf } from './read-board.ts';

const { database } = await testDatabase();
const TODAY = localDate('2026-10-10');

test('counts verdicts by month and rule and the work by handler, of what the viewer may see', async () => {
  const [own, other] = [await insertUnit(database), await insertUnit(database)];
  const { accountId: handler } = await insertAccount(database, { unit: own, roles: ['OFFICER'] });
  await database.read(sql`insert into rule (code, name) values ('R09', '单笔报销超限')`);
  const alert = (
    unitId: string,
    state: string,
    received: string,
    {
      closed = null,
      reason = null,
      taken = null,
      due = null,
    }: Partial<Record<'closed' | 'reason' | 'taken' | 'due', string | null>>,
  ) =>
    database.read(sql`
      insert into information (id, number, source, rule_code, state, title, subject_kind, subject_id, subject_label, unit_id, received_at,
        closed_at, dismiss_reason, handler_id, due_on, body)
      values (${newId()}::uuid, ${newId()}, 'ALERT', 'R09', ${state}, '', 'UNIT', 'u', 'u', ${unitId}::uuid, ${received}::timestamptz,
        ${closed}::timestamptz, ${reason}, ${taken}::uuid, ${due}::date, '{}')`);
  const ended = (closed: string, reason: string) => ({ closed, reason, taken: handler });
  await alert(own.id, 'DISMISSED', '2026-09-01T00:00Z', ended('2026-09-03T00:00Z', 'UNTRUE'));
  await alert(own.id, 'DISMISSED', '2026-09-01T00:00Z', ended('2026-10-01T00:00Z', 'LAWFUL_EXCEPTION'));
  // Over midnight in the office: the first of October.
  await alert(own.id, 'DISMISSED', '2026-09-30T20:00Z', ended('2026-10-01T00:00Z', 'DATA_ERROR'));
  await alert(own.id, 'TRANSFERRED', '2026-09-05T00:00Z', { closed: '2026-09-09T00:00Z', taken: handler });
  await alert(own.id, 'VERIFYING', '2026-10-01T00:00Z', { taken: handler, due: '2026-10-09' });
  await alert(own.id, 'RECEIVED', '2026-10-05T00:00Z', {});
  await alert(other.id, 'RECEIVED', '2026-10-05T00:00Z', {});

  const leader: Viewer = { ...SYSTEM, roles: ['COMMISSION_LEADER'], wholeCounty: false, coveredUnitIds: [own.id] };
  const board = await ruleBoardOf(database, leader, TODAY, 'Asia/Shanghai');
  expect(board.months).toHaveLength(12);
  expect(board.months.slice(-2)).toMatchObject([
    { month: '2026-09', received: 3, confirmed: 1, untrue: 1, lawful: 0, ruleFault: 0, precisionPermille: null },
    { month: '2026-10', received: 3, confirmed: 0, untrue: 0, lawful: 1, ruleFault: 0 },
  ]);
  expect(board.rules).toMatchObject([
    { code: 'R09', received: 6, open: 2, confirmed: 1, untrue: 1, lawful: 1, medianDays: 3 },
  ]);
  expect(board.workload).toMatchObject([
    { handler: { id: handler }, open: 1, overdue: 1, oldestDays: 9, judged: 2 },
    { handler: null, open: 1, overdue: 0, oldestDays: 5, judged: 0 },
  ]);
  const officer = await ruleBoardOf(database, { ...leader, roles: ['OFFICER'] }, TODAY, 'Asia/Shanghai');
  expect(officer.workload).toBeNull();
  expect(officer.rules).toEqual(board.rules);
});
