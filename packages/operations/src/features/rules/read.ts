import type { getRule, listRules } from '@qingfeng/contracts/features/rules/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { SaidThreshold } from '@qingfeng/domain/features/rules/explain.ts';
import type { Period } from '@qingfeng/domain/features/rules/back-test.ts';
import { readsOf } from '@qingfeng/domain/features/rules/parts.ts';
import { DECIDED_ENOUGH, type Verdicts } from '@qingfeng/domain/features/rules/precision.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Rule, Words } from '@qingfeng/domain/features/rules/language.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleRule } from '../../shared/access.ts';

type Item = ResponseOf<typeof listRules>['items'][number];
type Detail = ResponseOf<typeof getRule>;

/** Confirmed: adopted or transferred. False: dismissed for a reason that tells of the rule (`DISMISS_REASONS` of the domain). */
export const CONFIRMED = sql`(i.state in ('ADOPTED', 'TRANSFERRED') or (i.state = 'CLOSED' and i.information_level is not null))`;
export const dismissedAs = (reasons: Sql): Sql =>
  sql`(i.dismiss_reason in ${reasons} and not coalesce((i.body ->> 'dismissedByEngine')::boolean, false))`;
const FALSE = dismissedAs(sql`('UNTRUE', 'LAWFUL_EXCEPTION', 'RULE_FAULT')`);

const statistics = (today: LocalDate): Sql => sql`
  select i.rule_code, count(*) filter (where i.received_at > ${today}::date - 365)::int as alerts,
    count(*) filter (where i.closed_at is null)::int as open,
    count(*) filter (where ${CONFIRMED})::int as confirmed,
    count(*) filter (where ${CONFIRMED} or ${FALSE})::int as decided
  from information i where i.county = 1 and i.source = 'ALERT' group by i.rule_code`;

/** Confirmed / decided of a rule in permille, `null` below five decided. */
export const precisionOf = async (database: Database, ruleCode: string): Promise<number | null> => {
  const row = await database.readOne<{ confirmed: number; decided: number }>(sql`
    select count(*) filter (where ${CONFIRMED})::int as confirmed, count(*) filter (where ${CONFIRMED} or ${FALSE})::int as decided
    from information i where i.county = 1 and i.rule_code = ${ruleCode}`);
  return permille(row?.confirmed ?? 0, row?.decided ?? 0);
};

/** Verdicts given within a period on what the versions now in force have found, by rule. */
export const verdictsIn = async (database: Database, { from, to }: Period): Promise<ReadonlyMap<string, Verdicts>> => {
  const rows = await database.read<Verdicts & { code: string }>(sql`
    select i.rule_code as code, count(*) filter (where ${CONFIRMED})::int as confirmed,
      count(*) filter (where ${CONFIRMED} or ${FALSE})::int as decided
    from information i join alert a on a.county = 1 and a.id = i.alert_id
    join rule r on r.code = i.rule_code and r.published_version_id = a.rule_version_id
    where i.county = 1 and coalesce(i.closed_at, i.received_at)::date between ${from}::date and ${to}::date
    group by i.rule_code`);
  return new Map(rows.map(({ code, ...verdicts }) => [code, verdicts]));
};

export const permille = (confirmed: number, decided: number): number | null =>
  decided < DECIDED_ENOUGH ? null : Math.round((confirmed * 1000) / decided);

type Row = {
  code: string;
  version: number;
  name: string;
  state: Item['state'];
  owner: string | null;
  publishedVersion: number | null;
  definition: Rule | null;
  alerts: number | null;
  open: number | null;
  confirmed: number | null;
  decided: number | null;
  evaluatedAt: Instant | null;
};

