import type { Findings, Hit } from '../findings.ts';
import { findings } from '../findings.ts';
import type { Rule } from '../language.ts';
import { withLists } from '../parts.ts';
import { type Fragment, joined, sql, text } from './fragment.ts';
import { clusterStages } from './cluster-stages.ts';
import { groupStages } from './group-stages.ts';
import { rowStages } from './row-stages.ts';
import type { Scope } from './scope.ts';
import { list, type Stages, tableOf } from './stages.ts';
import { touchedStages } from './touched.ts';
import type { Columns, Table } from './table.ts';

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
 * A rule as one SQL statement over the typed table of its kind, set-based, with every value a parameter: `texts` and `values`
 * are a tagged template's arrays. It gives what `holds` gives: over the whole history, or for what a batch touched.
 */
export const compileRule = (written: Rule, columns: Columns, scope: Scope): Fragment => {
  const rule = withLists(written);
  const kept: Table['kept'] = new Map();
  const stages: Stages = { ctes: touchedStages(rule, columns, scope), results: [] };
  rule.finds.forEach((find, index) => {
    const prefix = `f${index}_`;
    const asking = scope.touched === undefined ? undefined : text(`${prefix}asking`);
    const table = tableOf(rule, columns, scope, 'r', { asking, kept });
    if (find.each === 'row') rowStages(rule, find, table, prefix, stages);
    else if (find.each === 'group') groupStages(rule, find, table, prefix, stages);
    else clusterStages(rule, find, table, prefix, stages);
  });
  const columnNames = text(ANSWER.map((name) => `"${name}"`).join(', '));
  return sql`
    with recursive ${list([...stages.ctes, ...[...kept.values()].map(({ stage }) => stage)])},
    answer (${columnNames}) as (${joined(stages.results, ' union all ')})
    select * from answer`;
};
