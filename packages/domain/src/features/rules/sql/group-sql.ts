import type { AnyOperand, GroupValue, Judgement, RowCondition, RowValue, WindowValue } from '../language.ts';
import { numberOf, type Parameters } from '../row-values.ts';
import { type Fragment, joined, sql, text } from './fragment.ts';
import { conditionSql, constant, logicSql, valueSql } from './row-sql.ts';
import { column, type Table } from './table.ts';

/** The row stage of a find: what later stages need of each row, as columns x0, x1 …, each worked out once. */
export type RowStage = {
  readonly table: Table;
  readonly columns: Map<string, { readonly name: Fragment; readonly of: Fragment }>;
};

const columnOf = (stage: RowStage, what: unknown, of: () => Fragment): Fragment => {
  const key = JSON.stringify(what);
  const before = stage.columns.get(key);
  if (before !== undefined) return before.name;
  const name = text(`x${stage.columns.size}`);
  stage.columns.set(key, { name, of: of() });
  return name;
};
export const rowColumn = (stage: RowStage, value: RowValue): Fragment =>
  columnOf(stage, value, () => valueSql(stage.table, value));
const integerColumn = (stage: RowStage, field: string): Fragment =>
  columnOf(stage, { field }, () => column(stage.table, field, 'integer'));
const conditionColumn = (stage: RowStage, condition: RowCondition): Fragment =>
  columnOf(stage, condition, () => conditionSql(stage.table, condition));

type Gap = { readonly from: RowValue; readonly to: RowValue; readonly order: RowValue };
/** Gaps asked for, by what they say. */
export type Gaps = Map<string, Gap>;
/** The name of a gap's column, made in the stage between rows and groups. */
const gapName = (gaps: Gaps, gap: Gap): Fragment => {
  const key = JSON.stringify(gap);
  gaps.set(key, gap);
  return text(`g${[...gaps.keys()].indexOf(key)}`);
};

/** Rows of a group or window in the order that `holds` gives them. */
export const IN_ORDER = text('occurred_on, external_id collate "C", record_id');

export const gapColumns = (stage: RowStage, gaps: Gaps, keys: Fragment): Fragment[] =>
  [...gaps.values()].map(
    ({ order, from, to }, index) => sql`
      ${rowColumn(stage, to)} - lag(${rowColumn(stage, from)}) over (
        partition by ${keys} order by ${rowColumn(stage, order)}, ${IN_ORDER}) as ${text(`g${index}`)}`,
  );

/** A value of grouped rows. One that only tells (`first`) is not reckoned: `firstSql` reads it off the rows of a hit. */
export const groupSql = (stage: RowStage, value: Exclude<GroupValue, { first: unknown }>, gaps: Gaps): Fragment => {
  const inner = (part: GroupValue): Fragment => {
    if ('first' in part) throw new RangeError('a value that only tells stands in a reckoning');
    return groupSql(stage, part, gaps);
  };
  const ifAll = (columns: readonly Fragment[], then: Fragment): Fragment =>
    sql`case when ${joined(
      columns.map((name) => sql`count(${name}) = count(*)`),
      ' and ',
    )} then ${then} end`;
  if ('count' in value)
    return value.count === 'rows'
      ? text('count(*)')
      : sql`count(*) filter (where ${conditionColumn(stage, value.count)})`;
  if ('sum' in value) {
    const name = rowColumn(stage, value.sum);
    return ifAll([name], sql`sum(${name})::bigint`);
  }
  if ('min' in value) {
    const name = rowColumn(stage, value.min);
    return ifAll([name], sql`min(${name})`);
  }
  if ('max' in value) {
    const name = rowColumn(stage, value.max);
    return ifAll([name], sql`max(${name})`);
  }
  if ('greatest' in value) return sql`max(${rowColumn(stage, value.greatest)})`;
  if ('distinct' in value) return sql`count(distinct ${rowColumn(stage, value.distinct)})`;
  if ('missingSteps' in value) {
    const name = integerColumn(stage, value.missingSteps);
    return ifAll([name], sql`max(${name}) - count(distinct ${name})`);
  }
  if ('widestGap' in value) {
    const { order, from, to } = value.widestGap;
    const columns = [integerColumn(stage, order), rowColumn(stage, from), rowColumn(stage, to)];
    return ifAll(columns, sql`coalesce(max(${gapName(gaps, { from, to, order: { field: order } })}), 0)`);
  }
  if ('median' in value) {
    const name = rowColumn(stage, value.median);
    return ifAll([name], sql`percentile_cont(0.5) within group (order by ${name}::double precision)`);
  }
  if ('unevenness' in value) {
    const of = value.unevenness;
    const step = gapName(gaps, { from: of, to: of, order: of });
    return ifAll([rowColumn(stage, of)], ratioSql(sql`max(${step})`, sql`min(${step})`));
  }
  if ('minus' in value) return sql`(${inner(value.minus[0])} - ${inner(value.minus[1])})`;
  return ratioSql(inner(value.ratio[0]), inner(value.ratio[1]));
};

const ratioSql = (part: Fragment, whole: Fragment): Fragment =>
  sql`(${part})::double precision / nullif(${whole}, 0)::double precision`;

/** The first that is there, over the rows of a hit in order. */
export const firstSql = (name: Fragment): Fragment =>
  sql`(array_agg(${name} order by ${IN_ORDER}) filter (where ${name} is not null))[1]`;

/** A value of a window: `near` is the frame over the group, `wide` the one past it. */
export const windowSql = (stage: RowStage, value: WindowValue, wide: (expression: Fragment) => Fragment): Fragment => {
  if ('count' in value) return value.over === undefined ? text('count(*) over near') : wide(text('count(*)'));
  if ('sum' in value) {
    const total = sql`sum(${rowColumn(stage, value.sum)})`;
    return value.over === undefined ? sql`(${total} over near)::bigint` : sql`coalesce(${wide(total)}, 0)::bigint`;
  }
  if ('same' in value) return rowColumn(stage, value.same);
  if ('last' in value) return rowColumn(stage, value.last);
  if ('max' in value) return sql`max(${rowColumn(stage, value.max)}) over near`;
  const [part, whole] = value.ratio.map((inner) => windowSql(stage, inner, wide)) as [Fragment, Fragment];
  return ratioSql(part, whole);
};

/** A judgement over values that stand in columns. */
export const judgementSql = (
  judgement: Judgement,
  parameters: Parameters,
  valueColumn: (name: string) => Fragment,
): Fragment => {
  const operand = (part: AnyOperand): Fragment => {
    if ('value' in part) return valueColumn(part.value);
    if ('constant' in part) return constant(part.constant);
    if ('parameter' in part) return constant(numberOf(parameters, part.parameter));
    throw new RangeError('a judgement rests on named values, constants and parameters');
  };
  return logicSql(judgement, operand, () => {
    throw new RangeError('a judgement has no tests of rows');
  });
};
