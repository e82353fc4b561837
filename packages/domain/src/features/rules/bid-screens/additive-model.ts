/** Values of each screen by tender: `columns[screen][tender]`, NaN where it cannot be computed. */
export type Columns = readonly Float64Array[];

/** A step function of one screen: `steps[i]` below `edges[i]`, the last above all of them; `missing` where it cannot be computed. */
export type Part = { readonly edges: readonly number[]; readonly steps: readonly number[]; readonly missing: number };

export const partOf = ({ edges, steps, missing }: Part, value: number): number => {
  if (Number.isNaN(value)) return missing;
  let at = 0;
  while (at < edges.length && value >= (edges[at] ?? Infinity)) at += 1;
  return steps[at] ?? 0;
};

export type Random = () => number;

/** mulberry32 (public domain): folds and samples depend on the seed alone. */
export const randomOf = (seed: number): Random => {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

/** Quantile edges over the rows that are learned from. */
const edgesOf = (column: Float64Array, rows: readonly number[], most: number): number[] => {
  const sorted = Float64Array.from(
    rows.map((row) => column[row] ?? NaN).filter((value) => !Number.isNaN(value)),
  ).sort();
  const edges: number[] = [];
  for (let i = 1; i < most; i += 1) {
    const rank = Math.floor((sorted.length * i) / most);
    const [below = NaN, above = NaN] = [sorted[rank - 1], sorted[rank]];
    const edge = (below + above) / 2;
    if (above > below && edge > (edges.at(-1) ?? -Infinity)) edges.push(edge);
  }
  return edges;
};

const binOf = (edges: readonly number[], value: number): number => {
  if (Number.isNaN(value)) return edges.length + 1;
  let [low, high] = [0, edges.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value >= (edges[middle] ?? Infinity)) low = middle + 1;
    else high = middle;
  }
  return low;
};

export type Learning = {
  readonly bins: number;
  readonly rounds: number;
  readonly rate: number;
  readonly ridge: number;
  readonly sample: number;
  readonly shown: number;
};

/**
 * Boosted one-split trees on binned screens: each round adds one step to the screen that helps most, so that the sum stays a
 * sum of step functions, one a screen. Both classes weigh the same.
 */
export const boost = (
  columns: Columns,
  labels: Uint8Array,
  rows: readonly number[],
  { bins, rounds, rate, ridge, sample, shown }: Learning,
  random: Random,
): readonly Part[] => {
  const edges = columns.map((column) => edgesOf(column, rows, bins));
  const binned = columns.map((column, f) => Uint8Array.from(column, (value) => binOf(edges[f] ?? [], value)));
  const steps = edges.map((own) => new Float64Array(own.length + 2));
  const positive = rows.filter((row) => labels[row] === 1).length;
  const weights = [rows.length / (2 * Math.max(1, rows.length - positive)), rows.length / (2 * Math.max(1, positive))];
  const margins = new Float64Array(labels.length);
  const gradient = new Float64Array(labels.length);
  const curvature = new Float64Array(labels.length);
  const g = new Float64Array(256);
  const h = new Float64Array(256);
  for (let round = 0; round < rounds; round += 1) {
    const taken = Int32Array.from(rows.filter(() => random() < sample));
    for (const row of taken) {
      const p = 1 / (1 + Math.exp(-(margins[row] ?? 0)));
      const weight = weights[labels[row] ?? 0] ?? 1;
      gradient[row] = weight * ((labels[row] ?? 0) - p);
      curvature[row] = weight * p * (1 - p);
    }
    let best = { gain: 0, screen: -1, cut: 0, left: 0, right: 0, missingLeft: false };
    for (let f = 0; f < columns.length; f += 1) {
      if (random() >= shown) continue;
      const own = binned[f] as Uint8Array;
      const cuts = (edges[f] as number[]).length;
      g.fill(0, 0, cuts + 2);
      h.fill(0, 0, cuts + 2);
      let allG = 0;
      let allH = 0;
      // The innermost loop: plain variables, since taking an array apart here cost more than the sums.
      for (const row of taken) {
        const bin = own[row] as number;
        const dg = gradient[row] as number;
        const dh = curvature[row] as number;
        g[bin] = (g[bin] as number) + dg;
        h[bin] = (h[bin] as number) + dh;
        allG += dg;
        allH += dh;
      }
      const [noG, noH] = [g[cuts + 1] as number, h[cuts + 1] as number];
      const consider = (cut: number, leftG: number, leftH: number, missingLeft: boolean) => {
        const [rightG, rightH] = [allG - leftG, allH - leftH];
        if (leftH < 1 || rightH < 1) return;
        const gain = leftG ** 2 / (leftH + ridge) + rightG ** 2 / (rightH + ridge) - allG ** 2 / (allH + ridge);
        if (gain > best.gain)
          best = { gain, screen: f, cut, left: leftG / (leftH + ridge), right: rightG / (rightH + ridge), missingLeft };
      };
      let [leftG, leftH] = [0, 0];
      for (let cut = 0; cut <= cuts; cut += 1) {
        leftG += g[cut] as number;
        leftH += h[cut] as number;
        consider(cut, leftG, leftH, false);
        if (noH > 0) consider(cut, leftG + noG, leftH + noH, true);
      }
    }
    if (best.screen < 0) continue;
    const own = steps[best.screen] as Float64Array;
    const last = own.length - 1;
    const step = (bin: number) =>
      rate * (bin === last ? (best.missingLeft ? best.left : best.right) : bin <= best.cut ? best.left : best.right);
    for (let bin = 0; bin < own.length; bin += 1) own[bin] = (own[bin] as number) + step(bin);
    const bin = binned[best.screen] as Uint8Array;
    for (const row of rows) margins[row] = (margins[row] as number) + step(bin[row] as number);
  }
  return edges.map((own, f) => {
    const values = [...(steps[f] as Float64Array)];
    return { edges: own, steps: values.slice(0, -1), missing: values.at(-1) ?? 0 };
  });
};
