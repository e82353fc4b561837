import type { RowValue, Rule } from '../language.ts';
import { type ClusterFind, type GroupFind, partakes, strict, wideOf } from '../parts.ts';
import { numberOf } from '../row-values.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import {
  firstSql,
  type Gaps,
  gapColumns,
  groupSql,
  IN_ORDER,
  judgementSql,
  rowColumn,
  type RowStage,
  windowSql,
} from './group-sql.ts';
import { conditionReason, conditionSql, isCurrent, joinsOf, type Table, valueReason, valueSql } from './row-sql.ts';
import {
  aliased,
  hit,
  IDENTITY,
  list,
  names,
  notEvaluable,
  onlyGiven,
  source,
  type Stages,
  subjectSql,
} from './stages.ts';

/** Stage `rows`: those that take part or cannot be judged, with their keys and the columns that later stages asked for. */
const rowsStage = (
  rule: Rule,
  find: GroupFind | ClusterFind,
  stage: RowStage,
  extra: readonly Fragment[],
  prefix: string,
  stages: Stages,
): void => {
  const { table } = stage;
  const condition = partakes(rule, find);
  const fits = conditionSql(table, condition);
  const why = conditionReason(table, condition) ?? text('null');
  const keys = find.by.map((key) => valueSql(table, key));
  const wide = find.each === 'cluster' ? wideOf(find) : undefined;
  const from = source(rule, table, wide?.map((field) => ({ field })) ?? find.by, prefix, stages);
  const columns = [...stage.columns.values()].map(({ name, of }) => sql`${of} as ${name}`);
  // Windows that look past the group need the rows that do not take part as well.
  const only = wide === undefined ? sql`and ${fits} is not false` : text('');
  stages.ctes.push(sql`
    ${text(prefix)}rows as (
      select ${IDENTITY}, ${subjectSql(rule, table)},
        ${list([...aliased(keys, 'k'), ...columns, ...extra, sql`${fits} as fits`])},
        case when ${fits} is null then ${why} end as reason
      from ${from} ${joinsOf(table)}
      where ${isCurrent(table)} ${only})`);
  stages.results.push(notEvaluable(find, sql`${text(prefix)}rows where fits is null ${onlyGiven(table)}`));
};

/** Of a matter's rows `r`: what a hit says besides its values. */
const evidence = {
  subject: sql`${firstSql(text('subject_kind'))}, ${firstSql(text('subject_id'))}`,
  unit: sql`${firstSql(text('unit_id'))}, ${firstSql(text('unit_code'))}`,
  from: text('min(occurred_on)'),
  to: text('max(occurred_on)'),
  records: sql`array_agg(record_id::text order by ${IN_ORDER})`,
};

/** The reason of the first of the values that a row lacks. */
const lackSql = (table: Table, values: readonly RowValue[]): Fragment => {
  const cases = values.flatMap((value) => {
    const why = valueReason(table, value);
    return why === undefined ? [] : [sql`when ${valueSql(table, value)} is null then ${why}`];
  });
  return cases.length === 0 ? text('null::text') : sql`case ${joined(cases, ' ')} end`;
};

/** All rows of a group together: reckoned for every group, told and proven from the rows of those that hit. */
export const groupStages = (rule: Rule, find: GroupFind, table: Table, prefix: string, stages: Stages): void => {
  const stage: RowStage = { table, columns: new Map() };
  const gaps: Gaps = new Map();
  const [rows, judged] = [text(`${prefix}rows`), text(`${prefix}judged`)];
  const keys = list(names('k', find.by.length));
  const values = Object.entries(find.values).map(([name, { of }], index) => ({
    name,
    of,
    column: text(`v${index}`),
    reckoned: 'first' in of ? undefined : groupSql(stage, of, gaps),
  }));
  const reckoned = values.flatMap(({ column, reckoned: value }) =>
    value === undefined ? [] : [sql`${value} as ${column}`],
  );
  const columnOf = (name: string): Fragment => values.find((value) => value.name === name)?.column ?? text('null');
  const told = new Map(
    values.map(({ name, of, column }) => [name, 'first' in of ? firstSql(rowColumn(stage, of.first)) : column]),
  );
  const gapped = gapColumns(stage, gaps, keys);

  const sparse = values.flatMap(({ of, column }) => ('greatest' in of ? [{ column, value: of.greatest }] : []));
  const lacks = [lackSql(table, strict(find)), ...sparse.map(({ value }) => lackSql(table, [value]))];
  rowsStage(rule, find, stage, aliased(lacks, 'l'), prefix, stages);

  const holds = judgementSql(find.when, rule.parameters, columnOf);
  const fitting =
    gapped.length === 0 ? sql`${rows} where fits` : sql`(select *, ${list(gapped)} from ${rows} where fits) gapped`;
  const least = aliased(
    names('l', lacks.length).map((lack) => sql`min(${lack} collate "C")`),
    'l',
  );
  stages.ctes.push(sql`
    ${judged} as materialized (
      select *, ${holds} as holds from (
        select ${list([keys, ...reckoned, ...least])} from ${fitting} group by ${keys}
      ) grouped
      where ${holds} is not false)`);
  const reasons = sparse.map(
    ({ column }, index) => sql`case when ${column} is null then l${text(String(index + 1))} end`,
  );
  stages.results.push(
    hit(
      rule,
      find,
      { ...evidence, dedupe: keys },
      told,
      sql`from ${judged} join ${rows} using (${keys}) where holds and fits
        group by ${list([keys, ...values.flatMap(({ column, reckoned: value }) => (value === undefined ? [] : [column]))])}`,
    ),
    notEvaluable(
      find,
      sql`(select coalesce(${list([text('l0'), ...reasons])}, 'zero-divisor') as reason from ${judged} where holds is null) lacking`,
    ),
  );
};

