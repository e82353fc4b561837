import { partOf, randomOf } from './additive-model.ts';
import { balancedAccuracy, calibrate, type Calibration, foldsOf } from './calibrate.ts';
import type { Tender } from './market.ts';
import { type Family, type Screened, screensOf } from './screens.ts';

/** How well held-out tenders are told apart. `majority` = what calling everything by the commoner label gives. */
export type CrossValidation = {
  readonly balancedAccuracy: number;
  readonly majority: number;
  readonly sensitivity: number;
  readonly specificity: number;
  /** Tenders that were held out once. */
  readonly tenders: number;
  readonly collusive: number;
  /** The families of screens that each fold chose for itself. */
  readonly chosen: readonly (readonly Family[])[];
};

export const marginOf = ({ parts }: Calibration, { names, columns }: Screened, row: number): number =>
  names.reduce((sum, name, i) => {
    const part = parts[name];
    return part === undefined ? sum : sum + partOf(part, columns[i]?.[row] ?? NaN);
  }, 0);

const summary = (
  labels: Uint8Array,
  margins: ReadonlyMap<number, number>,
  chosen: readonly (readonly Family[])[],
): CrossValidation => {
  const rows = [...margins.keys()];
  const flagged = (row: number) => (margins.get(row) ?? 0) > 0;
  const of = (label: number) => rows.filter((row) => labels[row] === label);
  const [fair, collusive] = [of(0), of(1)];
  return {
    balancedAccuracy: balancedAccuracy(labels, rows, flagged),
    majority: balancedAccuracy(labels, rows, () => collusive.length > fair.length),
    sensitivity: collusive.filter(flagged).length / collusive.length,
    specificity: fair.filter((row) => !flagged(row)).length / fair.length,
    tenders: rows.length,
    collusive: collusive.length,
    chosen,
  };
};

/**
 * Each tender is judged by a calibration that has seen no label of its fold: families, edges and steps are learned anew.
 * Screens of seasons and bidders are computed once over the prices of all tenders; they read no label.
 */
export const crossValidate = (
  tenders: readonly Tender[],
  labels: Uint8Array,
  folds: number,
  seed: number,
  families?: readonly Family[],
): CrossValidation => {
  const screened = screensOf(tenders);
  const rows = [...labels.keys()];
  const fold = foldsOf(labels, rows, folds, randomOf(seed));
  const margins = new Map<number, number>();
  const chosen: (readonly Family[])[] = [];
  for (let held = 0; held < folds; held += 1) {
    const calibration = calibrate(
      screened,
      labels,
      rows.filter((row) => fold.get(row) !== held),
      seed * 1_000 + held,
      families,
    );
    chosen.push(calibration.families);
    for (const row of rows) if (fold.get(row) === held) margins.set(row, marginOf(calibration, screened, row));
  }
  return summary(labels, margins, chosen);
};

/**
 * The same with bidders disjoint: bidders are dealt into folds, a fold's tenders are those where most bids are by its
 * bidders, and what is learned from has none of them: their bids are taken out of the other tenders, and those left with no
 * bid are not learned from. Screens are computed for either side by itself, so that no record of a bidder passes over.
 */
export const crossValidateDisjoint = (
  tenders: readonly Tender[],
  labels: Uint8Array,
  folds: number,
  seed: number,
  families?: readonly Family[],
): CrossValidation | undefined => {
  const names = [...new Set(tenders.flatMap(({ bids }) => bids.flatMap(({ bidder }) => bidder ?? [])))];
  if (names.length < folds) return undefined;
  const dealt = foldsOf(new Uint8Array(names.length), [...names.keys()], folds, randomOf(seed));
  const foldOf = new Map(names.map((name, i) => [name, dealt.get(i) ?? 0]));
  const home = tenders.map(({ bids }) => {
    const counts = new Map<number, number>();
    for (const { bidder } of bids) {
      const fold = foldOf.get(bidder ?? '');
      if (fold !== undefined) counts.set(fold, (counts.get(fold) ?? 0) + 1);
    }
    return [...counts].sort(([a, x], [b, y]) => y - x || a - b)[0]?.[0];
  });
  const margins = new Map<number, number>();
  const chosen: (readonly Family[])[] = [];
  for (let held = 0; held < folds; held += 1) {
    const side = (ours: boolean) =>
      tenders.flatMap((tender, i) => {
        if (home[i] === undefined || (home[i] === held) !== ours) return [];
        const bids = tender.bids.filter(({ bidder }) => (foldOf.get(bidder ?? '') === held) === ours);
        return bids.length === 0 ? [] : [{ tender: { ...tender, bids }, i }];
      });
    const [learned, judged] = [side(false), side(true)];
    const known = Uint8Array.from(learned, ({ i }) => labels[i] ?? 0);
    if (judged.length === 0 || !known.includes(0) || !known.includes(1)) continue;
    const calibration = calibrate(
      screensOf(learned.map(({ tender }) => tender)),
      known,
      [...known.keys()],
      seed * 1_000 + held,
      families,
    );
    chosen.push(calibration.families);
    const screened = screensOf(judged.map(({ tender }) => tender));
    judged.forEach(({ i }, row) => margins.set(i, marginOf(calibration, screened, row)));
  }
  return summary(labels, margins, chosen);
};
