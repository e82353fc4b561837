/**
 * The p-quantile by linear interpolation with h = (n + 1/3)p + 1/3, whose estimates are median-unbiased whatever the
 * distribution (Hyndman and Fan 1996, definition 8). NaN when there are no values.
 */
export const quantile = (sorted: readonly number[], p: number): number => {
  if (p < 0 || p > 1) return NaN;
  const h = (sorted.length + 1 / 3) * p + 1 / 3;
  const rank = Math.trunc(h);
  const below = sorted[Math.max(rank, 1) - 1];
  if (below === undefined) return sorted.at(-1) ?? NaN;
  const above = sorted[rank];
  return rank < 1 || above === undefined ? below : below + (h - rank) * (above - below);
};

/**
 * a × b + c rounded once, as a fused multiply-add gives it: the product's rounding error is recovered (Dekker) and so
 * is the sum's (Knuth). A ratio that lies exactly on a fence must not fall off it by a rounding of ours.
 */
const multiplyAdd = (a: number, b: number, c: number): number => {
  const split = (x: number): readonly [number, number] => {
    const high = x * 134_217_729 - (x * 134_217_729 - x);
    return [high, x - high];
  };
  const [aHigh, aLow] = split(a);
  const [bHigh, bLow] = split(b);
  const product = a * b;
  const productError = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  const sum = product + c;
  const cPart = sum - product;
  const sumError = product - (sum - cPart) + (c - cPart);
  return sum + (sumError + productError);
};

export type Fences = { readonly q1: number; readonly q3: number; readonly lower: number; readonly upper: number };

/** Quartiles and Tukey's fences: q1 − 1.5 × IQR and q3 + 1.5 × IQR. All NaN, which no comparison passes, without values. */
export const fencesOf = (values: Iterable<number>): Fences => {
  const sorted = [...values].sort((a, b) => a - b);
  const q1 = quantile(sorted, 0.25);
  const q3 = quantile(sorted, 0.75);
  return { q1, q3, lower: multiplyAdd(q3 - q1, -1.5, q1), upper: multiplyAdd(q3 - q1, 1.5, q3) };
};
