import process from 'node:process';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import { publishShippedRules } from '@qingfeng/operations/features/rules/publish-rules.ts';
import { requestBackTest } from '@qingfeng/operations/features/rules/request-back-test.ts';
import { runBackTest } from '@qingfeng/operations/features/rules/run-back-test.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { seedExpenses, seedFeed } from './county.ts';
import { byNow, openStand, percentile } from './stand.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const ZONE = 'Asia/Shanghai';
/** Limit of one back-test in seconds. */
const LIMIT_S = 5;

/** A back-test of each rule of expenses over two years of them, from the order to the stored result. */
export const run = async () => {
  const stand = await openStand();
  try {
    const { database } = stand;
    const by = byNow();
    const feedId = await seedFeed(database);
    await publishShippedRules(database, by, PACK);
    await seedExpenses(database, { feedId, rows: ROWS, until: by.today });
    await stand.settle();
    const keeper = { ...by, viewer: { ...by.viewer, roles: ['RULE_ADMIN'] as const } };
    const versions = await database.read<{ id: string; code: string }>(sql`
      select v.id, r.code from rule r join rule_version v on v.id = r.published_version_id
      where v.definition ->> 'kind' = 'expense' order by r.code`);
    const seconds: Record<string, number> = {};
    for (const { id, code } of versions) {
      const test = await requestBackTest(database, keeper, id, { from: addDays(by.today, -729), to: by.today });
      const started = performance.now();
      await runBackTest(database, byNow(), ZONE, test);
      seconds[code] = Number(((performance.now() - started) / 1000).toFixed(1));
      const [ended] = await database.read<{ state: string }>(sql`select state from back_test where id = ${test}::uuid`);
      if (ended?.state !== 'DONE') throw new Error(`the back-test of ${code} ended ${String(ended?.state)}`);
    }
    const taken = Object.values(seconds);
    return {
      ...{ bench: 'rules.back-test', value: percentile(taken, 50), unit: 's', against: LIMIT_S },
      ratio: Number((percentile(taken, 50) / LIMIT_S).toFixed(2)),
      ...{ slowest: Math.max(...taken), within: taken.filter((one) => one <= LIMIT_S).length, of: taken.length },
      ...{ rows: ROWS, seconds },
    };
  } finally {
    await stand.close();
  }
};
