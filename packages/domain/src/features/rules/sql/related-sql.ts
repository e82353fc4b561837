import { Refusal } from '../../../shared/refusal.ts';
import { COLUMNS, type Kind } from '../columns.ts';
import type { Given, Related, RowCondition, RowValue } from '../language.ts';
import { reachOf } from '../parts.ts';
import { foldedValue } from '../relations.ts';
import { bound, type Fragment, joined, sql, text } from './fragment.ts';
import { column, isCurrent, joinedOnce, joinsOf, keptOnce, type Table } from './table.ts';

/** How parts of a relation become SQL: handed in, since relations lie within relations. */
type Tools = {
  readonly valueSql: (table: Table, value: RowValue) => Fragment;
  readonly conditionSql: (table: Table, condition: RowCondition) => Fragment;
};
/** What is asked of related rows; `unclear` and `present` say why there is no answer. */
type Asked = { readonly value: Fragment; readonly unclear: Fragment; readonly present: Fragment };

/** The table of a kind within a relation. A kind is its table's name, so it is looked up like any other name. */
export const relatedTable = (outer: Table, kind: Kind, alias: string): Table => {
  if (!Object.hasOwn(COLUMNS, kind)) throw new Refusal('rules.unknown-field', { field: kind });
  const { parameters, scope, named, kept } = outer;
  return { kind, alias, columns: COLUMNS[kind], parameters, scope, named, joins: new Map(), kept, outer };
};

const both = (parts: readonly Fragment[]): Fragment => joined(parts, ' and ');
const current = ({ scope }: Table, kind: Kind): Fragment => sql`
  (select exists (select from ${text(kind)} p where p.county = ${bound(scope.county, 'smallint')} and p.superseded_at is null))`;

/** What is asked of each related row: whether it counts, and its value. */
type PerRow = { readonly counts: Fragment | undefined; readonly value: Fragment | undefined };
const perRowOf = (table: Table, related: Related, give: Given | 'some', { valueSql, conditionSql }: Tools): PerRow => ({
  counts: related.where && conditionSql(table, related.where),
  value: give === 'some' || give === 'count' ? undefined : valueSql(table, foldedValue(give).of),
});

/** What related rows give together, and whether one leaves it unclear. `none`: what is given where there is no row at all. */
const together = (give: Given | 'some', { counts, value = text('null') }: PerRow): Worked => {
  const counted = counts === undefined ? text('') : sql` filter (where ${counts})`;
  const doubt = counts === undefined ? text('false') : sql`${counts} is null`;
  const unclear = (when: Fragment): Fragment => sql`coalesce(bool_or(${when}), false)`;
  if (give === 'some') {
    const found = sql`count(*)${counted} > 0`;
    return { given: found, none: text('false'), unclear: sql`(not (${found}) and ${unclear(doubt)})` };
  }
  if (give === 'count') return { given: sql`count(*)${counted}`, none: text('0'), unclear: unclear(doubt) };
  if ('distinct' in give)
    return { given: sql`count(distinct ${value})${counted}`, none: text('0'), unclear: unclear(doubt) };
  const strict = unclear(
    counts === undefined ? sql`${value} is null` : sql`${counts} is null or (${counts} and ${value} is null)`,
  );
  if ('sum' in give) return { given: sql`(sum(${value})${counted})::bigint`, none: text('0'), unclear: strict };
  const none = text('null');
  if ('min' in give) return { given: sql`min(${value})${counted}`, none, unclear: strict };
  if ('max' in give) return { given: sql`max(${value})${counted}`, none, unclear: strict };
  const given =
    'median' in give
      ? sql`percentile_cont(0.5) within group (order by (${value})::double precision)${counted}`
      : sql`(sum(${value})${counted})::double precision / nullif(count(*)${counted}, 0)::double precision`;
  return { given, none, unclear: strict };
};
/** Rows of which it is sure that they do not count need not be looked at. */
const among = ({ counts }: PerRow): Fragment => (counts === undefined ? text('') : sql` and ${counts} is not false`);

/**
 * What related rows say. Where nothing of the asking row stands in it they are worked out once by key: all keys over the whole history,
 * those asked for where few rows are judged. Else over the whole history by pairs, which can be hashed; for a few rows, and for what
 * reaches past the row, anew for each.
 */
