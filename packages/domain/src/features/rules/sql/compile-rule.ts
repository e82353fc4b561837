import type { Findings, Hit } from '../findings.ts';
import { findings } from '../findings.ts';
import type { Rule } from '../language.ts';
import { alikesIn, namedByIn } from '../parts.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import { clusterStages } from './cluster-stages.ts';
import { groupStages } from './group-stages.ts';
import { type Columns, column, conditionSql, isCurrent, joinsOf, namedStages, valueSql } from './row-sql.ts';
import { rowStages } from './row-stages.ts';
import type { Scope } from './scope.ts';
import { byRevision, list, type Stages, tableOf } from './stages.ts';

/** One row of what the statement answers: a hit, or how many things could not be judged for a reason. */
export type Answer =
  | ({ readonly outcome: 'hit' } & Hit)
  | { readonly outcome: 'not-evaluable'; readonly reason: string; readonly things: number; readonly find: string };

const ANSWER = [
  'outcome',
  'reason',
  'things',
  'find',
  'subjectKind',
  'subjectId',
  'unitId',
  'unitCode',
  'dedupeKey',
  'from',
  'to',
  'recordIds',
  'values',
  'colour',
];

/** Answers as `holds` gives them. */
export const findingsOf = (answers: readonly Answer[]): Findings => {
  const hits: Hit[] = [];
  const notEvaluable: Record<string, number> = {};
  for (const answer of answers) {
    if (answer.outcome === 'not-evaluable')
      notEvaluable[answer.reason] = (notEvaluable[answer.reason] ?? 0) + answer.things;
    else {
      const { find, subjectKind, subjectId, unitId, unitCode, dedupeKey, from, to, recordIds, values, colour } = answer;
      hits.push({ find, subjectKind, subjectId, unitId, unitCode, dedupeKey, from, to, recordIds, values, colour });
    }
  }
  return findings(hits, notEvaluable);
};

/**
 * Over the whole history: what names what. For what came: `given`, the revisions that came. `touched`: those, and the current rows whose standing they may change, because they
 * name them or are counted with them.
 */
const touchedStages = (rule: Rule, columns: Columns, scope: Scope): Fragment[] => {
  if (scope.touched === undefined) return namedStages(tableOf(rule, columns, scope, 'n'));
  const came = tableOf(rule, columns, scope, 't');
  const revisions = sql`from given g join ${text(rule.kind)} t on t.county = ${bound(scope.county, 'smallint')} and ${byRevision('t')}`;
  const named = namedByIn(rule).map(
    (field) => sql`
      union select k.record_id, k.occurred_on ${revisions}
        join record_key k on k.feed_id = t.feed_id and k.external_id = ${column(came, field, 'code')}`,
  );
  const alike = alikesIn(rule).map((what) => {
    const other = tableOf(rule, columns, scope, 'o');
    const same = what.by.map((part) => sql`${valueSql(other, part)} = ${valueSql(came, part)}`);
    const [cameOne, otherOne] = [came, other].map((table) => conditionSql(table, what.where)) as [Fragment, Fragment];
    return sql`
      union select o.record_id, o.occurred_on ${revisions} ${joinsOf(came)}
        join ${text(rule.kind)} o on ${isCurrent(other)} and ${joined(same, ' and ')} ${joinsOf(other)}
        where ${cameOne} and ${otherOne}`;
  });
  const ids = bound(
    scope.touched.map(({ recordId }) => recordId),
    'uuid[]',
  );
  const days = bound(
    scope.touched.map(({ occurredOn }) => occurredOn),
    'date[]',
  );
  return [
    sql`given (record_id, occurred_on) as materialized (select * from unnest(${ids}, ${days}))`,
    sql`touched as materialized (select record_id, occurred_on from given ${joined([...named, ...alike], ' ')})`,
  ];
};

/**
 * A rule as one SQL statement over the typed table of its kind, set-based, with every value a parameter: `texts` and `values`
 * are a tagged template's arrays. It gives what `holds` gives: over the whole history, or for what a batch touched.
 */
export const compileRule = (rule: Rule, columns: Columns, scope: Scope): Fragment => {
  const stages: Stages = { ctes: touchedStages(rule, columns, scope), results: [] };
  rule.finds.forEach((find, index) => {
    const table = tableOf(rule, columns, scope);
    const prefix = `f${index}_`;
    if (find.each === 'row') rowStages(rule, find, table, prefix, stages);
    else if (find.each === 'group') groupStages(rule, find, table, prefix, stages);
    else clusterStages(rule, find, table, prefix, stages);
  });
  const columnNames = text(ANSWER.map((name) => `"${name}"`).join(', '));
  return sql`
    with ${list(stages.ctes)},
    answer (${columnNames}) as (${joined(stages.results, ' union all ')})
    select * from answer`;
};
