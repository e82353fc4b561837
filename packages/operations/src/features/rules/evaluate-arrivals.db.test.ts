import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { testVault } from '../../../../../tests/support/deliveries.ts';
import { insertUnit } from '../../../../../tests/support/people.ts';
import { receiveRows } from '../sources/receive-rows.ts';
import type { WaitingPart } from './evaluate-arrivals.ts';
import { evaluateArrivals, queueArrival } from './evaluate-arrivals.ts';
import { evaluateRules } from './evaluate-rules.ts';
import { publishShippedRules } from './publish-rules.ts';

const ZONE = 'Asia/Shanghai';
const { database } = await testDatabase();
const by = byOf({ viewer: { ...SYSTEM, roles: ['RULE_ADMIN'] } });

test('deliveries that wait are judged together, find what the whole history finds, and name the supplier by its record', async () => {
  await publishShippedRules(database, by, PACK);
  const unit = await insertUnit(database);
  const feedId = newId();
  await database.read(sql`
    insert into feed (id, code, name, unit_id, kind, format, provider, purpose, legal_basis, every_days, registered_at)
    values (${feedId}::uuid, 'F', '测试', ${unit.id}::uuid, 'expense', 'TABLE', '测试', '测试', '测试', 30, now())`);
  // Three pieces of one expense, each in a delivery of its own; the last delivery also holds a claim over the limit.
  for (const n of [1, 2, 3]) {
    const piece = { externalId: `P${String(n)}`, occurredOn: '2026-10-01', unitCode: 'T0001', kind: 'OFFICE' };
    const payee = { payee: '清河县某某商行', payeeCode: '913300000000000001', invoiceNo: `I${String(n)}` };
    const large = { ...piece, externalId: 'L', claimantCode: 'QH-P1', amountMinor: 6_000_000, currency: 'CNY' };
    const rows = [{ ...piece, ...payee, amountMinor: 2_000_000, currency: 'CNY' }, ...(n === 3 ? [large] : [])];
    await receiveRows(database, by, { zone: ZONE, vault: testVault() }, feedId, rows);
  }
  const parts = await database.read<WaitingPart>(sql`
    select batch_id as "batchId", min(id::text) as "fromRecord", max(id::text) as "toRecord", 'expense' as "recordKind",
      count(*)::int as rows from record group by batch_id order by 1`);
  for (const part of parts) await queueArrival(database, part);
  const jobs = await database.read<{ key: string; payload: WaitingPart[] }>(sql`
    select key, payload from graphile_worker._private_jobs where key like 'evaluate-%' order by key`);
  expect(jobs).toEqual([
    { key: 'evaluate-arrivals:expense', payload: parts },
    { key: 'evaluate-periods:expense', payload: parts },
  ]);

  await evaluateArrivals(database, by, ZONE, 'PROMPT', jobs[0]?.payload ?? []);
  const alerts = await database.read<{ rule: string; subject: string }>(sql`
    select rule_code as rule, subject_label as subject from alert order by 1`);
  expect(alerts).toEqual(
    expect.arrayContaining([
      { rule: 'R09', subject: 'QH-P1' },
      { rule: 'R10', subject: '清河县某某商行' },
    ]),
  );
  await evaluateArrivals(database, by, ZONE, 'PERIODS', parts);
  const judged = await database.read<{ rules: string[] }>(sql`
    select array_agg(distinct o.rule_code) as rules
    from rule_run r join rule_outcome o on o.run_id = r.id where o.outcome = 'rows' group by r.id order by r.id`);
  const [prompt, periods] = judged.map(({ rules }) => rules);
  expect([prompt?.includes('R10'), prompt?.includes('R13'), periods?.includes('R13')]).toEqual([true, false, true]);
  expect(await evaluateRules(database, by, ZONE, { kind: 'SWEEP' })).toBe(0);
});

test('a look that finds thousands keeps all of them, in parts, and says once how many', async () => {
  const [feed] = await database.read<{ id: string }>(sql`select id from feed where code = 'F'`);
  const total = 2_100;
  const claims = Array.from({ length: total }, (_, n) => ({
    ...{ externalId: `M${String(n)}`, occurredOn: '2026-09-01', unitCode: 'T0001', kind: 'TRAVEL', currency: 'CNY' },
    ...{ claimantCode: `QH-M${String(n)}`, amountMinor: 7_000_000, invoiceNo: `M${String(n)}` },
  }));
  for (let from = 0; from < total; from += 700)
    await receiveRows(database, by, { zone: ZONE, vault: testVault() }, feed?.id ?? '', claims.slice(from, from + 700));
  const made = await evaluateRules(database, by, ZONE, { kind: 'SWEEP' });
  const [kept] = await database.read(sql`
    select count(*)::int as alerts, count(i.id)::int as triaged, count(distinct a.run_id)::int as runs, max(r.alerts) as told
    from alert a left join information i on i.county = 1 and i.alert_id = a.id left join rule_run r on r.id = a.run_id
    where a.subject_id like 'QH-M%' and a.rule_code = 'R09'`);
  expect(kept).toEqual({ alerts: total, triaged: total, runs: 1, told: made });
  expect(await evaluateRules(database, by, ZONE, { kind: 'SWEEP' })).toBe(0);
});
