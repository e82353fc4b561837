/**
 * `npm run -s bench -- NAME…`: the named rows; without a name all but the long ones, `--full` with them; one JSON line each on stdout, a row that fails on
 * stderr.
 */
import process from 'node:process';

export type Row = {
  readonly bench: string;
  readonly value: number;
  readonly unit: string;
  /** The same by the other side, or the limit where there is none. */
  readonly against: number;
  readonly ratio: number;
};

/** Every row and what measures it, loaded only when it is asked for: what another row leaves in memory must not slow it. */
const ROWS: Readonly<Record<string, () => Promise<{ readonly run: () => Promise<Row> }>>> = {
  'rules.engine': () => import('./rules-engine.ts'),
  'rules.sql': () => import('./rules-sql.ts'),
  'rules.durable': () => import('./rules-durable.ts'),
  'ingest.copy': () => import('./ingest-copy.ts'),
  'alert.latency': () => import('./alert-latency.ts'),
  'api.list': () => import('./api-list.ts'),
  'rules.back-test': () => import('./rules-back-test.ts'),
  growth: () => import('./growth.ts'),
  'rules.history': () => import('./rules-history.ts'),
};
/** Rows that take long, and are measured when they are named or with `--full`. */
const LONG = new Set(['growth', 'rules.history']);

const full = process.argv.includes('--full');
const asked = process.argv.slice(2).filter((name) => name !== '--full');
const unknown = asked.filter((name) => !Object.hasOwn(ROWS, name));
if (unknown.length > 0) {
  process.stderr.write(`no row ${unknown.join(', ')}; there are ${Object.keys(ROWS).join(', ')}\n`);
  process.exitCode = 2;
} else {
  for (const [name, load] of Object.entries(ROWS)) {
    if (asked.length > 0 ? !asked.includes(name) : LONG.has(name) && !full) continue;
    try {
      const { run } = await load();
      process.stdout.write(`${JSON.stringify(await run())}\n`);
    } catch (error) {
      process.stderr.write(`${name}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
      process.exitCode = 1;
    }
  }
}
