import type { Rule } from '../language.ts';
import type { ClusterFind } from '../parts.ts';
import { wideOf } from '../parts.ts';
import { type Fragment, sql, text } from './fragment.ts';
import { firstSql, type Gaps, groupSql, judgementSql, rowColumn, type RowStage, windowSql } from './group-sql.ts';
import { atLeastSql, daysOf, EVIDENCE, lookingAt } from './grouped-rows.ts';
import { aliased, hit, list, type Stages } from './stages.ts';
import type { Table } from './table.ts';

/** Rows of a group within some days of each other. */
export const clusterStages = (rule: Rule, find: ClusterFind, table: Table, prefix: string, stages: Stages): void => {
  const stage: RowStage = { table, columns: new Map() };
  const days = daysOf(rule, find);
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
  if (gaps.size > 0) throw new RangeError('gaps between rows are told of groups, not of clusters');
  const looking = lookingAt(rule, find, stage, prefix, stages);
  const { keys } = looking;
  const [promising, judged, linked, matters] = ['promising', 'judged', 'linked', 'matters'].map((name) =>
    text(prefix + name),
  ) as [Fragment, Fragment, Fragment, Fragment];

  // A window never holds more than its group.
  const atLeast =
    looking.whole && wide === undefined
      ? atLeastSql(find.when, rule, (name) => {
          const of = find.values[name]?.of;
          if (of === undefined || 'ratio' in of) return undefined;
          if ('count' in of) return { most: text('count(*)') };
          if ('sum' in of) return { most: sql`sum(greatest(${rowColumn(stage, of.sum)}, 0))` };
          return 'same' in of ? { fixed: sql`max(${rowColumn(stage, of.same)})` } : undefined;
        })
      : undefined;
  if (atLeast !== undefined)
    stages.ctes.push(sql`
      ${promising} as materialized (
        select ${keys} from (${looking.select([])}) looked_at group by ${keys} having ${atLeast})`);
  const rows = looking.rows([text(`r.occurred_on - date '2000-01-01' as d`)], atLeast && promising);
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
  stages.results.push(hit(rule, find, { ...EVIDENCE, dedupe }, told, sql`from ${matters} group by ${keys}, matter`));
};
