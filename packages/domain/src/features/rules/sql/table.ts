import { Refusal } from '../../../shared/refusal.ts';
import type { Column, ColumnType, Kind } from '../columns.ts';
import type { Parameters } from '../row-values.ts';
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
  /** What relations give by key, over the whole history: worked out once for the statement, whichever stages join it. */
  readonly kept: Map<string, { readonly name: Fragment; readonly stage: Fragment }>;
  /** The stage that holds the rows to be judged, where they are a few of the table's. */
  readonly asking?: Fragment | undefined;
  /** Within a relation: the table of the rows that it is a relation of. */
  readonly outer?: Table;
  /** Asked anew for each row of an outer query: what lies within must not look at whole tables. */
  readonly perRow?: boolean;
};
export const joinedOnce = (table: Table, what: unknown, join: (alias: Fragment) => Fragment): Fragment => {
  const key = JSON.stringify(what);
  const before = table.joins.get(key);
  if (before !== undefined) return before.alias;
  const alias = text(`${table.alias}_j${String(table.joins.size)}`);
  table.joins.set(key, { alias, join: join(alias) });
  return alias;
};
export const keptOnce = ({ kept }: Table, what: unknown, rows: () => Fragment): Fragment => {
  const key = JSON.stringify(what);
  const before = kept.get(key);
  if (before !== undefined) return before.name;
  const inner = rows();
  // Counted after what lies within has been kept.
  const name = text(`kept${String(kept.size)}`);
  kept.set(key, { name, stage: sql`${name} as materialized (${inner})` });
  return name;
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
/** The county's current rows. */
export const isCurrent = ({ alias, scope }: Table): Fragment =>
  sql`${text(alias)}.county = ${bound(scope.county, 'smallint')} and ${text(alias)}.superseded_at is null`;
