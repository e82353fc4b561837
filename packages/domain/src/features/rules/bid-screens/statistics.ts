/** Statistics of few numbers. NaN wherever there are too few of them: a screen that cannot be computed is missing, not zero. */
export const mean = (values: readonly number[]): number =>
  values.length === 0 ? NaN : values.reduce((sum, value) => sum + value, 0) / values.length;

/** Standard deviation of a sample. */
export const deviation = (values: readonly number[]): number => {
  if (values.length < 2) return NaN;
  const middle = mean(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - middle) ** 2, 0) / (values.length - 1));
};

/** The average of the standardised values to a power: 3 gives the skew, 4 the kurtosis. */
export const moment = (values: readonly number[], power: number): number => {
  const middle = mean(values);
  const scale = Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
  return scale > 0 ? mean(values.map((value) => ((value - middle) / scale) ** power)) : NaN;
};

/** Quantile of sorted numbers by linear interpolation between ranks. */
export const quantileOf = (sorted: ArrayLike<number>, p: number): number => {
  if (sorted.length === 0) return NaN;
  const h = (sorted.length - 1) * p;
  const low = Math.floor(h);
  const below = sorted[low] ?? NaN;
  return below + (h - low) * ((sorted[low + 1] ?? below) - below);
};

export const known = (values: Iterable<number>): number[] => [...values].filter((value) => !Number.isNaN(value));

/** Typed, since a comparison in our own code makes sorting ten times as slow. */
export const sortedKnown = (values: Iterable<number>): Float64Array => Float64Array.from(known(values)).sort();

export const median = (values: Iterable<number>): number => quantileOf(sortedKnown(values), 0.5);
