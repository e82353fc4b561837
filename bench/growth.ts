import process from 'node:process';
import { COLUMNS } from '@qingfeng/domain/features/rules/columns.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { judgesPeriods } from '@qingfeng/domain/features/rules/parts.ts';
import { compileRule } from '@qingfeng/domain/features/rules/sql/compile-rule.ts';
import { viewerOfSession } from '@qingfeng/operations/features/identity/read.ts';
import { askingOften } from '@qingfeng/operations/features/rules/store.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { insertAccount, insertUnit, openTestSession } from '../tests/support/people.ts';
import { publishSchemes, seedWarnings, statementsOf } from './api-list.ts';
import { seedExpenses, seedFeed } from './county.ts';
import { byNow, openStand, percentile } from './stand.ts';

const SMALL = Number(process.env['BENCH_ROWS'] ?? 100_000);
const TIMES = 10;
const LOOKS = 20;

const EXPENSE_RULES = PACK.filter(({ kind }) => kind === 'expense');

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
const median = async (times: number, work: () => Promise<unknown>): Promise<number> => {
  await work();
  const taken: number[] = [];
  for (let n = 0; n < times; n += 1) taken.push(await timed(work));
  return percentile(taken, 50);
};

/** Scans: every rule of expenses over the whole history. */
const scans = async (database: Database): Promise<Record<string, number>> => {
  const scope = { county: 1, asOf: byNow().today, zone: 'Asia/Shanghai' };
  const told: Record<string, number> = {};
  for (const rule of EXPENSE_RULES) {
    const { texts, values } = compileRule(rule, COLUMNS.expense, scope);
    told[rule.code] = await median(1, () => database.read(sql(texts, ...values)));
  }
  return told;
};

/** Look-ups: fifty claims judged as they arrive, by the rules that do so at once; the open warnings with the counts of their tabs. */
const lookUps = async (database: Database): Promise<Record<string, number>> => {
  const { today, now } = byNow();
  const touched = await database.read<{ recordId: string; occurredOn: never }>(sql`
    select record_id as "recordId", occurred_on as "occurredOn" from expense order by occurred_on desc, record_id limit 50`);
  const scope = { county: 1, asOf: today, zone: 'Asia/Shanghai', touched };
  const arrival = await askingOften(database, (ask) =>
    median(LOOKS, async () => {
      for (const rule of EXPENSE_RULES) {
        if (judgesPeriods(rule)) continue;
        const { texts, values } = compileRule(rule, COLUMNS.expense, scope);
        await ask(sql(texts, ...values));
      }
    }),
  );
  const unit = await insertUnit(database);
  await database.read(sql`
    insert into covered_unit (group_unit_id, unit_id) select ${unit.id}::uuid, id from unit where code like 'QH-U0%'`);
  const told: Record<string, number> = { arrival };
  for (const role of ['OFFICER', 'RESIDENT_OFFICER'] as const) {
    const { accountId } = await insertAccount(database, { unit, roles: [role] });
    const viewer = await viewerOfSession(database, await openTestSession(database, accountId), now, today);
    if (viewer === null) throw new Error('no session');
    for (const address of ['/api/v1/warnings', '/api/v1/warnings?tab=ended']) {
      const { rows, counts } = await statementsOf(database, viewer, address);
      told[`${role} ${address}`] = await median(LOOKS, async () => {
        await database.pool.query(rows);
        await database.pool.query(counts);
      });
    }
  }
  return told;
};

const measure = async (rows: number) => {
  const stand = await openStand();
  try {
    const feedId = await seedFeed(stand.database);
    await publishSchemes(stand.database);
    await seedExpenses(stand.database, { feedId, rows, until: byNow().today });
    await seedWarnings(stand.ownerUrl, rows);
    await stand.settle();
    return { scans: await scans(stand.database), lookUps: await lookUps(stand.database) };
  } finally {
    await stand.close();
  }
};

const factors = (small: Record<string, number>, large: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(large).map(([name, ms]) => [name, Number((ms / (small[name] ?? ms)).toFixed(2))]));

export const run = async () => {
  const [small, large] = [await measure(SMALL), await measure(SMALL * TIMES)];
  process.stderr.write(`${JSON.stringify({ small, large })}\n`);
  const [scanned, looked] = [factors(small.scans, large.scans), factors(small.lookUps, large.lookUps)];
  const worst = Math.max(...Object.values(scanned));
  return {
    ...{ bench: 'growth', value: worst, unit: 'times', against: 12, ratio: Number((worst / 12).toFixed(2)) },
    ...{
      worstLookUp: Math.max(...Object.values(looked)),
      scans: scanned,
      lookUps: looked,
      from: SMALL,
      to: SMALL * TIMES,
    },
  };
};
