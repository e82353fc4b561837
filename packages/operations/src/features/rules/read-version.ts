import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { getRuleVersion } from '@qingfeng/contracts/features/rules/versions.ts';
import { allPass, runCase, type RuleCase } from '@qingfeng/domain/features/rules/cases.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { RuleVersion } from '@qingfeng/domain/features/rules/version-life.ts';
import { stepsOpenTo } from '@qingfeng/domain/features/rules/version-life.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { canonicalJson } from '@qingfeng/platform/canonical-json.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleRule } from '../../shared/access.ts';
import { timelineOf } from '../audit/read.ts';
import { BACK_TESTED, WORDING } from './back-test-store.ts';
import { APPROVERS, parametersOf, sentenceOf } from './read.ts';
import { SHADOWED_STATES } from './start-shadow-run.ts';
import { withParameters } from './store.ts';
import type { Parameters } from './version-store.ts';

type Detail = ResponseOf<typeof getRuleVersion>;
type Wording = { readonly definition: Rule; readonly parameters: Parameters };
type Row = Omit<RuleVersion, 'casesPass'> &
  Wording & {
    readonly cases: readonly RuleCase[];
    readonly ruleCode: string;
    readonly ruleName: string;
    readonly number: number;
    readonly author: string | null;
    readonly approvers: string[];
    readonly reason: string | null;
    readonly stateReason: string | null;
    readonly createdAt: Instant;
    readonly publishedAt: Instant | null;
    readonly alerts: number;
    readonly inForceId: string | null;
    readonly inForceNumber: number | null;
    readonly inForceDefinition: Rule | null;
    readonly inForceParameters: Parameters | null;
  };

/** A rule without what its parameters are set to: whether two wordings differ in more than that. */
const wordingOf = ({ parameters, ...rest }: Rule): string =>
  canonicalJson([
    rest,
    Object.fromEntries(Object.entries(parameters).map(([name, { value: _value, ...about }]) => [name, about])),
  ]);

/** What the version changes against the one in force. */
const differences = (now: Wording, before: Wording | null): Pick<Detail, 'changed' | 'rewritten'> => {
  if (before === null) return { changed: [], rewritten: true };
  const old = new Map(parametersOf(before).map((parameter) => [parameter.key, parameter.value]));
  return {
    changed: parametersOf(now).flatMap(({ key, label, unit, value }) => {
      const from = old.get(key);
      return from === undefined || from === value ? [] : [{ key, label, unit, from, to: value }];
    }),
    rewritten: wordingOf(now.definition) !== wordingOf(before.definition),
  };
};