const rowsOf = (database: Database, today: LocalDate, condition: Sql): Promise<Row[]> =>
  database.read(sql`
    select r.code, r.version, r.name, case when r.frozen_at is not null then 'FROZEN' when r.published_version_id is null then 'UNPUBLISHED' else r.state end as state,
      u.short_name as owner, v.number as "publishedVersion",
      coalesce(v.definition, (
        select newest.definition from rule_version newest where newest.rule_code = r.code order by newest.number desc limit 1)) as definition,
      s.alerts, s.open, s.confirmed, s.decided,
      (select max(run.finished_at) from rule_run run) as "evaluatedAt"
    from rule r left join rule_version v on v.id = r.published_version_id left join unit u on u.id = r.owner_unit_id
    left join (${statistics(today)}) s on s.rule_code = r.code
    where ${condition} order by r.code`);

/** What the latest look at the whole history could not judge, by reason. */
const notEvaluableOf = async (database: Database): Promise<Map<string, Item['notEvaluable']>> => {
  const rows = await database.read<{ ruleCode: string; reason: string; count: number }>(sql`
    select o.rule_code as "ruleCode", o.reason, o.count from rule_outcome o
    where o.outcome = 'not-evaluable' and o.run_id = (
      select id from rule_run where cause <> 'ARRIVAL' order by started_at desc, id desc limit 1)`);
  const byRule = Map.groupBy(rows, ({ ruleCode }) => ruleCode);
  return new Map([...byRule].map(([code, some]) => [code, some.map(({ reason, count }) => ({ reason, count }))]));
};

const toItem = (row: Row, notEvaluable: Item['notEvaluable']): Item => ({
  code: row.code,
  version: row.version,
  name: row.name,
  purpose: row.definition?.hypothesis.zh ?? '',
  recordKind: row.definition?.kind ?? '',
  state: row.state,
  publishedVersion: row.publishedVersion,
  colours: [...new Set((row.definition?.levels ?? []).map(({ colour }) => colour))],
  alerts: row.alerts ?? 0,
  open: row.open ?? 0,
  decided: row.decided ?? 0,
  confirmed: row.confirmed ?? 0,
  precisionPermille: permille(row.confirmed ?? 0, row.decided ?? 0),
  notEvaluable,
  evaluatedAt: row.evaluatedAt,
});

