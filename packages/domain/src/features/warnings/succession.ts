import type { WarningStep } from './events.ts';
import { type Warning, WARNING_ENDS } from './warning.ts';

const isEnded = ({ state }: Warning): boolean => WARNING_ENDS.some((end) => end === state);

/**
 * What a step of a warning means for the lower one that it follows (rows 19 and 23b), `null` for most: the decision moves the old one; one
 * that ended undecided leaves it as it was; with the new paper, or with the end of a decided one that never came to be served, its object
 * may learn that it is over.
 */
export const meansForPredecessor = (
  before: Warning,
  next: Warning,
): Extract<WarningStep, 'escalate' | 'dropSuccessor' | 'showEnd'> | null => {
  if (next.origin.kind !== 'WARNING' || isEnded(before)) return null;
  if (before.decision === null && next.decision !== null) return 'escalate';
  if (next.decision === null) return isEnded(next) ? 'dropSuccessor' : null;
  const isServed = before.service === null && next.service !== null;
  return isServed || (isEnded(next) && next.service === null) ? 'showEnd' : null;
};
