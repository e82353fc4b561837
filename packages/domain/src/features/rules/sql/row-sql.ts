import { Refusal } from '../../../shared/refusal.ts';
import type { Column, ColumnType, Kind } from '../columns.ts';
import type { Alike, AnyCondition, AnyOperand, Comparison, RowCondition, RowLeaf, RowValue } from '../language.ts';
import { numberOf, type Parameters, tableOf } from '../row-values.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import type { Scope } from './scope.ts';

export type Columns = Readonly<Record<string, Column>>;

/** A table as one query reads it: names looked up, joins collected as values come to need them. */
export type Table = {
  readonly kind: Kind;
  readonly alias: string;
  readonly columns: Columns;
  readonly parameters: Parameters;
  readonly scope: Scope;
  /** Fields in which rows name other rows; the names stand in stages `named0`, `named1` … */
  readonly named: readonly string[];
  /** By what they join, so that the same is joined once. */
  readonly joins: Map<string, { readonly alias: Fragment; readonly join: Fragment }>;
};
const joinedOnce = (table: Table, what: unknown, join: (alias: Fragment) => Fragment): Fragment => {
  const key = JSON.stringify(what);
  const before = table.joins.get(key);
  if (before !== undefined) return before.alias;
  const alias = text(`j${table.joins.size}`);
  table.joins.set(key, { alias, join: join(alias) });
  return alias;
};
export const joinsOf = ({ joins }: Table): Fragment =>
  joined(
    [...joins.values()].map(({ join }) => join),
    ' ',
  );

/** A column of the allow-list, of one of the types. Any other name is refused, so that a stored rule cannot reach past it. */
export const column = ({ alias, columns }: Table, field: string, ...types: readonly ColumnType[]): Fragment => {
  const found = Object.hasOwn(columns, field) ? columns[field] : undefined;
  if (found === undefined || !types.includes(found.type)) throw new Refusal('rules.unknown-field', { field });
  return text(`${alias}.${found.column}`);
};
/** What a rule may read as it stands: money wants its currency, an instant its zone. */
const PLAIN = ['id', 'text', 'code', 'integer', 'day'] as const;

/** The county's current rows. */
export const isCurrent = ({ alias, scope }: Table): Fragment =>
  sql`${text(alias)}.county = ${bound(scope.county, 'smallint')} and ${text(alias)}.superseded_at is null`;

export const constant = (value: number | string): Fragment => {
  if (typeof value === 'string') return bound(value, 'text');
  return bound(value, Number.isInteger(value) ? 'bigint' : 'double precision');
};

const calendarDay = (table: Table, day: RowValue): Fragment =>
  joinedOnce(
    table,
    day,
    (alias) => sql`
      left join calendar_day ${alias} on ${alias}.county = ${text(table.alias)}.county and ${alias}.day = ${valueSql(table, day)}`,
  );

/**
 * How many rows are alike. Over the whole history they are counted once per key and joined; for a few rows each counts its
 * own. Whether a row is one of them at all is tested on the row.
 */
const alikeSql = (table: Table, alike: Alike): Fragment => {
  const other: Table = { ...table, alias: 'o', joins: new Map() };
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
  if ('minus' in value) {
    const [left, right] = value.minus;
    return sql`(${valueSql(table, left)} - ${valueSql(table, right)})`;
  }
  return alikeSql(table, value.alike);
};

/** True, false, or null where `holds` says unknown: SQL's own logic has the same three values. */
export const conditionSql = (table: Table, condition: RowCondition): Fragment =>
  logicSql(
    condition,
    (operand) => valueSql(table, operand),
    (leaf) => leafSql(table, leaf),
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
): Fragment => {
  const inner = (part: AnyCondition): Fragment => logicSql(part, operandSql, leaf);
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
  if ('in' in condition) return sql`(${operandSql(condition.in)} = any(${bound(condition.of, 'text[]')}))`;
  if ('present' in condition) return sql`(${operandSql(condition.present)} is not null)`;
  return leaf(condition);
};

const leafSql = (table: Table, leaf: RowLeaf): Fragment => {
  if ('known' in leaf) return sql`nullif(${valueSql(table, leaf.known)} is not null, false)`;
  if ('isWorkday' in leaf) return sql`${calendarDay(table, leaf.isWorkday)}.is_workday`;
  const own = sql`${column(table, 'feedId', 'id')}, ${column(table, 'externalId', 'code')}`;
  // Over the whole history one pass over the naming rows, hashed; for a few rows a look into the index for each.
  if (table.scope.touched === undefined)
    return sql`((${own}) in (select feed_id, name from ${text(`named${table.named.indexOf(leaf.namedBy)}`)}))`;
  const other: Table = { ...table, alias: 'n', joins: new Map() };
  return sql`exists (select from ${text(table.kind)} n
    where ${isCurrent(other)} and (n.feed_id, ${column(other, leaf.namedBy, 'code')}) = (${own}))`;
};

