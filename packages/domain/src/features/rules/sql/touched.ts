import type { Related, RowCondition, Rule } from '../language.ts';
import { alikesIn, namedByIn, ofRowAlone, partakes, relationsIn, togetherIn, wideOf, withLists } from '../parts.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import { settledSql } from './reason-sql.ts';
import { relatedTable } from './related-sql.ts';
import { conditionSql, namedStages, valueSql } from './row-sql.ts';
import type { Scope } from './scope.ts';
import { byRevision, tableOf } from './stages.ts';
import { column, type Columns, isCurrent, joinsOf, type Table } from './table.ts';

type Way = readonly [Related, ...Related[]];

/** Rows that relations of one way may answer anew for: on the way to them their kind has the row that came, and it may count there. */
const relatedTo = (rule: Rule, root: Table, ways: readonly [Way, ...Way[]]): Fragment => {
  const [way] = ways;
  const tables: Table[] = [root];
  way.forEach(({ kind }, index) => {
    tables.push(relatedTable(tables[index] as Table, kind, index === way.length - 1 ? 't' : `w${String(index)}`));
  });
  const keys = way.flatMap(({ on }, index) =>
    on.map(
      ([theirs, mine]) =>
        sql`${valueSql(tables[index + 1] as Table, theirs)} = ${valueSql(tables[index] as Table, mine)}`,
    ),
  );
  const mayCount = askersSql(rule, root);
  const between = tables.slice(0, -1);
  const last = tables.at(-1) as Table;
  const counts = countsIn(
    last,
    ways.map((one) => one.at(-1)?.where),
  );
  return sql`
    select ${text(root.alias)}.record_id, ${text(root.alias)}.occurred_on
    from given g join ${text(last.kind)} t on t.county = ${bound(root.scope.county, 'smallint')} and ${byRevision('t')} ${joinsOf(last)}
      ${joined(
        between.map((table) => sql`cross join ${text(table.kind)} ${text(table.alias)} ${joinsOf(table)}`),
        ' ',
      )}
    where ${joined([...between.map(isCurrent), ...keys, counts, mayCount], ' and ')}`;
};

/** Whether a row that came may count in one of these relations. What takes back another counts through that one, so then all may. */
const countsIn = (came: Table, wheres: readonly (RowCondition | undefined)[]): Fragment =>
  wheres.every((where) => where !== undefined && ofRowAlone(where))
    ? sql`(${joined(
        wheres.flatMap((where) => (where === undefined ? [] : [sql`${conditionSql(came, where)} is not false`])),
        ' or ',
      )})`
    : text('true');

/** Rows that may count in a find as far as they alone can tell; windows that look past their group count all. */
const askersSql = (rule: Rule, table: Table): Fragment => {
  if (rule.finds.some((find) => find.each === 'cluster' && wideOf(find) !== undefined)) return text('true');
  const finds = rule.finds.map((find) => sql`(${settledSql(table, partakes(rule, find))})`);
  return sql`(${joined(finds, ' or ')})`;
};

/** Those that came, and the current rows whose standing they may change: named by them, counted with them, related to them. */
const touching = (rule: Rule, columns: Columns, scope: Scope): Fragment[] => {
  const arrived = scope.arrived ?? rule.kind;
  // The same rows are often asked for several things.
  const ways = Map.groupBy(
    relationsIn(rule).filter((way) => way.at(-1)?.kind === arrived),
    (way) => JSON.stringify(way.map(({ kind, on }) => [kind, on])),
  );
  const related = [...ways.values()].flatMap(([way, ...alike]) =>
    way === undefined ? [] : [relatedTo(rule, tableOf(rule, columns, scope, 'o'), [way, ...alike])],
  );
  if (arrived !== rule.kind) return related;
  const came = tableOf(rule, columns, scope, 't');
  const revisions = sql`from given g join ${text(rule.kind)} t on t.county = ${bound(scope.county, 'smallint')} and ${byRevision('t')}`;
  const named = namedByIn(rule).map(
    (field) => sql`
      select k.record_id, k.occurred_on ${revisions}
        join record_key k on k.feed_id = t.feed_id and k.external_id = ${column(came, field, 'code')}`,
  );
  const alike = alikesIn(rule).map((what) => {
    const other = tableOf(rule, columns, scope, 'o');
    const same = what.by.map((part) => sql`${valueSql(other, part)} = ${valueSql(came, part)}`);
    const [cameOne, otherOne] = [came, other].map((table) => conditionSql(table, what.where)) as [Fragment, Fragment];
    return sql`
      select o.record_id, o.occurred_on ${revisions} ${joinsOf(came)}
        join ${text(rule.kind)} o on ${isCurrent(other)} and ${joined(same, ' and ')} ${joinsOf(other)}
        where ${cameOne} and ${otherOne}`;
  });
  // Whoever was there too, and with them all that they have.
  const together = togetherIn(rule).map(({ who, in: where }) => {
    const [there, theirs] = ['x', 'o'].map((alias) => tableOf(rule, columns, scope, alias)) as [Table, Table];
    return sql`
      select o.record_id, o.occurred_on ${revisions}
        join ${text(rule.kind)} x on ${isCurrent(there)} and ${column(there, where, 'code')} = ${column(came, where, 'code')}
        join ${text(rule.kind)} o on ${isCurrent(theirs)} and ${column(theirs, who, 'code')} = ${column(there, who, 'code')}`;
  });
  return [text('select record_id, occurred_on from given'), ...named, ...alike, ...together, ...related];
};

/**
 * Over the whole history: what names what. For what came: `given`, the revisions that came. `touched`: the rows of the rule's kind
 * that are to be judged anew; `revised`: the same with all that they say.
 */
export const touchedStages = (rule: Rule, columns: Columns, scope: Scope): Fragment[] => {
  if (scope.touched === undefined) return namedStages(tableOf(rule, columns, scope, 'n'));
  const ids = bound(
    scope.touched.map(({ recordId }) => recordId),
    'uuid[]',
  );
  const days = bound(
    scope.touched.map(({ occurredOn }) => occurredOn),
    'date[]',
  );
  return [
    sql`given (record_id, occurred_on) as materialized (select * from unnest(${ids}, ${days}))`,
    sql`touched (record_id, occurred_on) as materialized (${joined(touching(rule, columns, scope), ' union ')})`,
    sql`revised as materialized (
      select r.* from touched g join ${text(rule.kind)} r on r.county = ${bound(scope.county, 'smallint')} and ${byRevision('r')})`,
  ];
};

/** The rows of the rule's kind that an arrival may have changed the standing of. */
export const rowsTouched = (written: Rule, columns: Columns, scope: Scope): Fragment => {
  const rule = withLists(written);
  return sql`with ${joined(touchedStages(rule, columns, scope), ', ')}
    select record_id as "recordId", occurred_on as "occurredOn" from touched`;
};
