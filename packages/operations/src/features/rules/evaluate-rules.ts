import { COLUMNS, type Kind } from '@qingfeng/domain/features/rules/columns.ts';
import { explaining } from '@qingfeng/domain/features/rules/explain.ts';
import type { Findings, Hit } from '@qingfeng/domain/features/rules/findings.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { judgesPeriods, readsOf } from '@qingfeng/domain/features/rules/parts.ts';
import { type Answer, compileRule, findingsOf } from '@qingfeng/domain/features/rules/sql/compile-rule.ts';
import type { Scope } from '@qingfeng/domain/features/rules/sql/scope.ts';
import { rowsTouched } from '@qingfeng/domain/features/rules/sql/touched.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { NewAlert } from '../information/receive-alerts.ts';
import { receiveAlerts } from '../information/receive-alerts.ts';
import { tiePeople } from '../information/tie-people.ts';
import { holdIdentities } from '../sources/identities.ts';
import { namesPeople } from '../sources/read.ts';
import { correctAlerts } from './correct-alerts.ts';
import type { ArrivedPart, Ask, PublishedRule, Touched } from './store.ts';
import {
  alertsOn,
  areTheFirst,
  askingOften,
  dataAsOf,
  namesOf,
  publishedRules,
  recordset,
  renewStatistics,
  touchedBy,
} from './store.ts';

type Cause = { readonly kind: 'SWEEP' | 'MANUAL' } | Arrival;
/** Rules that judge whole months, quarters or years look at what came by themselves, gathered; all others at once. */
export type Pace = 'PROMPT' | 'PERIODS';
type Arrival = {
  readonly kind: 'ARRIVAL';
  readonly recordKind: Kind;
  readonly pace: Pace;
  /** What came, a part of a delivery each; parts that come quickly are judged together. */
  readonly parts: readonly ArrivedPart[];
};

/** Revisions up to which an arrival is judged by its surroundings. */
export const MOST_TOUCHED = 1_000;

/** Findings kept in one change: a first look at years of data may find more than one transaction should hold. */
const MOST_AT_ONCE = 2_000;

type Found = {
  readonly published: PublishedRule;
  readonly findings: Findings;
  readonly asOf: string;
  /** Rows of the rule's kind that are judged anew because of what came in a register beside them. */
  readonly beside: readonly Touched[];
};

/** Rows of the newest data are complete up to here; without any feed, up to yesterday would be a guess, so up to today. */
const scopeOf = async (database: Database, kind: Kind, today: LocalDate, zone: string) => {
  const { until, receivedAt } = await dataAsOf(database, kind);
  return { scope: { county: 1, asOf: until ?? today, zone } satisfies Scope, receivedAt };
};

/**
 * Evaluates the published rules and turns what they find into alerts (MR-02): on the arrival of records only what they may have
 * changed, else the whole history; set-based, one statement a rule. The statements read outside the transaction; a matter that is
 * known already keeps its one alert, whoever comes first.
 * Returns how many alerts are new.
 */