/** The rule library. There are some tens of rules, so they are sorted and cut here. */
export const listRulesOf = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  { page, size, sort = 'code', q }: QueryOf<typeof listRules>,
): Promise<ResponseOf<typeof listRules>> => {
  const text = `%${(q ?? '').replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;
  const [rows, notEvaluable] = await Promise.all([
    rowsOf(database, today, sql`${visibleRule(viewer)} and (r.code ilike ${text} or r.name ilike ${text})`),
    notEvaluableOf(database),
  ]);
  const key = sort.replace(/^-/, '');
  const direction = sort.startsWith('-') ? -1 : 1;
  const value = (item: Item): number | string =>
    key === 'alerts' ? item.alerts : key === 'precisionPermille' ? (item.precisionPermille ?? -1) : item.code;
  const items = rows
    .map((row) => toItem(row, notEvaluable.get(row.code) ?? []))
    .sort((a, b) => (value(a) < value(b) ? -direction : value(a) > value(b) ? direction : 0));
  return { items: items.slice((page - 1) * size, page * size), total: items.length, totalCapped: false };
};

type VersionRow = {
  id: string;
  version: number;
  number: number;
  state: Detail['versions'][number]['state'];
  definition: Rule;
  parameters: Record<string, SaidThreshold['value']>;
  author: string | null;
  approvers: string[];
  createdAt: Instant;
  publishedAt: Instant | null;
};

/** Who approved a version `v`, in the order in which they did. */
export const APPROVERS = sql`array(
  select w.name from unnest(v.approver_ids) with ordinality approver (id, nth) join account w on w.id = approver.id order by nth)`;

export const parametersOf = ({ definition, parameters }: Pick<VersionRow, 'definition' | 'parameters'>) =>
  Object.entries(definition.parameters).flatMap(([key, { label, unit, value, least, most }]) => {
    const set = parameters[key] ?? value;
    return typeof set === 'number' ? [{ key, label: label.zh, value: set, unit, min: least, max: most }] : [];
  });

export const ruleOf = async (database: Database, viewer: Viewer, code: string, today: LocalDate): Promise<Detail> => {
  const [[row], notEvaluable, versions, days, dismissals, poorData] = await Promise.all([
    rowsOf(database, today, sql`${visibleRule(viewer)} and r.code = ${code}`),
    notEvaluableOf(database),
    database.read<VersionRow>(sql`
      select v.id, v.version, v.number, v.state, v.definition, v.parameters, a.name as author, ${APPROVERS} as approvers,
        v.created_at as "createdAt", v.published_at as "publishedAt"
      from rule_version v left join account a on a.id = v.author_id
      where v.rule_code = ${code} order by v.number desc limit 50`),
    database.read<Detail['days'][number]>(sql`
      select o."on", coalesce(sum(count) filter (where outcome = 'hit'), 0)::int as hits,
        greatest(0, coalesce(sum(count) filter (where outcome = 'rows'), 0)
          - coalesce(sum(count) filter (where outcome in ('hit', 'not-evaluable')), 0))::int as "noHits",
        coalesce(sum(count) filter (where outcome = 'not-evaluable'), 0)::int as "notEvaluable"
      from rule_outcome o where o.rule_code = ${code} and o."on" > ${today}::date - 90 group by o."on" order by o."on"`),
    database.read<Detail['dismissals'][number]>(sql`
      select i.dismiss_reason as reason, count(*)::int as count from information i
      where i.county = 1 and i.rule_code = ${code} and i.dismiss_reason is not null group by 1 order by 2 desc`),
    database.read<Detail['poorData'][number]>(sql`
      select f.name as feed, p.opened_at as since, p.judged, p.not_evaluable as "notEvaluable", p.reason
      from poor_data p join feed f on f.id = p.feed_id where p.rule_code = ${code} and p.closed_at is null order by f.name`),
  ]);
  if (row?.definition == null) throw missing('rule');
  const { definition } = row;
  const underWay = versions.find(({ state }) => state === 'DRAFT' || state === 'BACKTEST' || state === 'REVIEWED');
  return {
    ...toItem(row, notEvaluable.get(code) ?? []),
    sentence: sentenceOf(definition),
    hypothesis: definition.hypothesis.zh,
    legalBasis: definition.legalBasis.map(({ zh }) => zh).join('；'),
    owner: row.owner,
    fields: fieldsOf(definition),
    exclusions: definition.exceptions.map(({ words }) => words.zh),
    falsePositives: definition.falsePositives.map(({ words }) => words.zh),
    definition,
    versions: versions.map(({ definition: own, parameters, ...version }) => ({
      ...version,
      parameters: parametersOf({ definition: own, parameters }),
    })),
    days,
    dismissals,
    poorData,
    underWay: underWay === undefined ? null : { id: underWay.id, number: underWay.number, state: underWay.state },
    openSteps: hasRole(viewer, 'RULE_ADMIN')
      ? [...(underWay === undefined ? (['draft'] as const) : []), 'evaluate']
      : [],
  };
};

/** What the rule says, with its parameters' values in their places and the values it will read left as their names. */
export const sentenceOf = (rule: Rule): { zh: string; en: string } => {
  const told = (language: 'zh' | 'en'): string =>
    rule.finds
      .map((find) =>
        find.because
          .map((clause) =>
            clause[language].replaceAll(/\{(\w+)\}/g, (_hole, name: string) => {
              const parameter = rule.parameters[name];
              const values: Readonly<Record<string, { readonly label: Words }>> = {
                ...find.values,
                ...(find.each === 'cluster' ? find.totals : {}),
              };
              return `〔${(parameter ?? values[name])?.label[language] ?? name}〕`;
            }),
          )
          .join(language === 'zh' ? '；' : '; '),
      )
      .join('\n');
  return { zh: told('zh'), en: told('en') };
};

/** What it reads, of its own records first and then of the registers beside them. */
const fieldsOf = (rule: Rule): Detail['fields'] =>
  [...readsOf(rule)].flatMap(([kind, names]) => {
    const labels = new Map(FIELDS[kind].map(({ name, label }) => [name, label]));
    return names.toSorted().map((key) => ({ kind, key, label: labels.get(key) ?? key }));
  });
