import type { TriagePolicy } from '../information/policy.ts';

/** What a rule was to judge of a feed in the period, and what of it it could not. */
export type Judged = { readonly judged: number; readonly notEvaluable: number };

/**
 * Whether the data of a feed count as poor for a rule (MR-19): from the upper share on, and then until it has fallen below the lower one.
 * Of too few nothing is said, and what was said before stands: silence of a feed mends nothing.
 */
export const isPoor = (
  before: boolean,
  { judged, notEvaluable }: Judged,
  { qualityLeast, poorFrom, poorUntil }: Pick<TriagePolicy, 'qualityLeast' | 'poorFrom' | 'poorUntil'>,
): boolean => {
  if (judged < qualityLeast) return before;
  const percent = (Math.min(notEvaluable, judged) * 100) / judged;
  return percent >= (before ? poorUntil : poorFrom);
};

/** What may be told of a reason to who runs the feed: of its own fields, and nothing of what a rule holds them against. */
export const tellableReason = (reason: string): string | null =>
  /^(missing:|unlisted:|currency$)/.test(reason) ? reason : null;
