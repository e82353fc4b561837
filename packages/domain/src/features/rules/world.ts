import type { AnyRow, CalendarDay, Facts, Scalar } from './facts.ts';
import { wallClock } from './facts.ts';
import type { Alike } from './language.ts';

/** The facts with what is derived from all of them together, worked out when first asked for. */
export type World = {
  readonly asOf: Scalar;
  readonly day: (day: Scalar) => CalendarDay | undefined;
  readonly wallClock: (millis: number) => { day: string; hour: number };
  /** Whether some row of the feed names the id in the field. */
  readonly isNamed: (field: string, feedId: Scalar | null, id: Scalar | null) => boolean;
  /** How many rows are alike with a key. */
  readonly alike: (what: Alike, key: string, keyOf: (row: AnyRow) => string | null) => number;
};

export const worldOf = ({ rows, calendar, asOf, zone }: Facts): World => {
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
  };
};