/** Rows of a group within some days of each other. */
export const clusterStages = (rule: Rule, find: ClusterFind, table: Table, prefix: string, stages: Stages): void => {
  const stage: RowStage = { table, columns: new Map() };
  const keys = list(names('k', find.by.length));
  const days = bound(numberOf(rule.parameters, find.within), 'integer');
  const wide = wideOf(find)?.map((field) => rowColumn(stage, { field }));
  const wides: Fragment[] = [];
  const values = Object.entries(find.values).map(([name, { of }], index) => ({
    name,
    of,
    column: text(`v${index}`),
    value: windowSql(stage, of, (expression) => {
      wides.push(expression);
      return text(`w${wides.length - 1}`);
    }),
  }));
  const gaps: Gaps = new Map();
  const totals = Object.entries(find.totals).map(
    ([name, { of }]) =>
      [name, 'first' in of ? firstSql(rowColumn(stage, of.first)) : groupSql(stage, of, gaps)] as const,
  );
  rowsStage(rule, find, stage, [text(`r.occurred_on - date '2000-01-01' as d`)], prefix, stages);

  const [rows, judged, linked, matters] = ['rows', 'judged', 'linked', 'matters'].map((name) =>
    text(prefix + name),
  ) as [Fragment, Fragment, Fragment, Fragment];
  const frame = sql`order by d range between ${days} preceding and current row`;
  const all =
    wide === undefined
      ? rows
      : sql`(select *, ${list(
          aliased(
            wides.map((value) => sql`${value} over wide`),
            'w',
          ),
        )} from ${rows}
          window wide as (partition by ${list(wide)} ${frame})) widened`;
  const good = judgementSql(
    find.when,
    rule.parameters,
    (name) => values.find((value) => value.name === name)?.column ?? text('null'),
  );
  stages.ctes.push(
    // n numbers a group's rows, opens is the n of the first row in the window that ends with this one.
    sql`${judged} as (
      select *, ${good} as good from (
        select *, ${list(values.map(({ column, value }) => sql`${value} as ${column}`))},
          row_number() over (partition by ${keys} order by d, external_id collate "C", record_id) as n,
          1 + count(*) over (
            partition by ${keys} order by d range between unbounded preceding and ${days} + 1 preceding) as opens
        from ${all} where fits
        window near as (partition by ${keys} ${frame})) windows)`,
    // linked: where the windows that qualify and reach this row begin. Few groups have any, so the rest goes no further.
    sql`${linked} as (
      select *, min(opens) filter (where good) over (partition by ${keys} order by n desc rows unbounded preceding) as linked
      from (select *, bool_or(good) over (partition by ${keys}) as found from ${judged}) searched where found)`,
    sql`${matters} as (
      select *, count(*) filter (where linked = n) over (partition by ${keys} order by n rows unbounded preceding) as matter
      from ${linked} where linked <= n)`,
  );
  const told = new Map<string, Fragment>([
    ...values.map(
      ({ name, of, column }) =>
        [name, 'same' in of ? firstSql(column) : sql`max(${column}) filter (where good)`] as const,
    ),
    ...totals,
  ]);
  const dedupe = sql`${keys}, ${firstSql(text('feed_id'))}, ${firstSql(text('external_id'))}`;
  stages.results.push(hit(rule, find, { ...evidence, dedupe }, told, sql`from ${matters} group by ${keys}, matter`));
};