export const ruleVersionOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
): Promise<Detail> => {
  const [row, timeline, shadow, load, backTests] = await Promise.all([
    database.readOne<Row>(sql`
      select v.id, v.version, v.state, v.author_id as "authorId", coalesce(v.approver_ids, '{}') as "approverIds",
        v.approvals_needed as "approvalsNeeded", r.frozen_at is not null and v.state = 'PAUSED' as frozen,
        ${BACK_TESTED} as "backTested",
        v.rule_code as "ruleCode", r.name as "ruleName", v.number, v.definition, v.parameters, v.cases, a.name as author,
        ${APPROVERS} as approvers, v.reason, v.state_reason as "stateReason", v.created_at as "createdAt",
        v.published_at as "publishedAt",
        (select count(*)::int from alert where county = 1 and rule_version_id = v.id) as alerts,
        f.id as "inForceId", f.number as "inForceNumber", f.definition as "inForceDefinition", f.parameters as "inForceParameters"
      from rule_version v join rule r on r.code = v.rule_code left join account a on a.id = v.author_id
      left join rule_version f on f.id = r.published_version_id and f.id <> v.id
      where v.id = ${id}::uuid and ${visibleRule(viewer)}`),
    timelineOf(database, 'rule-version', id),
    database.readOne<NonNullable<Detail['shadow']>>(sql`
      select s.id, s.until_on as until, s.ended_at is not null as ended from shadow_run s
      where s.rule_version_id = ${id}::uuid order by s.id desc limit 1`),
    loadOf(database, id, today),
    database.read<Detail['backTests'][number]>(sql`
      select b.id, b.from_on as "from", b.to_on as "to", b.state, b.percent, b.requested_at as "requestedAt", b.wording = ${WORDING} as current,
        (b.result ->> 'hits')::int as hits, (b.result ->> 'precisionPermille')::int as "precisionPermille",
        (b.result ->> 'recallPermille')::int as "recallPermille"
      from back_test b join rule_version v on v.id = b.rule_version_id
      where b.rule_version_id = ${id}::uuid and ${visibleRule(viewer)} order by b.id desc limit 10`),
  ]);
  if (row === undefined) throw missing('rule-version');
  const before =
    row.inForceDefinition === null || row.inForceParameters === null
      ? null
      : { definition: row.inForceDefinition, parameters: row.inForceParameters };
  const rule = withParameters(row.definition, row.parameters);
  const life = { ...row, casesPass: allPass(rule, row.cases) };
  return {
    id: row.id,
    version: row.version,
    ruleCode: row.ruleCode,
    ruleName: row.ruleName,
    number: row.number,
    state: row.state,
    frozen: row.frozen,
    recordKind: rule.kind,
    definition: rule,
    cases: row.cases.map((one) => ({ ...one, result: runCase(rule, one) })),
    sentence: sentenceOf(row.definition),
    parameters: parametersOf(row),
    ...differences(row, before),
    inForce: row.inForceId === null ? null : { id: row.inForceId, number: row.inForceNumber ?? 0 },
    author: row.author,
    reason: row.reason,
    stateReason: row.stateReason,
    approvers: row.approvers,
    approvalsNeeded: row.approvalsNeeded,
    createdAt: row.createdAt,
    publishedAt: row.publishedAt,
    alerts: row.alerts,
    backTests,
    mayBackTest: hasRole(viewer, 'RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER') && row.state !== 'RETIRED',
    shadow: shadow ?? null,
    mayShadow:
      hasRole(viewer, 'RULE_ADMIN', 'OFFICER', 'COMMISSION_LEADER') &&
      (SHADOWED_STATES as readonly string[]).includes(row.state) &&
      row.backTested &&
      (shadow === undefined || shadow.ended),
    load,
    openSteps: [...stepsOpenTo(life, viewer, today)],
    timeline,
  };
};

/** Alerts and hours that a version would bring, with what the rule brings now beside them. */
const loadOf = async (database: Database, versionId: string, today: LocalDate): Promise<Detail['load']> => {
  const row = await database.readOne<NonNullable<Detail['load']>>(sql`
    select (b.result -> 'load' ->> 'perWeek')::float8 as "perWeek", (b.result -> 'load' ->> 'fresh')::int as fresh,
      (b.result -> 'load' ->> 'hoursPerWeek')::float8 as "hoursPerWeek", (b.result ->> 'precisionPermille')::int as "precisionPermille",
      lately.per_week as "presentPerWeek", lately.median_days as "medianDays"
    from rule_version v
    join lateral (
      select result from back_test t where t.rule_version_id = v.id and t.state = 'DONE' and t.wording = ${WORDING}
      order by t.id desc limit 1) b on true
    cross join lateral (
      select count(*) filter (where i.received_at > ${today}::date - 84)::float8 / 12 as per_week,
        round((percentile_cont(0.5) within group (order by extract(epoch from i.closed_at - i.received_at) / 86400)
          filter (where i.closed_at >= i.received_at))::numeric, 1)::float8 as median_days
      from information i where i.county = 1 and i.source = 'ALERT' and i.rule_code = v.rule_code) lately
    where v.id = ${versionId}::uuid`);
  return row ?? null;
};
