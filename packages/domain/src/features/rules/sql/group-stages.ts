import type { Rule } from '../language.ts';
import { type GroupFind, strict } from '../parts.ts';
import { type Fragment, sql, text } from './fragment.ts';
import { firstSql, type Gaps, gapColumns, groupSql, judgementSql, rowColumn, type RowStage } from './group-sql.ts';
import { atLeastSql, EVIDENCE, lackSql, lookingAt } from './grouped-rows.ts';
import { aliased, hit, list, names, notEvaluable, type Stages } from './stages.ts';
import type { Table } from './table.ts';

/** All rows of a group together: reckoned for every group that may matter, told and proven from the rows of those that hit. */
export const groupStages = (rule: Rule, find: GroupFind, table: Table, prefix: string, stages: Stages): void => {
  const stage: RowStage = { table, columns: new Map() };
  const gaps: Gaps = new Map();
  const values = Object.entries(find.values).map(([name, { of }], index) => ({
    name,
    of,
    column: text(`v${index}`),
    reckoned: 'first' in of ? undefined : groupSql(stage, of, gaps),
  }));
  const told = new Map(
    values.map(({ name, of, column }) => [name, 'first' in of ? firstSql(rowColumn(stage, of.first)) : column]),
  );
  const sparse = values.flatMap(({ of, column }) => ('greatest' in of ? [{ column, value: of.greatest }] : []));
  const lacks = [lackSql(stage, strict(find)), ...sparse.map(({ value }) => lackSql(stage, [value]))];
  const lackColumns = aliased(lacks, 'l');

  const looking = lookingAt(rule, find, stage, prefix, stages);
  const { keys } = looking;
  const [promising, judged] = [text(`${prefix}promising`), text(`${prefix}judged`)];
  const holds = judgementSql(
    find.when,
    rule.parameters,
    (name) => values.find((value) => value.name === name)?.column ?? text('null'),
  );
  const judge = (from: Fragment): void => {
    const gapped = gapColumns(stage, gaps, keys);
    const fitting = gapped.length === 0 ? from : sql`(select *, ${list(gapped)} from ${from}) gapped`;
    const reckoned = values.flatMap(({ column, reckoned: value }) =>
      value === undefined ? [] : [sql`${value} as ${column}`],
    );
    const least = names('l', lacks.length).map((lack) => sql`min(${lack} collate "C") as ${lack}`);
    stages.ctes.push(sql`
      ${judged} as materialized (
        select *, ${holds} as holds from (
          select ${list([keys, ...reckoned, ...least])} from ${fitting} group by ${keys}
        ) grouped
        where ${holds} is not false)`);
  };

  // The whole history is passed over twice, for a verdict on groups and for the rows of those that matter; a few rows once.
  const atLeast = looking.whole
    ? atLeastSql(find.when, rule, (name) => {
        const of = find.values[name]?.of;
        return of !== undefined && 'count' in of && of.count === 'rows' ? { most: text('count(*)') } : undefined;
      })
    : undefined;
  if (looking.whole && atLeast === undefined) {
    judge(sql`(${looking.select(lackColumns)}) looked_at`);
    looking.rows([], judged);
  } else {
    if (atLeast !== undefined)
      stages.ctes.push(sql`
        ${promising} as materialized (
          select ${keys} from (${looking.select([])}) looked_at group by ${keys} having ${atLeast})`);
    judge(sql`(select * from ${looking.rows(lackColumns, atLeast && promising)} where fits) fitting`);
  }

  const reasons = sparse.map(
    ({ column }, index) => sql`case when ${column} is null then l${text(String(index + 1))} end`,
  );
  const reckonedColumns = values.flatMap(({ column, reckoned }) => (reckoned === undefined ? [] : [column]));
  stages.results.push(
    hit(
      rule,
      find,
      { ...EVIDENCE, dedupe: keys },
      told,
      sql`from ${judged} join ${text(`${prefix}rows`)} using (${keys}) where holds and fits
        group by ${list([keys, ...reckonedColumns])}`,
    ),
    notEvaluable(
      find,
      sql`(select coalesce(${list([text('l0'), ...reasons])}, 'zero-divisor') as reason from ${judged} where holds is null) lacking`,
    ),
  );
};