export const relatedSql = (table: Table, related: Related, give: Given | 'some', tools: Tools): Asked => {
  const asked = give === 'some' ? { some: related } : { related, give };
  const present =
    related.optional === true || related.kind === table.kind ? text('true') : current(table, related.kind);
  const mine = related.on.map(([, value]) => tools.valueSql(table, value));
  const alone = table.perRow !== true && reachOf(asked) === 0;
  const usesMine = reachOf([related.where ?? [], give]) > 0;
  const few = table.scope.touched !== undefined;
  const { given, none, unclear } =
    alone && !few
      ? usesMine
        ? byPairs(table, related, give, tools, asked)
        : byKey(table, related, give, tools, asked, mine)
      : alone && !usesMine && table.asking !== undefined
        ? byKeysAsked(table, table.asking, related, give, tools, asked, mine)
        : eachAnew(table, related, give, tools, mine);
  const keys = mine.map((key) => sql`${key} is not null`);
  return {
    value: sql`case when ${both([...keys, present])} and not ${unclear} then coalesce(${given}, ${none}) end`,
    unclear,
    present,
  };
};
type Worked = { readonly given: Fragment; readonly none: Fragment; readonly unclear: Fragment };

const same = (left: readonly Fragment[], right: readonly Fragment[]): Fragment =>
  both(left.map((part, index) => sql`${part} = ${right[index] ?? text('null')}`));

/**
 * What is asked of each related row, in a query of its own: an aggregate of nothing but an asking row's values would be that of the
 * asking query.
 */
const eachOf = (each: PerRow, keys: readonly Fragment[], from: Fragment): Fragment => {
  const columns = [...keys, each.counts && sql`${each.counts} as counts`, each.value && sql`${each.value} as value`];
  const listed = columns.filter((part) => part !== undefined);
  return sql`(select ${listed.length === 0 ? text('1 as one') : joined(listed, ', ')} ${from}${among(each)}) each`;
};
const inColumns = ({ counts, value }: PerRow): PerRow => ({
  counts: counts && text('counts'),
  value: value && text('value'),
});

const eachAnew = (table: Table, related: Related, give: Given | 'some', tools: Tools, mine: Fragment[]): Worked => {
  const other: Table = { ...relatedTable(table, related.kind, `${table.alias}o`), perRow: true };
  const each = perRowOf(other, related, give, tools);
  const theirs = related.on.map(([value]) => tools.valueSql(other, value));
  const { given, none, unclear } = together(give, inColumns(each));
  const from = eachOf(
    each,
    [],
    sql`from ${text(other.kind)} ${text(other.alias)} ${joinsOf(other)} where ${isCurrent(other)} and ${same(theirs, mine)}`,
  );
  return {
    given: sql`(select ${given} from ${from})`,
    none,
    unclear: sql`coalesce((select ${unclear} from ${from}), false)`,
  };
};

const joinedIn = (alias: Fragment, none: Fragment): Worked => ({
  given: sql`${alias}.given`,
  none,
  unclear: sql`coalesce(${alias}.unclear, false)`,
});

const byKey = (
  table: Table,
  related: Related,
  give: Given | 'some',
  tools: Tools,
  asked: unknown,
  mine: readonly Fragment[],
): Worked => {
  const other = relatedTable(table, related.kind, `${table.alias}o`);
  const each = perRowOf(other, related, give, tools);
  const { given, none, unclear } = together(give, inColumns(each));
  const theirs = related.on.map(([value]) => tools.valueSql(other, value));
  const names = theirs.map((_, index) => text(`k${String(index)}`));
  const keys = theirs.map((part, index) => sql`${part} as ${names[index] ?? text('')}`);
  const from = sql`from ${text(other.kind)} ${text(other.alias)} ${joinsOf(other)} where ${isCurrent(other)}`;
  const rows = keptOnce(
    table,
    asked,
    () => sql`
      select ${joined([...names, sql`${given} as given`, sql`${unclear} as unclear`], ', ')}
      from ${eachOf(each, keys, from)} group by ${joined(names, ', ')}`,
  );
  const alias = joinedOnce(
    table,
    asked,
    (as) =>
      sql`left join ${rows} ${as} on ${same(
        names.map((name) => sql`${as}.${name}`),
        mine,
      )}`,
  );
  return joinedIn(alias, none);
};

