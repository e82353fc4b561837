import type { sampleRule } from '@qingfeng/contracts/features/rules/samples.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { COLUMNS, type Column } from '@qingfeng/domain/features/rules/columns.ts';
import { explaining } from '@qingfeng/domain/features/rules/explain.ts';
import type { Scalar } from '@qingfeng/domain/features/rules/facts.ts';
import type { Hit } from '@qingfeng/domain/features/rules/findings.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { masked } from '@qingfeng/domain/features/rules/mask.ts';
import { type Answer, compileRule, findingsOf } from '@qingfeng/domain/features/rules/sql/compile-rule.ts';
import type { Scope } from '@qingfeng/domain/features/rules/sql/scope.ts';
import { written } from '@qingfeng/domain/features/rules/words.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addMonths } from '@qingfeng/domain/shared/local-date.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import { visibleMatter } from '../../shared/access.ts';
import { dataAsOf, namesOf, type Touched } from './store.ts';

type Sample = ResponseOf<typeof sampleRule>;
type Period = { readonly from: LocalDate; readonly to: LocalDate };

/** Someone waits at a screen: longer than this nothing is looked at, and more than this is not counted. */
type Most = {
  readonly ms: number;
  readonly hits: number;
  /** The newest records that are looked at where all of them take too long. */
  readonly rows: number;
};
const MOST: Most = { ms: 4_000, hits: 5_000, rows: 500 };
const EXAMPLES = 5;

/** What a draft would have found in the last months, as far as a few seconds tell. Nothing is written. */
export const sampleOf = async (
  database: Database,
  by: By,
  zone: string,
  rule: Rule,
  months: number,
  most = MOST,
): Promise<Sample> => {
  const { until } = await dataAsOf(database, rule.kind);
  const period: Period = { from: addMonths(by.today, -months), to: by.today };
  const scope: Scope = { county: 1, asOf: until ?? by.today, zone };
  const whole = await answersTo(database, rule, scope, period, most);
  const answers = whole ?? (await answersOfNewest(database, rule, scope, period, most));
  if (answers === null) throw new Refusal('rule.sample-too-long', { seconds: most.ms / 1000 });
  const { hits, notEvaluable } = findingsOf(answers);
  const counted = hits.slice(0, most.hits);
  return {
    ...period,
    fired: counted.length,
    bounded: whole === null || hits.length > most.hits,
    notEvaluable: Object.entries(notEvaluable)
      .map(([reason, count]) => ({ reason, count }))
      .sort((a, b) => b.count - a.count),
    months: monthly(counted, period),
    examples: await examplesOf(database, by, rule, counted),
  };
};

const monthly = (hits: readonly Hit[], { from, to }: Period): Sample['months'] => {
  const counts = Map.groupBy(hits, (hit) => hit.to.slice(0, 7));
  const months: Sample['months'] = [];
  for (let day = from; day.slice(0, 7) <= to.slice(0, 7); day = addMonths(`${day.slice(0, 7)}-01` as LocalDate, 1)) {
    const month = day.slice(0, 7);
    months.push({ month, count: counts.get(month)?.length ?? 0 });
  }
  return months;
};

const answersTo = async (
  database: Database,
  rule: Rule,
  scope: Scope,
  { from, to }: Period,
  most: Most,
): Promise<readonly Answer[] | null> => {
  const { texts, values } = compileRule(rule, COLUMNS[rule.kind], scope);
  const statement = sql`
    select * from (${sql(texts, ...values)}) sampled
    where outcome <> 'hit' or "to" between ${from}::date and ${to}::date
    order by outcome desc, "to" desc limit ${most.hits + 100}`;
  return within<Answer>(database, most.ms, statement);
};

