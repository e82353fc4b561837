import process from 'node:process';
import { COLUMNS } from '@qingfeng/domain/features/rules/columns.ts';
import type { Findings } from '@qingfeng/domain/features/rules/findings.ts';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import { type Answer, compileRule, findingsOf } from '@qingfeng/domain/features/rules/sql/compile-rule.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { seedExpenses, seedFeed } from './county.ts';
import { BY_HAND } from './reference/rules-sql.ts';
import { byNow, openStand, percentile } from './stand.ts';

const ROWS = Number(process.env['BENCH_ROWS'] ?? 1_000_000);
const ROUNDS = 3;

type Told = { readonly findings: readonly string[]; readonly lacking: Readonly<Record<string, number>> };
type Finding = {
  subject: string | null;
  first: string;
  last: string;
  records: string[];
  reason: string | null;
  things: number;
};

const oursOf = ({ hits, notEvaluable }: Findings): Told => ({
  findings: hits.map(({ subjectId, from, to, recordIds }) => [subjectId, from, to, ...recordIds].join(' ')).sort(),
  lacking: notEvaluable,
});
const theirsOf = (rows: readonly Finding[]): Told => ({
  findings: rows
    .filter(({ reason }) => reason === null)
    .map(({ subject, first, last, records }) => [subject, first, last, ...records].join(' '))
    .sort(),
  lacking: Object.fromEntries(rows.flatMap(({ reason, things }) => (reason === null ? [] : [[reason, things]]))),
});
const same = (one: Told, other: Told): boolean =>
  JSON.stringify([one.findings, Object.entries(one.lacking).sort()]) ===
  JSON.stringify([other.findings, Object.entries(other.lacking).sort()]);

/** Seconds of the whole history of expenses through the rules that someone wrote by hand as well, ours and theirs by turns. */
export const sweep = async (
  database: Database,
): Promise<{ own: number; theirs: number; perRule: Record<string, number> }> => {
  const scope = { county: 1, asOf: byNow().today, zone: 'Asia/Shanghai' };
  const [own, theirs]: [number[][], number[][]] = [[], []];
  const rules = Object.entries(BY_HAND).map(([code, text]) => {
    const rule = PACK.find((one) => one.code === code);
    if (rule === undefined) throw new Error(`no rule ${code}`);
    const { texts, values } = compileRule(rule, COLUMNS[rule.kind], scope);
    return { code, text, statement: sql(texts, ...values) };
  });
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [nth, { code, text, statement }] of rules.entries()) {
      const at = performance.now();
      const answers = await database.read<Answer>(statement);
      const between = performance.now();
      const { rows } = await database.pool.query<Finding>(text);
      const after = performance.now();
      // The first round warms up and compares.
      if (round === 0) {
        const [one, other] = [oursOf(findingsOf(answers)), theirsOf(rows)];
        if (!same(one, other))
          throw new Error(
            `${code} by hand answers otherwise: ${String(one.findings.length)} and ${String(other.findings.length)} findings,` +
              ` ${JSON.stringify(one.lacking)} and ${JSON.stringify(other.lacking)}`,
          );
        process.stderr.write(`${code}: ${String(one.findings.length)} findings, ${JSON.stringify(one.lacking)}\n`);
        continue;
      }
      (own[nth] ??= []).push(between - at);
      (theirs[nth] ??= []).push(after - between);
    }
  }
  const medians = (times: readonly number[][]): number[] => times.map((some) => percentile(some, 50) / 1000);
  const total = (times: readonly number[]): number => times.reduce((sum, one) => sum + one, 0);
  const [ours, peers] = [medians(own), medians(theirs)];
  return {
    own: total(ours),
    theirs: total(peers),
    perRule: Object.fromEntries(
      rules.map(({ code }, nth) => [code, Number(((ours[nth] ?? 0) / (peers[nth] ?? 1)).toFixed(2))]),
    ),
  };
};

/** One expense in a thousand came in three pieces, a day apart. */
const cutSome = (database: Database) =>
  database.read(sql`
    update expense set unit_code = 'QH-U05', kind = 'OFFICE', amount_minor = 2000000, currency = 'CNY', payee = '分笔商行',
      payee_code = 'CUT' || substring(external_id from 2)::int / 1000
    where substring(external_id from 2)::int % 1000 in (101, 102, 103)`);

export const run = async () => {
  const stand = await openStand();
  try {
    const feedId = await seedFeed(stand.database);
    await seedExpenses(stand.database, { feedId, rows: ROWS, until: byNow().today });
    await cutSome(stand.database);
    await stand.database.read(sql`
      insert into calendar_day (county, day, is_workday, estimated, workday_no)
      select 1, day, extract(isodow from day) < 6, false, row_number() over (order by day)
      from generate_series(${byNow().today}::date - 800, ${byNow().today}::date + 60, interval '1 day') day`);
    await stand.settle();
    const { own, theirs, perRule } = await sweep(stand.database);
    return {
      ...{ bench: 'rules.sql', value: Number(own.toFixed(2)), unit: 's', against: Number(theirs.toFixed(2)) },
      ...{ ratio: Number((own / theirs).toFixed(2)), rows: ROWS, rules: perRule },
    };
  } finally {
    await stand.close();
  }
};
