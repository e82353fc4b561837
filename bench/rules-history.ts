import { readFileSync } from 'node:fs';
import process from 'node:process';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { evaluateRules } from '@qingfeng/operations/features/rules/evaluate-rules.ts';
import { publishShippedRules } from '@qingfeng/operations/features/rules/publish-rules.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { seedExpenses, seedFeed } from './county.ts';
import { byNow, openStand } from './stand.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 10_000_000);
const ZONE = 'Asia/Shanghai';
const WATCH_MS = 500;

/** What of the machine's memory nobody could be given; 0 where the system does not tell. */
const takenMb = (): number => {
  try {
    const told = readFileSync('/proc/meminfo', 'utf8');
    const of = (name: string): number => Number(new RegExp(`^${name}:\\s+(\\d+)`, 'm').exec(told)?.[1]) / 1024;
    return of('MemTotal') - of('MemAvailable');
  } catch {
    return 0;
  }
};

/** The nightly sweep over everything there is: every shipped rule over the whole history, alerts and their triage stored. */
export const run = async () => {
  const stand = await openStand();
  try {
    const { database } = stand;
    const feedId = await seedFeed(database);
    await publishShippedRules(database, byNow(), PACK);
    await seedExpenses(database, { feedId, rows: ROWS, until: byNow().today });
    await stand.settle();

    const before = takenMb();
    let most = before;
    const watch = setInterval(() => (most = Math.max(most, takenMb())), WATCH_MS);
    const started = performance.now();
    const alerts = await evaluateRules(database, byNow(), ZONE, { kind: 'SWEEP' });
    const seconds = (performance.now() - started) / 1000;
    const again = performance.now();
    await evaluateRules(database, byNow(), ZONE, { kind: 'SWEEP' });
    const repeated = (performance.now() - again) / 1000;
    clearInterval(watch);
    const [size] = await database.read<{ mb: number }>(
      sql`select (pg_database_size(current_database()) / 1048576)::int as mb`,
    );
    return {
      ...{ bench: 'rules.history', value: Number(seconds.toFixed(1)), unit: 's', against: ROWS },
      ratio: Number((ROWS / seconds).toFixed(0)),
      ...{ rules: PACK.length, alerts, againSeconds: Number(repeated.toFixed(1)) },
      ...{ ownMb: Math.round(process.resourceUsage().maxRSS / 1024), machineMb: Math.round(most - before) },
      databaseMb: size?.mb ?? 0,
    };
  } finally {
    await stand.close();
  }
};