export const evaluateRules = async (database: Database, by: By, zone: string, cause: Cause): Promise<number> => {
  const touched = cause.kind === 'ARRIVAL' ? await touchedBy(database, cause.parts) : null;
  if (touched !== null && touched.came.length === 0) return 0;
  // Looking at the surroundings of very many rows costs more than looking at everything once.
  const narrow = touched !== null && touched.came.length + touched.replaced.length <= MOST_TOUCHED;
  const published = await publishedRules(database, cause.kind === 'ARRIVAL' ? cause.recordKind : null);
  const rules =
    cause.kind === 'ARRIVAL'
      ? published.filter(({ rule }) => judgesPeriods(rule) === (cause.pace === 'PERIODS'))
      : published;
  if (cause.kind === 'ARRIVAL' && rules.length === 0) return 0;
  const arrived = cause.kind === 'ARRIVAL' ? cause.recordKind : null;
  const asRegister = rules.some(({ rule }) => rule.kind !== arrived);
  const first = arrived !== null && narrow && asRegister && (await areTheFirst(database, arrived, touched.came));
  if (!narrow) await renewStatistics(database, new Set(rules.flatMap(({ rule }) => [...readsOf(rule).keys()])));
  const scopes = new Map<Kind, Awaited<ReturnType<typeof scopeOf>>>();
  const found: Found[] = [];
  const judge = async (ask: Ask): Promise<void> => {
    for (const published of rules) {
      const { kind } = published.rule;
      const standing = scopes.get(kind) ?? (await scopeOf(database, kind, by.today, zone));
      scopes.set(kind, standing);
      const own = arrived === null || arrived === kind;
      const scope: Scope =
        narrow && (own || !first)
          ? { ...standing.scope, touched: [...touched.came, ...touched.replaced], arrived: arrived ?? kind }
          : standing.scope;
      const { texts, values } = compileRule(published.rule, COLUMNS[kind], scope);
      const answers = await ask<Answer>(sql(texts, ...values));
      const beside = own || scope.touched === undefined ? [] : await ask<Touched>(rowsBeside(published.rule, scope));
      found.push({ published, findings: findingsOf(answers), asOf: standing.receivedAt ?? by.now, beside });
    }
  };
  await (narrow ? askingOften(database, judge) : judge((statement) => database.read(statement)));
  const subjects = found.flatMap(({ published, findings }) =>
    findings.hits.map(({ subjectKind, subjectId, recordIds }) => ({
      kind: subjectKind,
      id: subjectId,
      recordKind: published.rule.kind,
      recordId: recordIds[0] ?? null,
    })),
  );
  const [names, resting, unsettled] = await Promise.all([
    namesOf(database, subjects),
    touched === null || touched.replaced.length === 0 ? [] : alertsOn(database, touched.replaced),
    noLongerFound(database, found),
  ]);

  const runId = by.newId();
  const alerts = found.flatMap(({ published, findings, asOf }) => newAlerts(published, findings.hits, names, asOf, by));
  let before = 0;
  while (alerts.length > MOST_AT_ONCE) {
    const some = alerts.splice(0, MOST_AT_ONCE);
    before += await change(database, by, async (tx) => {
      const { made, events } = await keep(tx, by, runId, some);
      const [first, ...others] = events;
      return first === undefined ? unchanged(made) : { result: made, events: [first, ...others] };
    });
  }

  return change(database, by, async (tx) => {
    const { made: last, events } = await keep(tx, by, runId, alerts);
    const made = before + last;
    const corrections = await correctAlerts(
      tx,
      by,
      [...resting, ...unsettled],
      found.map(({ published, findings }) => ({ published, findings })),
      [...(touched?.replaced ?? []), ...found.flatMap(({ beside }) => beside)],
    );
    // A register may have come after the alert.
    const tied = arrived === null || namesPeople(arrived) ? await tiePeople(tx) : [];
    await saveRun(tx, by, runId, cause, found, made, touched?.came ?? null);
    return {
      result: made,
      events: [
        {
          thingKind: 'rule-run',
          thingId: runId,
          type: 'rules.evaluated',
          version: null,
          body: { cause: cause.kind, rules: found.length, alerts: made },
        },
        ...events,
        ...corrections,
        ...tied,
      ],
    };
  });
};

/** Keeps findings as alerts, and the identities behind them. */
const keep = async (tx: WriteTx, by: By, runId: string, found: readonly NewAlert[]) => {
  const kept = await receiveAlerts(tx, by, runId, found);
  for (const [kind, ofKind] of Map.groupBy(found, ({ recordKind }) => recordKind))
    await holdIdentities(tx, kind, ofKind);
  return kept;
};

