import type { BackTestResult } from '@qingfeng/contracts/features/rules/back-tests.ts';
import { measure } from '@qingfeng/domain/features/rules/back-test.ts';
import { COLUMNS } from '@qingfeng/domain/features/rules/columns.ts';
import { explaining } from '@qingfeng/domain/features/rules/explain.ts';
import type { Hit } from '@qingfeng/domain/features/rules/findings.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { type Answer, compileRule, findingsOf } from '@qingfeng/domain/features/rules/sql/compile-rule.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import {
  backTestEvent,
  decidedADay,
  endBackTest,
  labelsOf,
  readNamed,
  saveProgress,
  startBackTest,
  type WaitingTest,
} from './back-test-store.ts';
import { dataAsOf, namesOf, withParameters } from './store.ts';

/**
 * Runs a back-test that was asked for: the version's own rule over all records as they are known today, set-based, and of that what falls in
 * the period. Run again after a worker's death it does the same; one that was cancelled keeps no result.
 */
export const runBackTest = async (database: Database, by: By, zone: string, id: string): Promise<void> => {
  const test = await startBackTest(database, id);
  if (test === undefined) return;
  let result: BackTestResult | null = null;
  try {
    result = await resultOf(database, by, zone, test);
  } catch (error) {
    await end(database, by, test, 'FAILED', null);
    if (!isCancelled(error)) throw error;
    return;
  }
  await end(database, by, test, 'DONE', result);
};

/** Postgres says so of a statement that someone stopped. */
const isCancelled = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === '57014';

const end = (
  database: Database,
  by: By,
  { id, versionId }: WaitingTest,
  state: 'DONE' | 'FAILED',
  result: BackTestResult | null,
): Promise<boolean> =>
  change(database, by, async (tx) => {
    const ended = await endBackTest(tx, id, state, result);
    if (!ended) return unchanged(false);
    return { result: true, events: [backTestEvent(id, `back-test.${state.toLowerCase()}`, versionId)] };
  });

const resultOf = async (
  database: Database,
  by: By,
  zone: string,
  { id, definition, parameters, from, to }: WaitingTest,
): Promise<BackTestResult> => {
  const rule = withParameters(definition, parameters);
  const { until } = await dataAsOf(database, rule.kind);
  const { texts, values } = compileRule(rule, COLUMNS[rule.kind], { county: 1, asOf: until ?? by.today, zone });
  const { hits, notEvaluable } = findingsOf(await readNamed<Answer>(database, id, sql(texts, ...values)));
  await saveProgress(database, id, 70);
  const [labels, pace] = await Promise.all([labelsOf(database, rule.code), decidedADay(database, by.today)]);
  const { examples, ...measured } = measure(hits, labels, { from, to }, pace);
  await saveProgress(database, id, 90);
  return {
    ...measured,
    units: [...measured.units],
    months: [...measured.months],
    notEvaluable: Object.entries(notEvaluable).map(([reason, count]) => ({ reason, count })),
    examples: await told(database, rule, examples),
  };
};

/** Hits without a verdict are told as an alert would tell them, since no alert does. */
const told = async (
  database: Database,
  rule: Rule,
  examples: ReturnType<typeof measure>['examples'],
): Promise<BackTestResult['examples']> => {
  const hits = examples.flatMap(({ hit }) => (hit === null ? [] : [hit]));
  const names = await namesOf(
    database,
    hits.map(({ subjectKind, subjectId, recordIds: [recordId = null] }) => ({
      kind: subjectKind,
      id: subjectId,
      recordKind: rule.kind,
      recordId,
    })),
  );
  const explain = explaining(rule);
  const hitOf = (hit: Hit) => {
    const named = names.get(`${hit.subjectKind} ${hit.subjectId}`);
    return {
      label: named?.label ?? hit.subjectId,
      personId: named?.personId ?? null,
      unitId: hit.unitId ?? named?.unitId ?? null,
      from: hit.from,
      to: hit.to,
      colour: hit.colour,
      sentence: explain(hit).sentence,
    };
  };
  return examples.map(({ cell, informationId, hit }) => ({
    cell,
    informationId,
    hit: hit === null ? null : hitOf(hit),
  }));
};
