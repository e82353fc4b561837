import type { AnyRow, CalendarDay, Facts, Scalar } from './facts.ts';
import { wallClock } from './facts.ts';
import type { Kind } from './columns.ts';
import type { Alike, Related, RowValue } from './language.ts';

/** The facts with what is derived from all of them together, worked out when first asked for. */
export type World = {
  readonly asOf: Scalar;
  readonly day: (day: Scalar) => CalendarDay | undefined;
  readonly wallClock: (millis: number) => { day: string; hour: number };
  /** Whether some row of the feed names the id in the field. */
  readonly isNamed: (field: string, feedId: Scalar | null, id: Scalar | null) => boolean;
  /** How many rows are alike with a key. */
  readonly alike: (what: Alike, key: string, keyOf: (row: AnyRow) => string | null) => number;
  readonly rowsOf: (kind: Kind) => readonly AnyRow[];
  /** The rows of a relation's kind that have a key. */
  readonly among: (what: Related, key: string, keyOf: (row: AnyRow) => string | null) => readonly AnyRow[];
  readonly meetings: (what: Together['together']) => ReadonlyMap<Scalar, number>;
  /** Within a relation: the row that it is a relation of. */
  readonly outer?: { readonly row: AnyRow; readonly world: World };
};
type Together = Extract<RowValue, { together: unknown }>;

/** In how many places each has met the same other one, at most. */
const meetingsIn = (rows: readonly AnyRow[], { who, in: where }: Together['together']): ReadonlyMap<Scalar, number> => {
  const present = Map.groupBy(
    rows.filter((row) => (row[where] ?? null) !== null && (row[who] ?? null) !== null),
    (row) => row[where] as Scalar,
  );
  const met = new Map<Scalar, Map<Scalar, number>>();
  for (const group of present.values()) {
    const all = new Set(group.map((row) => row[who] as Scalar));
    for (const one of all) {
      const others = met.get(one) ?? new Map<Scalar, number>();
      met.set(one, others);
      for (const other of all) if (other !== one) others.set(other, (others.get(other) ?? 0) + 1);
    }
  }
  return new Map([...met].map(([one, others]) => [one, Math.max(0, ...others.values())]));
};

export const worldOf = ({ rows, registers, calendar, asOf, zone }: Facts, kind: Kind): World => {
  const rowsOf = (of: Kind): readonly AnyRow[] => (of === kind ? rows : (registers?.[of] ?? []));
  const indexes = new Map<Related, Map<string, AnyRow[]>>();
  const indexOf = (what: Related, keyOf: (row: AnyRow) => string | null) => {
    const index = new Map<string, AnyRow[]>();
    for (const row of rowsOf(what.kind)) {
      const key = keyOf(row);
      if (key === null) continue;
      const before = index.get(key);
      if (before === undefined) index.set(key, [row]);
      else before.push(row);
    }
    indexes.set(what, index);
    return index;
  };
  const met = new Map<Together['together'], ReadonlyMap<Scalar, number>>();
  const named = new Map<string, Map<Scalar | null, Set<Scalar>>>();
  const namesIn = (field: string) => {
    const byFeed = new Map<Scalar | null, Set<Scalar>>();
    for (const row of rows) {
      const name = row[field] ?? null;
      if (name === null) continue;
      const feed = row['feedId'] ?? null;
      const names = byFeed.get(feed);
      if (names === undefined) byFeed.set(feed, new Set([name]));
      else names.add(name);
    }
    named.set(field, byFeed);
    return byFeed;
  };
  const alikes = new Map<Alike, Map<string, number>>();
  const countAlike = (what: Alike, keyOf: (row: AnyRow) => string | null) => {
    const counts = new Map<string, number>();
    for (const row of rows) {
      const key = keyOf(row);
      if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    alikes.set(what, counts);
    return counts;
  };
  return {
    asOf,
    day: (day) => calendar.get(String(day)),
    wallClock: wallClock(zone),
    isNamed: (field, feedId, id) => {
      const names = (named.get(field) ?? namesIn(field)).get(feedId);
      return names !== undefined && id !== null && names.has(id);
    },
    alike: (what, key, keyOf) => (alikes.get(what) ?? countAlike(what, keyOf)).get(key) ?? 0,
    rowsOf,
    among: (what, key, keyOf) => (indexes.get(what) ?? indexOf(what, keyOf)).get(key) ?? [],
    meetings: (what) => {
      const known = met.get(what) ?? meetingsIn(rows, what);
      met.set(what, known);
      return known;
    },
  };
};