/** A subject that is not ours, in words: a digest says nothing to a reader, its first digits tell two apart. */
const unnamed = ({ kind, subject }: Rule, { subjectKind, subjectId }: Hit): string => {
  const { field } = subject.find((one) => one.kind === subjectKind) ?? {};
  const secret = FIELDS[kind].some(({ name, secret: sort }) => name === field && sort !== null);
  return secret ? `身份摘要${subjectId.slice(0, 6)}` : subjectId;
};

const rowsBeside = (rule: Rule, scope: Scope) => {
  const { texts, values } = rowsTouched(rule, COLUMNS[rule.kind], scope);
  return sql(texts, ...values);
};

/** Alerts on rows that a register now explains: a trip that came late, a death that was taken back. */
const noLongerFound = async (database: Database, found: readonly Found[]) => {
  const alerts = await Promise.all(
    found
      .filter(({ beside }) => beside.length > 0)
      .map(async ({ published, findings, beside }) => {
        const holding = new Set(findings.hits.map(({ dedupeKey }) => dedupeKey));
        const resting = await alertsOn(database, beside);
        return resting.filter(({ ruleCode, dedupeKey }) => ruleCode === published.rule.code && !holding.has(dedupeKey));
      }),
  );
  return alerts.flat();
};

const newAlerts = (
  { versionId, rule }: PublishedRule,
  hits: readonly Hit[],
  names: Awaited<ReturnType<typeof namesOf>>,
  asOf: string,
  by: By,
): NewAlert[] => {
  const explain = explaining(rule);
  return hits.map((hit) => {
    const named = names.get(`${hit.subjectKind} ${hit.subjectId}`);
    const explanation = explain(hit);
    const amountName = rule.finds.find(({ name }) => name === hit.find)?.amount;
    const amount = amountName === undefined ? null : hit.values[amountName];
    const label = named?.label ?? unnamed(rule, hit);
    return {
      id: by.newId(),
      ruleCode: rule.code,
      ruleVersionId: versionId,
      dedupeKey: hit.dedupeKey,
      subjectKind: hit.subjectKind,
      subjectId: hit.subjectId,
      subjectLabel: label,
      personId: named?.personId ?? null,
      unitId: hit.unitId ?? named?.unitId ?? null,
      colour: hit.colour,
      amountMinor: typeof amount === 'number' ? Math.round(amount) : null,
      from: hit.from,
      to: hit.to,
      dataAsOf: asOf,
      explanation: { ...explanation, find: hit.find },
      recordKind: rule.kind,
      recordIds: hit.recordIds,
      title: `${rule.name.zh}：${label}`,
    };
  });
};

/** What was looked at and found, and what could not be judged: nothing is passed over in silence. */
const saveRun = async (
  tx: WriteTx,
  by: By,
  runId: string,
  cause: Cause,
  found: readonly Found[],
  alerts: number,
  came: readonly Touched[] | null,
): Promise<void> => {
  await tx.ruleRun.create({
    data: {
      id: runId,
      cause: cause.kind,
      batchId: cause.kind === 'ARRIVAL' && cause.parts.length === 1 ? (cause.parts[0]?.batchId ?? null) : null,
      startedAt: by.now,
      finishedAt: by.now,
      alerts,
    },
  });
  const rows = found.flatMap(({ published: { rule }, findings }) => [
    { rule_code: rule.code, outcome: 'hit', reason: '', count: findings.hits.length },
    ...Object.entries(findings.notEvaluable).map(([reason, count]) => ({
      rule_code: rule.code,
      outcome: 'not-evaluable',
      reason,
      count,
    })),
    ...(came === null ? [] : [{ rule_code: rule.code, outcome: 'rows', reason: '', count: came.length }]),
  ]);
  await tx.$executeRaw(sql`
    insert into rule_outcome (run_id, rule_code, outcome, reason, count, "on")
    select ${runId}::uuid, rule_code, outcome, reason, count, ${by.today}::date
    from ${recordset(rows, 'rule_code text, outcome text, reason text, count int')}`);
};