/** The names that the whole history's `namedBy` looks into. */
export const namedStages = (table: Table): Fragment[] =>
  table.named.map((field, index) => {
    const name = column(table, field, 'code');
    return sql`${text(`named${index}`)} as materialized (
      select ${text(table.alias)}.feed_id, ${name} as name
      from ${text(table.kind)} ${text(table.alias)} where ${isCurrent(table)} and ${name} is not null)`;
  });

/** The conditions that must all hold, taken apart: the planner then tests the cheap ones first and where it can. */
const conjuncts = (condition: RowCondition): RowCondition[] => {
  if ('all' in condition) return condition.all.flatMap(conjuncts);
  if ('not' in condition && 'any' in condition.not)
    return condition.not.any.flatMap((part) => conjuncts({ not: part }));
  return [condition];
};

/** A condition in two steps: whether a row is possible (not false), and for those that are, why it is unknown, or null if true. */
export const stepsSql = (table: Table, condition: RowCondition): { possible: Fragment; lacking: Fragment } => {
  const parts = conjuncts(condition);
  const doubtful = parts
    .filter((part) => !('known' in part))
    .map((part) => sql`${conditionSql(table, part)} is not false`);
  const reasons = parts.flatMap((part) => {
    const why = conditionReason(table, part);
    return why === undefined ? [] : [sql`when ${conditionSql(table, part)} is null then ${why}`];
  });
  return {
    possible: doubtful.length === 0 ? text('true') : joined(doubtful, ' and '),
    lacking: reasons.length === 0 ? text('null::text') : sql`case ${joined(reasons, ' ')} end`,
  };
};

/** Why a value is null, asked only where it is; undefined for what never is. The same words as `Reader.lacks` gives. */
export const valueReason = (table: Table, value: RowValue): Fragment | undefined => {
  const missing = (field: string): Fragment => bound(`missing:${field}`, 'text');
  if ('field' in value) return missing(value.field);
  if ('yuan' in value) {
    return sql`case when ${column(table, value.yuan, 'money')} is null then ${missing(value.yuan)}
      when ${column(table, 'currency', 'code')} is null then 'missing:currency' else 'currency' end`;
  }
  if ('constant' in value || 'asOf' in value || 'alike' in value) return undefined;
  if ('parameter' in value) {
    if (value.by === undefined) return undefined;
    return sql`case when ${column(table, value.by, 'code')} is null then ${missing(value.by)} else ${bound(`unlisted:${value.by}`, 'text')} end`;
  }
  if ('either' in value) {
    const reasons = value.either.map((part) => valueReason(table, part));
    return reasons.includes(undefined) ? undefined : reasons[0];
  }
  if ('dayOf' in value) return missing(value.dayOf);
  if ('hourOf' in value) return missing(value.hourOf);
  if ('workdayNo' in value) {
    const inner = valueReason(table, value.workdayNo);
    return inner === undefined
      ? text(`'calendar'`)
      : sql`case when ${valueSql(table, value.workdayNo)} is null then ${inner} else 'calendar' end`;
  }
  if ('wholeDays' in value)
    return firstReason(
      value.wholeDays.map((field) => [sql`${column(table, field, 'instant')} is null`, missing(field)]),
    );
  return firstReason(value.minus.map((part) => [sql`${valueSql(table, part)} is null`, valueReason(table, part)]));
};

const firstReason = (cases: readonly (readonly [Fragment, Fragment | undefined])[]): Fragment | undefined => {
  const possible = cases.flatMap(([unknown, reason]) => (reason === undefined ? [] : [{ unknown, reason }]));
  if (possible.length <= 1) return possible[0]?.reason;
  return sql`case ${joined(
    possible.map(({ unknown, reason }) => sql`when ${unknown} then ${reason}`),
    ' ',
  )} end`;
};

/** Why a condition is null, asked only where it is. */
export const conditionReason = (table: Table, condition: RowCondition): Fragment | undefined => {
  const first = (parts: readonly RowCondition[]): Fragment | undefined =>
    firstReason(parts.map((part) => [sql`${conditionSql(table, part)} is null`, conditionReason(table, part)]));
  const firstOf = (values: readonly RowValue[]): Fragment | undefined =>
    firstReason(values.map((value) => [sql`${valueSql(table, value)} is null`, valueReason(table, value)]));
  if ('all' in condition) return first(condition.all);
  if ('any' in condition) return first(condition.any);
  if ('not' in condition) return conditionReason(table, condition.not);
  if ('compare' in condition) return firstOf([condition.compare[0], condition.compare[2]]);
  if ('between' in condition) return firstOf(condition.between);
  if ('in' in condition) return valueReason(table, condition.in);
  if ('present' in condition || 'namedBy' in condition) return undefined;
  if ('known' in condition) return valueReason(table, condition.known);
  return valueReason(table, { workdayNo: condition.isWorkday });
};
