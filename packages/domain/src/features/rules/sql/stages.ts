import { Refusal } from '../../../shared/refusal.ts';
import { COLUMNS } from '../columns.ts';
import type { Find, RowCondition, RowValue, Rule } from '../language.ts';
import { namedByIn, subjectOf } from '../parts.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import { judgementSql } from './group-sql.ts';
import { settledSql } from './reason-sql.ts';
import { namedStages, valueSql } from './row-sql.ts';
import type { Scope } from './scope.ts';
import { column, type Columns, isCurrent, joinsOf, type Table } from './table.ts';

/** A statement in the making: what comes before, and the parts whose union is the answer. */
export type Stages = {
  /** `name as (…)`, in order. */
  readonly ctes: Fragment[];
  readonly results: Fragment[];
};

export const list = (parts: readonly Fragment[]): Fragment => joined(parts, ', ');
export const names = (prefix: string, count: number): Fragment[] =>
  Array.from({ length: count }, (_, index) => text(`${prefix}${index}`));
export const aliased = (parts: readonly Fragment[], prefix: string): Fragment[] =>
  parts.map((part, index) => sql`${part} as ${text(`${prefix}${index}`)}`);

export const tableOf = (
  rule: Rule,
  columns: Columns,
  scope: Scope,
  alias = 'r',
  { asking, kept = new Map() }: Partial<Pick<Table, 'asking' | 'kept'>> = {},
): Table => {
  // A kind is its table's name, so it is looked up like any other name.
  if (!Object.hasOwn(COLUMNS, rule.kind)) throw new Refusal('rules.unknown-field', { field: rule.kind });
  return {
    kind: rule.kind,
    alias,
    columns,
    parameters: rule.parameters,
    scope,
    named: namedByIn(rule),
    joins: new Map(),
    kept,
    asking,
  };
};

/** What every row carries to the end. */
export const IDENTITY = text('r.record_id, r.feed_id, r.external_id, r.occurred_on, r.unit_id, r.unit_code');
export const byRevision = (alias: string): Fragment =>
  text(`${alias}.record_id = g.record_id and ${alias}.occurred_on = g.occurred_on`);

export const subjectSql = (rule: Rule, find: Find, table: Table): Fragment => {
  const subject = subjectOf(rule, find);
  const kinds = subject.map(
    ({ kind, field }) => sql`when ${column(table, field, 'code', 'text')} is not null then ${bound(kind, 'text')}`,
  );
  const id = valueSql(table, { either: subject.map(({ field }) => ({ field })) });
  return sql`case ${joined(kinds, ' ')} end as subject_kind, ${id} as subject_id`;
};

/**
 * How rows that came touch a find: by the groups they fall into, where they take part as far as they alone can tell. `within`: only so many days
 * of a group hang together, so that what lies further off is no matter of theirs.
 */
export type Touching = {
  readonly keys: readonly RowValue[];
  readonly partaking?: RowCondition | undefined;
  readonly within?: Fragment | undefined;
};

/** Rows `r` to look at: all, or the stage of those touched, or of those of the touched groups with those that lack a group. */
export const source = (rule: Rule, table: Table, touching: Touching, prefix: string, stages: Stages): Fragment => {
  if (table.asking === undefined) return sql`${text(rule.kind)} r`;
  const rows = touchedRows(rule, { ...table, joins: new Map(), asking: undefined }, touching, prefix, stages);
  stages.ctes.push(sql`${table.asking} as materialized (${rows})`, ...namedStages({ ...table, alias: 'n' }));
  return sql`${table.asking} r`;
};

const touchedRows = (
  rule: Rule,
  table: Table,
  { keys, partaking, within }: Touching,
  prefix: string,
  stages: Stages,
): Fragment => {
  if (keys.length === 0) return text('select r.* from revised r');
  const parts = keys.map((key) => valueSql(table, key));
  const settled = partaking === undefined ? [] : [settledSql(table, partaking)];
  const [groups, reached] = [text(`${prefix}groups`), text(`${prefix}reached`)];
  const columns = names('k', parts.length);
  stages.ctes.push(sql`
    ${groups} as materialized (
      select distinct ${list([...aliased(parts, 'k'), ...(within === undefined ? [] : [text('r.occurred_on as day')])])}
      from revised r ${joinsOf(table)}
      where ${joined([...parts.map((part) => sql`${part} is not null`), ...settled], ' and ')})`);
  const ofGroup = joined(
    parts.map((part, index) => sql`${part} = k.${columns[index] ?? text('')}`),
    ' and ',
  );
  const kind = text(rule.kind);
  // The days of a group that hang together with one touched: from each to the next ones, as far as there are any.
  if (within !== undefined)
    stages.ctes.push(sql`
      ${reached} as (
        select ${list([...columns, text('day')])} from ${groups}
        union
        select ${list([...columns.map((name) => sql`k.${name}`), text('r.occurred_on')])} from ${reached} k
          join ${kind} r on ${isCurrent(table)} and ${ofGroup} and r.occurred_on between k.day - ${within} and k.day + ${within})`);
  const [only] = columns;
  const found =
    within !== undefined
      ? sql`select r.* from ${reached} k join ${kind} r on ${isCurrent(table)} and ${ofGroup} and r.occurred_on = k.day`
      : columns.length === 1 && only !== undefined
        ? // Each month's index is asked once for all of them.
          sql`select r.* from ${kind} r where ${isCurrent(table)} and ${list(parts)} = any(array(select ${only} from ${groups}))`
        : sql`select r.* from ${groups} k join ${kind} r on ${isCurrent(table)} and ${ofGroup}`;
  return sql`
    ${found}
    union all
    select r.* from revised r where r.record_id in (select record_id from given) and (${joined(
      parts.map((part) => sql`${part} is null`),
      ' or ',
    )})`;
};

/** A thing that came is counted when it comes, not each time that its group is looked at again. */
export const onlyGiven = ({ scope }: Table): Fragment =>
  scope.touched === undefined ? text('') : text('and record_id in (select record_id from given)');

export const notEvaluable = (find: Find, from: Fragment): Fragment => sql`
  select 'not-evaluable', reason, count(*)::integer, ${bound(find.name, 'text')},
    null, null, null::uuid, null, null, null::date, null::date, null::text[], null::jsonb, null
  from ${from} group by reason`;

/** The rest of a hit's columns. */
export const hit = (
  rule: Rule,
  find: Find,
  parts: { subject: Fragment; unit: Fragment; dedupe: Fragment; from: Fragment; to: Fragment; records: Fragment },
  values: ReadonlyMap<string, Fragment>,
  rest: Fragment,
): Fragment => {
  const told = [...values].map(([name, value]) => sql`${bound(name, 'text')}, ${value}`);
  const levels = rule.levels.map(({ colour, when }) => {
    const level = bound(colour, 'text');
    if (when === undefined) return sql`when true then ${level}`;
    return sql`when ${judgementSql(when, rule.parameters, (name) => values.get(name) ?? text('null'))} then ${level}`;
  });
  return sql`
    select 'hit', null, 1, ${bound(find.name, 'text')}, ${parts.subject}, ${parts.unit},
      concat_ws('|', ${bound(find.name, 'text')}, ${parts.dedupe}), ${parts.from}, ${parts.to}, ${parts.records},
      jsonb_build_object(${list(told)}), case ${joined(levels, ' ')} end
    ${rest}`;
};
