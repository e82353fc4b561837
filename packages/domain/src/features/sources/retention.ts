import type { Viewer } from '../../shared/by.ts';
import { hasRole } from '../../shared/by.ts';
import type { LocalDate } from '../../shared/local-date.ts';
import { addMonths } from '../../shared/local-date.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';

/**
 * How the records of a feed end (DOMAIN §7.3, §7.4): one person proposes to delete what is past the agreed months, told before what that would
 * be; the data security officer has it done. What an alert rests on is kept with the alert, and nothing goes while a hold stands.
 */
export const DELETION_STATES = ['PROPOSED', 'REFUSED', 'RUNNING', 'DONE', 'STOPPED'] as const;
export type DeletionState = (typeof DELETION_STATES)[number];
export const DELETION_STEPS = ['approve', 'refuse'] as const;
export type DeletionStep = (typeof DELETION_STEPS)[number];

export const DELETION_PROPOSERS = ['RULE_ADMIN'] as const satisfies readonly Role[];
export const DELETION_DECIDERS = ['DATA_SECURITY_OFFICER'] as const satisfies readonly Role[];
/** Anyone who answers for data may stop its deletion; only the data security officer lets it go on. */
export const HOLDERS = ['RULE_ADMIN', 'DATA_SECURITY_OFFICER'] as const satisfies readonly Role[];

/** Years for which what an untrue or unfounded alert rested on is kept; what any other rests on stays as long as it does (§7.7). */
export const DISMISSED_YEARS = 3;

/** Records of an earlier day are past their time. */
export const cutoffOf = (today: LocalDate, months: number): LocalDate => addMonths(today, -months);

export type Standing = {
  readonly retentionMonths: number | null;
  readonly onHold: boolean;
  /** Whether a deletion of the feed is proposed or under way. */
  readonly pending: boolean;
  /** Records that would go. */
  readonly due: number;
};

/** Why nobody may propose to delete what is past its time, `null` when it is open. */
export const refusalOfProposal = (
  { retentionMonths, onHold, pending, due }: Standing,
  viewer: Viewer,
): RefusalCode | null => {
  if (!hasRole(viewer, ...DELETION_PROPOSERS)) return 'access.denied';
  if (retentionMonths === null) return 'retention.not-agreed';
  if (onHold) return 'retention.on-hold';
  if (pending) return 'retention.pending';
  return due === 0 ? 'retention.nothing-due' : null;
};

/** Why this viewer does not decide on a deletion, `null` when it is open. */
export const refusalOfDeletionStep = (
  step: DeletionStep,
  {
    state,
    proposedBy,
    onHold,
  }: { readonly state: DeletionState; readonly proposedBy: string; readonly onHold: boolean },
  viewer: Viewer,
): RefusalCode | null => {
  if (!hasRole(viewer, ...DELETION_DECIDERS)) return 'access.denied';
  if (state !== 'PROPOSED') return 'step.not-available';
  if (proposedBy === viewer.accountId) return 'retention.own-proposal';
  return step === 'approve' && onHold ? 'retention.on-hold' : null;
};
