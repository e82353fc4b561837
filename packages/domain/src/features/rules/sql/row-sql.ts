import { writtenOut } from '../conditions.ts';
import type { Alike, AnyCondition, AnyOperand, Comparison, RowCondition, RowLeaf, RowValue } from '../language.ts';
import { numberOf, tableOf } from '../row-values.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import { relatedSql, togetherSql } from './related-sql.ts';
import { column, isCurrent, joinedOnce, joinsOf, type Table } from './table.ts';

/** What a rule may read as it stands: money wants its currency, an instant its zone. */
const PLAIN = ['id', 'text', 'code', 'integer', 'day'] as const;

export const constant = (value: number | string): Fragment => {
  if (typeof value === 'string') return bound(value, 'text');
  return bound(value, Number.isInteger(value) ? 'bigint' : 'double precision');
};

const calendarDay = (table: Table, day: RowValue): Fragment => {
  const value = valueSql(table, day);
  return joinedOnce(
    table,
    day,
    (alias) => sql`
      left join calendar_day ${alias} on ${alias}.county = ${text(table.alias)}.county and ${alias}.day = ${value}`,
  );
};

/**
 * How many rows are alike. Over the whole history they are counted once per key and joined; for a few rows each counts its
 * own. Whether a row is one of them at all is tested on the row.
 */
const alikeSql = (table: Table, alike: Alike): Fragment => {
  if (table.outer !== undefined) throw new RangeError('rows are counted as alike on their own, not within a relation');
  const other: Table = { ...table, alias: 'o', joins: new Map(), asking: undefined };
  const among = sql`${isCurrent(other)} and ${conditionSql(other, alike.where)}`;
  const theirs = alike.by.map((part) => valueSql(other, part));
  const mine = alike.by.map((part) => valueSql(table, part));
  const from = sql`from ${text(table.kind)} o ${joinsOf(other)} where ${among}`;
  const same = (left: Fragment[]) =>
    joined(
      left.map((part, index) => sql`${part} = ${mine[index] ?? text('')}`),
      ' and ',
    );
  const count =
    table.scope.touched === undefined
      ? sql`coalesce(${joinedOnce(table, alike, (alias) => {
          const names = theirs.map((_, index) => text(`k${index}`));
          const keys = joined(
            theirs.map((part, index) => sql`${part} as ${names[index] ?? text('')}`),
            ', ',
          );
          const grouped = sql`select ${keys}, count(*) as among ${from} group by ${joined(names, ', ')}`;
          return sql`left join (${grouped}) ${alias} on ${same(names.map((name) => sql`${alias}.${name}`))}`;
        })}.among, 0)`
      : sql`(select count(*) ${from} and ${same(theirs)})`;
  return sql`case when ${conditionSql(table, alike.where)} then ${count} else 0 end`;
};