/** The same of the newest records and what belongs to them. */
const answersOfNewest = async (
  database: Database,
  rule: Rule,
  scope: Scope,
  period: Period,
  most: Most,
): Promise<readonly Answer[] | null> => {
  const touched = await within<Touched>(
    database,
    most.ms,
    sql`
    select record_id as "recordId", occurred_on as "occurredOn" from ${sql([rule.kind])}
    where county = ${scope.county} and superseded_at is null and occurred_on between ${period.from}::date and ${period.to}::date
    order by occurred_on desc limit ${most.rows}`,
  );
  return touched && answersTo(database, rule, { ...scope, touched, arrived: rule.kind }, period, most);
};

/** Null where it took too long. What Postgres cannot run at all is the draft's fault, not ours. */
const within = async <Row>(
  { pool }: Database,
  mostMs: number,
  { text, values }: Sql,
): Promise<readonly Row[] | null> => {
  const client = await pool.connect();
  try {
    await client.query(`begin read only; set local statement_timeout = ${String(Math.round(mostMs))}`);
    const { rows } = await client.query({ text, values });
    return rows as Row[];
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
    if (code === TOO_LONG) return null;
    if (/^(?:22|42)/u.test(code)) throw new Refusal('rule.sample-fails', { code });
    throw error;
  } finally {
    // A connection that broke says so when it is asked to end its transaction.
    await client.query('rollback').then(
      () => client.release(),
      () => client.release(true),
    );
  }
};
const TOO_LONG = '57014';

/**
 * Some of the hits. Who writes rules sees no matter: he gets the figures, and the records without anything that tells whom they are
 * about, so that he may keep them as a test case.
 */
const examplesOf = async (
  database: Database,
  by: By,
  rule: Rule,
  hits: readonly Hit[],
): Promise<Sample['examples']> => {
  const some = hits.slice(0, EXAMPLES);
  const [names, records] = await Promise.all([
    namesOf(
      database,
      some.map(({ subjectKind, subjectId, recordIds: [recordId = null] }) => ({
        kind: subjectKind,
        id: subjectId,
        recordKind: rule.kind,
        recordId,
      })),
    ),
    recordsOf(database, rule, some),
  ]);
  const explain = explaining(rule);
  return some.map((hit) => {
    const named = names.get(`${hit.subjectKind} ${hit.subjectId}`);
    const sees = visibleMatter(by.viewer, {
      personId: named?.personId ?? null,
      unitId: hit.unitId ?? named?.unitId ?? null,
    });
    const { sentence, values } = explain(hit);
    const own = hit.recordIds.map((id) => records.get(id)).filter((record) => record !== undefined);
    return {
      from: hit.from,
      to: hit.to,
      colour: hit.colour,
      matter: sees ? { label: named?.label ?? hit.subjectId, sentence } : null,
      values: values.map(({ label, unit, value }) => ({
        label,
        text:
          sees || typeof value === 'number' || unit === 'DAY'
            ? { zh: written(value, unit, 'zh'), en: written(value, unit, 'en') }
            : null,
      })),
      records: { [rule.kind]: masked(rule.kind, own) },
    };
  });
};

type Kept = Readonly<{ [field: string]: Scalar | null }>;

/** The records behind some hits, by their ids, as cases write them. */
const recordsOf = async (database: Database, rule: Rule, hits: readonly Hit[]): Promise<ReadonlyMap<string, Kept>> => {
  const columns = Object.entries<Column>(COLUMNS[rule.kind]);
  const picked = join(
    columns.map(([field, { column, type }]) =>
      type === 'instant'
        ? sql`${field}::text, to_char(${sql([column])} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
        : sql`${field}::text, ${sql([column])}`,
    ),
    ', ',
  );
  const rows = await database.read<{ id: string; row: Kept }>(sql`
    select record_id as id, jsonb_build_object(${picked}) as row from ${sql([rule.kind])}
    where county = 1 and record_id = any(${hits.flatMap(({ recordIds }) => recordIds.slice(0, 100))}::uuid[])`);
  return new Map(rows.map(({ id, row }) => [id, row]));
};