/** The keys that the judged rows ask for, each looked up once however many rows ask for it: kept, since a planner that expects one row would look anew for each. */
const byKeysAsked = (
  table: Table,
  rows: Fragment,
  related: Related,
  give: Given | 'some',
  tools: Tools,
  asked: unknown,
  mine: readonly Fragment[],
): Worked => {
  const asking: Table = { ...table, alias: `${table.alias}m`, joins: new Map() };
  const other: Table = { ...relatedTable(table, related.kind, `${table.alias}o`), perRow: true };
  const each = perRowOf(other, related, give, tools);
  const { given, none, unclear } = together(give, inColumns(each));
  const theirs = related.on.map(([value]) => tools.valueSql(other, value));
  const names = theirs.map((_, index) => text(`k${String(index)}`));
  const keys = related.on.map(
    ([, value], index) => sql`${tools.valueSql(asking, value)} as ${names[index] ?? text('')}`,
  );
  const wanted = names.map((name) => sql`wanted.${name}`);
  const from = sql`from ${text(other.kind)} ${text(other.alias)} ${joinsOf(other)}
    where ${isCurrent(other)} and ${same(theirs, wanted)}`;
  const alias = joinedOnce(
    table,
    asked,
    (as) => sql`
      left join (with kept as materialized (
        select wanted.*, answered.given, answered.unclear
        from (select distinct ${joined(keys, ', ')} from ${rows} ${text(asking.alias)} ${joinsOf(asking)}) wanted
        cross join lateral (select ${given} as given, ${unclear} as unclear from ${eachOf(each, [], from)}) answered
      ) select * from kept) ${as} on ${same(
        names.map((name) => sql`${as}.${name}`),
        mine,
      )}`,
  );
  return joinedIn(alias, none);
};

const byPairs = (table: Table, related: Related, give: Given | 'some', tools: Tools, asked: unknown): Worked => {
  const asking: Table = { ...table, alias: `${table.alias}m`, joins: new Map() };
  const other = relatedTable(asking, related.kind, `${table.alias}o`);
  const each = perRowOf(other, related, give, tools);
  const { given, none, unclear } = together(give, inColumns(each));
  const theirs = related.on.map(([value]) => tools.valueSql(other, value));
  const mine = related.on.map(([, value]) => tools.valueSql(asking, value));
  const from = sql`from ${text(asking.kind)} ${text(asking.alias)} ${joinsOf(asking)}
    cross join ${text(other.kind)} ${text(other.alias)} ${joinsOf(other)}
    where ${isCurrent(asking)} and ${isCurrent(other)} and ${same(theirs, mine)}`;
  const alias = joinedOnce(
    table,
    asked,
    (as) => sql`
      left join (
        select asking, ${given} as given, ${unclear} as unclear
        from ${eachOf(each, [sql`${text(asking.alias)}.record_id as asking`], from)} group by asking
      ) ${as} on ${as}.asking = ${text(table.alias)}.record_id`,
  );
  return joinedIn(alias, none);
};

/** In how many places a row's `who` has met the same other one, at most. */
export const togetherSql = (table: Table, what: { readonly who: string; readonly in: string }): Fragment => {
  if (table.outer !== undefined) throw new RangeError('who meets whom is asked of a row itself, not within a relation');
  const [one, other] = ['x', 'y'].map((alias): Table => ({ ...table, alias, joins: new Map() })) as [Table, Table];
  const who = (of: Table) => column(of, what.who, 'code');
  const where = (of: Table) => column(of, what.in, 'code');
  const meetings = (narrow: Fragment): Fragment => sql`
    select ${who(one)} as who, ${who(other)} as with_whom, count(distinct ${where(one)}) as places
    from ${text(table.kind)} x join ${text(table.kind)} y
      on ${where(one)} = ${where(other)} and ${who(one)} <> ${who(other)} and ${isCurrent(other)}
    where ${isCurrent(one)} ${narrow} group by 1, 2`;
  const most =
    table.scope.touched === undefined
      ? sql`${joinedOnce(
          table,
          { together: what },
          (alias) => sql`
            left join (select who, max(places) as places from (${meetings(text(''))}) met group by who) ${alias}
              on ${alias}.who = ${who(table)}`,
        )}.places`
      : sql`(select max(places) from (${meetings(sql`and ${who(one)} = ${who(table)}`)}) met)`;
  return sql`case when ${who(table)} is not null then coalesce(${most}, 0) end`;
};