/** A value of a row. */
export const valueSql = (table: Table, value: AnyOperand): Fragment => {
  if ('value' in value) throw new RangeError(`a row has no value ${value.value} of its own`);
  if ('field' in value) return column(table, value.field, ...PLAIN);
  if ('yuan' in value)
    return sql`case when ${column(table, 'currency', 'code')} = 'CNY' then ${column(table, value.yuan, 'money')} end`;
  if ('constant' in value) return constant(value.constant);
  if ('parameter' in value) {
    if (value.by === undefined) return constant(numberOf(table.parameters, value.parameter));
    const entries = [...tableOf(table.parameters, value.parameter)].map(
      ([code, limit]) => sql` when ${constant(code)} then ${constant(limit)}`,
    );
    return sql`case ${column(table, value.by, 'code')}${joined(entries, '')} end`;
  }
  if ('either' in value)
    return sql`coalesce(${joined(
      value.either.map((part) => valueSql(table, part)),
      ', ',
    )})`;
  if ('asOf' in value) return bound(table.scope.asOf, 'date');
  if ('dayOf' in value) {
    const shift =
      value.startingAt === undefined
        ? text('')
        : sql` - make_interval(hours => ${bound(numberOf(table.parameters, value.startingAt), 'integer')})`;
    return sql`((${column(table, value.dayOf, 'instant')}${shift}) at time zone ${bound(table.scope.zone, 'text')})::date`;
  }
  if ('hourOf' in value)
    return sql`extract(hour from ${column(table, value.hourOf, 'instant')} at time zone ${bound(table.scope.zone, 'text')})::bigint`;
  if ('workdayNo' in value) return sql`${calendarDay(table, value.workdayNo)}.workday_no`;
  if ('wholeDays' in value) {
    const [from, to] = value.wholeDays.map((field) => column(table, field, 'instant')) as [Fragment, Fragment];
    return sql`trunc(extract(epoch from ${to} - ${from}) / 86400)::bigint`;
  }
  if ('period' in value) {
    const day = valueSql(table, value.of);
    if (value.period === 'year') return sql`extract(year from ${day})::bigint`;
    const [parts, part] = value.period === 'month' ? [text('12'), text('month')] : [text('4'), text('quarter')];
    return sql`(extract(year from ${day}) * ${parts} + extract(${part} from ${day}) - 1)::bigint`;
  }
  if ('monthOf' in value) return sql`extract(month from ${valueSql(table, value.monthOf)})::bigint`;
  if ('minuteOf' in value)
    return sql`floor(extract(epoch from ${column(table, value.minuteOf, 'instant')}) / 60)::bigint`;
  if ('largest' in value)
    return sql`greatest(${joined(
      value.largest.map((part) => valueSql(table, part)),
      ', ',
    )})`;
  if ('if' in value) {
    const test = conditionSql(table, value.if);
    const otherwise = value.else === undefined ? text('') : sql` when not ${test} then ${valueSql(table, value.else)}`;
    return sql`case when ${test} then ${valueSql(table, value.then)}${otherwise} end`;
  }
  if ('mine' in value) {
    if (table.outer === undefined) throw new RangeError('mine stands outside of a relation');
    return valueSql(table.outer, value.mine);
  }
  if ('related' in value) return relatedSql(table, value.related, value.give, TOOLS).value;
  if ('together' in value) return togetherSql(table, value.together);
  if ('alike' in value) return alikeSql(table, value.alike);
  return reckonedSql(table, value);
};
const TOOLS = {
  valueSql: (table: Table, value: RowValue): Fragment => valueSql(table, value),
  conditionSql: (table: Table, condition: RowCondition): Fragment => conditionSql(table, condition),
};

type Reckoned = Extract<
  RowValue,
  | { daysBetween: unknown }
  | { plus: unknown }
  | { minus: unknown }
  | { times: unknown }
  | { ratio: unknown }
  | { remainder: unknown }
>;
/** The two that a value is reckoned of. */
export const operandsOf = (value: Reckoned): readonly [RowValue, RowValue] =>
  Object.values(value)[0] as readonly [RowValue, RowValue];
const reckonedSql = (table: Table, value: Reckoned): Fragment => {
  const [left, right] = operandsOf(value).map((part) => valueSql(table, part)) as [Fragment, Fragment];
  if ('daysBetween' in value) return sql`(${right} - ${left})`;
  if ('plus' in value) return sql`(${left} + ${right})`;
  if ('minus' in value) return sql`(${left} - ${right})`;
  if ('times' in value) return sql`(1::bigint * ${left} * ${right})`;
  if ('ratio' in value) return sql`((${left})::double precision / nullif((${right})::double precision, 0))`;
  return sql`(${left} % nullif(${right}, 0))`;
};

/** True, false, or null where `holds` says unknown: SQL's own logic has the same three values. */
export const conditionSql = (table: Table, condition: RowCondition): Fragment =>
  logicSql(
    condition,
    (operand) => valueSql(table, operand),
    (leaf) => leafSql(table, leaf),
    // Whether money or an instant is there at all can be asked of the bare field.
    (operand) =>
      'field' in operand ? column(table, operand.field, ...PLAIN, 'money', 'instant') : valueSql(table, operand),
  );

