import type { Viewer } from '../../shared/by.ts';
import { hasRole } from '../../shared/by.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { addDays, addMonths, localDate } from '../../shared/local-date.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';

/**
 * What each of the three administrators looks over, month by month (DOMAIN §7.1): accounts that should not stand any more, roles that
 * reach far, and what privileged accounts did. What the reviewer cannot mend himself, another answers for.
 */
export const REVIEWS = {
  ACCOUNTS: { by: 'SYS_ADMIN', answeredBy: null },
  GRANTS: { by: 'SEC_ADMIN', answeredBy: 'SYS_ADMIN' },
  RECORD: { by: 'AUDIT_ADMIN', answeredBy: 'COMMISSION_LEADER' },
} as const satisfies Record<string, { by: Role; answeredBy: Role | null }>;
export type ReviewKind = keyof typeof REVIEWS;
export const REVIEW_KINDS = Object.keys(REVIEWS) as [ReviewKind, ...ReviewKind[]];

export const REVIEW_STATES = ['OPEN', 'RAISED', 'CLOSED'] as const;
export type ReviewState = (typeof REVIEW_STATES)[number];

export const REVIEW_STEPS = {
  conclude: { from: 'OPEN', to: 'CLOSED', by: 'by' },
  raise: { from: 'OPEN', to: 'RAISED', by: 'by' },
  answer: { from: 'RAISED', to: 'CLOSED', by: 'answeredBy' },
} as const satisfies Record<string, { from: ReviewState; to: ReviewState; by: 'by' | 'answeredBy' }>;
export type ReviewStep = keyof typeof REVIEW_STEPS;
export const REVIEW_STEP_NAMES = Object.keys(REVIEW_STEPS) as [ReviewStep, ...ReviewStep[]];

export type Review = {
  readonly kind: ReviewKind;
  readonly state: ReviewState;
  /** Accounts of people no longer in office for which nothing is asked yet; of no account to the other kinds. */
  readonly leavers: number;
};

/** Why this viewer does not take the step, `null` when it is open; `access.denied` where it is never theirs. */
export const refusalOfReviewStep = (step: ReviewStep, review: Review, viewer: Viewer): RefusalCode | null => {
  const { from, by } = REVIEW_STEPS[step];
  const { answeredBy } = REVIEWS[review.kind];
  const role = REVIEWS[review.kind][by];
  // Nobody answers for accounts but who looks them over: he asks for the change himself.
  if (role === null || (step === 'raise' && answeredBy === null) || !hasRole(viewer, role)) return 'access.denied';
  if (review.state !== from) return 'step.not-available';
  return step === 'conclude' && review.leavers > 0 ? 'review.leavers-open' : null;
};

/** Whether a note must go with the step: what is raised or answered is said, and so is why unused accounts stay. */
export const needsNote = (step: ReviewStep, unused: number): boolean => step !== 'conclude' || unused > 0;

/** The last whole month before the day. */
export const monthBefore = (day: LocalDate): { readonly from: LocalDate; readonly to: LocalDate } => {
  const first = localDate(`${day.slice(0, 7)}-01`);
  return { from: addMonths(first, -1), to: addDays(first, -1) };
};
