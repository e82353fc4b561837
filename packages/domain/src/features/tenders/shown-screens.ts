/** Quartiles of fewer tenders say nothing of a market. */
export const FEWEST_TENDERS = 12;

/** The screens that a tender's page always shows, in reading order, whether or not they moved the score. */
export const SHOWN_SCREENS = [
  'variation',
  'spread',
  'firstGap',
  'smallestGap',
  'relativeDistance',
  'skew',
  'kurtosis',
  'gapRegularity',
  'precision',
  'equalPrices',
  'wonToEstimate',
  'meanToEstimate',
] as const;

/** A screen of one tender: `null` where it cannot be computed, and what it added to the score where the score is made of it. */
export type ScreenReading = readonly [value: number | null, adds: number | null];
