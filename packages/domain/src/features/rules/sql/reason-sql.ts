import type { Given, Related, RowCondition, RowValue } from '../language.ts';
import { ofRowAlone } from '../parts.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import { relatedSql } from './related-sql.ts';
import { conditionSql, operandsOf, valueSql } from './row-sql.ts';
import { column, type Table } from './table.ts';

/** The conditions that must all hold, taken apart: the planner then tests the cheap ones first and where it can. */
const conjuncts = (condition: RowCondition): RowCondition[] => {
  if ('all' in condition) return condition.all.flatMap(conjuncts);
  if ('not' in condition && 'any' in condition.not)
    return condition.not.any.flatMap((part) => conjuncts({ not: part }));
  return [condition];
};

/** Whether a row may take part as far as it alone can tell, whatever came beside it. */
export const settledSql = (table: Table, condition: RowCondition): Fragment => {
  const parts = conjuncts(condition).filter((part) => !('known' in part) && ofRowAlone(part));
  return joined([text('true'), ...parts.map((part) => sql`${conditionSql(table, part)} is not false`)], ' and ');
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
  if ('mine' in value) return table.outer && valueReason(table.outer, value.mine);
  if ('related' in value) return relatedReason(table, value.related, value.give);
  if ('together' in value) return missing(value.together.who);
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
  if ('period' in value) return valueReason(table, value.of);
  if ('monthOf' in value) return valueReason(table, value.monthOf);
  if ('minuteOf' in value) return missing(value.minuteOf);
  if ('largest' in value) {
    const reasons = value.largest.map((part) => valueReason(table, part));
    return reasons.includes(undefined) ? undefined : reasons[0];
  }
  if ('if' in value) return choiceReason(table, value);
  const absent = operandsOf(value).map(
    (part) => [sql`${valueSql(table, part)} is null`, valueReason(table, part)] as const,
  );
  const divides = 'ratio' in value || 'remainder' in value;
  return firstReason(divides ? [...absent, [text('true'), text(`'zero-divisor'`)]] : absent);
};

const choiceReason = (table: Table, value: Extract<RowValue, { if: unknown }>): Fragment | undefined => {
  const test = conditionSql(table, value.if);
  const otherwise = value.else === undefined ? text(`'inapplicable'`) : valueReason(table, value.else);
  return firstReason([
    [sql`${test} is null`, conditionReason(table, value.if)],
    [test, valueReason(table, value.then)],
    [sql`not ${test}`, otherwise],
  ]);
};

/** A key that is missing, else a register that nobody brought, else related rows that do not say enough, else none at all. */
const relatedReason = (table: Table, related: Related, give: Given | 'some'): Fragment => {
  const { unclear, present } = relatedSql(table, related, give, { valueSql, conditionSql });
  const keys = related.on.flatMap(([, mine]) => {
    const why = valueReason(table, mine);
    return why === undefined ? [] : [sql`when ${valueSql(table, mine)} is null then ${why}`];
  });
  const because = (word: string): Fragment => bound(`${word}:${related.kind}`, 'text');
  return sql`case ${joined(keys, ' ')} when not ${present} then ${because('absent')}
    when ${unclear} then ${because('unclear')} else ${because('unmatched')} end`;
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
  if ('some' in condition) return relatedReason(table, condition.some, 'some');
  if ('contains' in condition) return valueReason(table, condition.contains);
  return valueReason(table, { workdayNo: condition.isWorkday });
};