const COMPARISONS: Record<Comparison, Fragment> = {
  '<': text('<'),
  '<=': text('<='),
  '=': text('='),
  '<>': text('<>'),
  '>=': text('>='),
  '>': text('>'),
};

export const logicSql = (
  condition: AnyCondition,
  operandSql: (operand: AnyOperand) => Fragment,
  leaf: (leaf: RowLeaf) => Fragment,
  presentSql = operandSql,
): Fragment => {
  const inner = (part: AnyCondition): Fragment => logicSql(part, operandSql, leaf, presentSql);
  if ('all' in condition)
    return condition.all.length === 0 ? text('true') : sql`(${joined(condition.all.map(inner), ' and ')})`;
  if ('any' in condition)
    return condition.any.length === 0 ? text('false') : sql`(${joined(condition.any.map(inner), ' or ')})`;
  if ('not' in condition) return sql`(not ${inner(condition.not)})`;
  if ('compare' in condition) {
    const [left, comparison, right] = condition.compare;
    return sql`(${operandSql(left)} ${COMPARISONS[comparison]} ${operandSql(right)})`;
  }
  if ('between' in condition) {
    const [value, least, most] = condition.between.map(operandSql) as [Fragment, Fragment, Fragment];
    return sql`(${value} between ${least} and ${most})`;
  }
  if ('in' in condition) return sql`(${operandSql(condition.in)} = any(${bound(writtenOut(condition.of), 'text[]')}))`;
  if ('present' in condition) return sql`(${presentSql(condition.present)} is not null)`;
  return leaf(condition);
};

const leafSql = (table: Table, leaf: RowLeaf): Fragment => {
  if ('known' in leaf) return sql`nullif(${valueSql(table, leaf.known)} is not null, false)`;
  if ('isWorkday' in leaf) return sql`${calendarDay(table, leaf.isWorkday)}.is_workday`;
  if ('some' in leaf) return relatedSql(table, leaf.some, 'some', TOOLS).value;
  if ('contains' in leaf) {
    const whole = valueSql(table, leaf.contains);
    const words = writtenOut(leaf.of).map((word) => sql`strpos(${whole}, ${bound(word, 'text')}) > 0`);
    return sql`(${joined(words, ' or ')})`;
  }
  if (table.outer !== undefined) throw new RangeError('a row is named on its own, not within a relation');
  const own = sql`${column(table, 'feedId', 'id')}, ${column(table, 'externalId', 'code')}`;
  // One look at the naming rows for all that are asked about, hashed; for rows met on the way, a look into the index for each.
  if (table.scope.touched === undefined || table.asking !== undefined)
    return sql`((${own}) in (select feed_id, name from ${namedStage(table, table.named.indexOf(leaf.namedBy))}))`;
  const other: Table = { ...table, alias: 'n', joins: new Map() };
  return sql`exists (select from ${text(table.kind)} n
    where ${isCurrent(other)} and (n.feed_id, ${column(other, leaf.namedBy, 'code')}) = (${own}))`;
};

const namedStage = ({ asking = text('') }: Table, index: number): Fragment =>
  sql`${asking}${text(`named${String(index)}`)}`;

/** The names that `namedBy` looks into: all of the history, or those of the rows that are asked about. */
export const namedStages = (table: Table): Fragment[] => {
  const { asking } = table;
  const mine = (what: string): Fragment => sql`any(array(select ${text(what)} from ${asking ?? text('')}))`;
  return table.named.map((field, index) => {
    const name = column(table, field, 'code');
    const narrow =
      asking === undefined
        ? sql`${name} is not null`
        : sql`${column(table, 'feedId', 'id')} = ${mine('feed_id')} and ${name} = ${mine('external_id')}`;
    return sql`${namedStage(table, index)} as materialized (
      select ${text(table.alias)}.feed_id, ${name} as name
      from ${text(table.kind)} ${text(table.alias)} where ${isCurrent(table)} and ${narrow})`;
  });
};
