import { boost, type Columns, type Learning, type Part, partOf, type Random, randomOf } from './additive-model.ts';
import { familiesTold, type Family, familyOf, type Screened } from './screens.ts';

/** A market's calibration: a sum of one step function a screen; above 0 = more like its cartels than like its competition. */
export type Calibration = { readonly families: readonly Family[]; readonly parts: Readonly<Record<string, Part>> };

/** From the plainest to the fullest, of what a file tells at all: one without dates has no seasons, one without names no records. */
const choicesOf = (screened: Screened): readonly (readonly Family[])[] => {
  const told = familiesTold(screened);
  const families = (['price', 'season', 'bidders'] as const).filter((family) => told.has(family));
  return families.map((_, i) => families.slice(0, i + 1));
};

/** A fuller choice has to be better by so much on held-out tenders. */
const WORTH = 0.01;
/** In a small market a single draw of folds decides by chance, so several are averaged; in a large one once is enough. */
const SMALL = 500;
const REPEATS = 5;

/** Steps as fine as the number of tenders carries: 6 for 64 of them, at most 24. */
const learning = (tenders: number): Learning => ({
  bins: Math.min(24, Math.max(3, Math.round(0.75 * Math.sqrt(tenders)))),
  rounds: 120,
  rate: 0.1,
  ridge: 1,
  sample: 0.7,
  shown: 0.4,
});

/** Folds that share out each class evenly. */
export const foldsOf = (
  labels: Uint8Array,
  rows: readonly number[],
  folds: number,
  random: Random,
): ReadonlyMap<number, number> => {
  const fold = new Map<number, number>();
  let next = 0;
  for (const label of [0, 1]) {
    const shuffled = rows.filter((row) => labels[row] === label);
    for (let i = shuffled.length - 1; i > 0; i -= 1) {
      const j = Math.floor(random() * (i + 1));
      [shuffled[i], shuffled[j]] = [shuffled[j] as number, shuffled[i] as number];
    }
    for (const row of shuffled) fold.set(row, next++ % folds);
  }
  return fold;
};

/** The mean of the shares of collusive and of competitive tenders told rightly. */
export const balancedAccuracy = (
  labels: Uint8Array,
  rows: readonly number[],
  flagged: (row: number) => boolean,
): number => {
  const right = [0, 0];
  const all = [0, 0];
  for (const row of rows) {
    const label = labels[row] ?? 0;
    all[label] = (all[label] ?? 0) + 1;
    if (flagged(row) === (label === 1)) right[label] = (right[label] ?? 0) + 1;
  }
  const shares = all.flatMap((count, label) => (count === 0 ? [] : [(right[label] ?? 0) / count]));
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
};

const pick = ({ names, columns }: Screened, families: readonly Family[]) => {
  const at = names.flatMap((name, i) => (families.includes(familyOf(name)) ? [i] : []));
  return { names: at.map((i) => names[i] ?? ''), columns: at.map((i) => columns[i]) as Columns };
};

/** Which families of screens: those that tell held-out tenders of these rows apart best. */
const choose = (screened: Screened, labels: Uint8Array, rows: readonly number[], random: Random): readonly Family[] => {
  const repeats = rows.length < SMALL ? REPEATS : 1;
  let best = { value: -Infinity, families: ['price'] as readonly Family[] };
  for (const families of choicesOf(screened)) {
    const { columns } = pick(screened, families);
    let value = 0;
    for (let repeat = 0; repeat < repeats; repeat += 1) {
      const folds = foldsOf(labels, rows, 3, random);
      const margins = new Float64Array(labels.length);
      for (let fold = 0; fold < 3; fold += 1) {
        const held = rows.filter((row) => folds.get(row) === fold);
        const others = rows.filter((row) => folds.get(row) !== fold);
        const parts = boost(columns, labels, others, learning(others.length), random);
        for (const row of held) margins[row] = sumOf(parts, columns, row);
      }
      value += balancedAccuracy(labels, rows, (row) => (margins[row] ?? 0) > 0) / repeats;
    }
    if (value > best.value + WORTH) best = { value, families };
  }
  return best.families;
};

const sumOf = (parts: readonly Part[], columns: Columns, row: number): number =>
  parts.reduce((sum, part, i) => sum + partOf(part, columns[i]?.[row] ?? NaN), 0);

const average = (parts: readonly Part[]): Part => ({
  edges: parts[0]?.edges ?? [],
  steps: (parts[0]?.steps ?? []).map(
    (_, i) => parts.reduce((sum, { steps }) => sum + (steps[i] ?? 0), 0) / parts.length,
  ),
  missing: parts.reduce((sum, { missing }) => sum + missing, 0) / parts.length,
});

const learn = (
  screened: Screened,
  labels: Uint8Array,
  rows: readonly number[],
  families: readonly Family[],
  random: Random,
): Calibration => {
  const { names, columns } = pick(screened, families);
  const bags = Array.from({ length: rows.length < SMALL ? 2 * REPEATS : 2 }, () =>
    boost(columns, labels, rows, learning(rows.length), random),
  );
  return {
    families,
    parts: Object.fromEntries(
      names.flatMap((name, i) => {
        const part = average(bags.map((bag) => bag[i]).filter((one) => one !== undefined));
        return part.missing !== 0 || part.steps.some((step) => step !== 0) ? [[name, part]] : [];
      }),
    ),
  };
};

/** Learns a market from the labelled tenders `rows`; everything that is learned is learned from these alone, the families of screens too unless told. */
export const calibrate = (
  screened: Screened,
  labels: Uint8Array,
  rows: readonly number[],
  seed: number,
  families?: readonly Family[],
): Calibration => {
  const random = randomOf(seed);
  return learn(screened, labels, rows, families ?? choose(screened, labels, rows, random), random);
};

/** What is kept of a known market: the choice that tells its tenders apart best, then plainer ones for files that say less. */
export const calibrations = (screened: Screened, labels: Uint8Array, seed: number): readonly Calibration[] => {
  const random = randomOf(seed);
  const rows = [...labels.keys()];
  const best = choose(screened, labels, rows, random);
  const plainer = choicesOf(screened)
    .filter(({ length }) => length < best.length)
    .toReversed();
  return [best, ...plainer].map((families) => learn(screened, labels, rows, families, random));
};
