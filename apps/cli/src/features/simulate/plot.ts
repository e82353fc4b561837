import type { RuleCode, Subject, Truth } from './records.ts';
import type { Random } from './random.ts';
import { type Day, dateOf } from './office-days.ts';

/** A record before it has its number: numbers are given in the order of the days, once all rows stand. */
export type Draft<Row> = { readonly day: Day; readonly row: Row };

/** A planted matter or decoy with the drafts that belong to it. */
export type Plot<Row> = {
  readonly scheme: string;
  readonly rule: RuleCode;
  readonly subject: (numbered: readonly Row[]) => Subject;
  readonly cause?: string;
  readonly drafts: readonly Draft<Row>[];
};

/** What a simulation is asked for. */
export type Extent = {
  /** Schemes planted for each rule. */
  readonly schemes: number;
  /** 1 = clear, 0.5 = half the margin over the threshold and no more rows than needed; both meet the written condition. */
  readonly strength: number;
  /** How much of a whole county's traffic, in (0, 1]. */
  readonly portion: number;
  readonly years: number;
};

export const DECOYS_PER_SCHEME = 3;
/**
 * How often a plot looks for another place before the county is too full for it, which is a bug of the simulator. A day that one in fifty is
 * like is missed four hundred times in a row once in some thousand large counties.
 */
const TRIES = 4_000;

/** Tries places until one takes the plot. */
export const place = <T>(what: string, attempt: () => T | null): T => {
  for (let tries = 0; tries < TRIES; tries += 1) {
    const placed = attempt();
    if (placed !== null) return placed;
  }
  throw new Error(`no place in the county for ${what}`);
};

/** An excess over a threshold: from `least` to `most` at full strength, and half of that at half strength. */
export const excess = (random: Random, strength: number, least: number, most: number): number =>
  1 + random.between(least, most) * strength;

/** Fen from yuan; a third of the amounts are whole yuan. */
export const fen = (random: Random, yuan: number): number =>
  random.chance(0.35) ? Math.round(yuan) * 100 : Math.round(yuan * 100);

/** Cuts `total` into `parts` uneven pieces, each between half and one and a half of an even share. */
export const cut = (random: Random, total: number, parts: number): number[] => {
  const weights = Array.from({ length: parts }, () => random.between(0.7, 1.3));
  const sum = weights.reduce((all, weight) => all + weight, 0);
  return weights.map((weight) => (total * weight) / sum);
};

/** Takes the elements in turn. */
export const nth = <T>(from: readonly [T, ...T[]], n: number): T => from[n % from.length] ?? from[0];

/** `count` of something. */
export const times = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** Takes each element of a shuffled list, and begins anew when all are taken. */
export const dealt = <T>(random: Random, all: readonly T[]): (() => T) => {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = random.shuffled(all);
    const next = left.pop();
    if (next === undefined) throw new RangeError('nothing to deal');
    return next;
  };
};

/** The number a feed gives a record; a copy of the county writes its own number into it. */
export const externalId = (feed: string, replica: number, index: number): string =>
  `${feed}-${replica === 0 ? '' : `${replica}-`}${String(index + 1).padStart(6, '0')}`;

/** The line of the ground truth for a plot whose rows have their numbers. */
export const truthOf = <Row extends { readonly externalId: string }>(plot: Plot<Row>): Truth => {
  const days = plot.drafts.map(({ day }) => day);
  return {
    scheme: plot.scheme,
    rule: plot.rule,
    subject: plot.subject(plot.drafts.map(({ row }) => row)),
    from: dateOf(Math.min(...days)),
    to: dateOf(Math.max(...days)),
    records: plot.drafts.map(({ row }) => row.externalId),
    ...(plot.cause === undefined ? {} : { decoy: true as const, cause: plot.cause }),
  };
};
