import type { Viewer } from '../../shared/by.ts';
import { hasRole } from '../../shared/by.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';
import { OFFICERS } from '../../shared/roles.ts';

/** A recusal binds in IN_FORCE and ENDING: whoever asks to be let back in stays away until another has decided. */
export const RECUSAL_STATES = ['PENDING', 'IN_FORCE', 'ENDING', 'ENDED', 'REJECTED', 'WITHDRAWN'] as const;
export type RecusalState = (typeof RECUSAL_STATES)[number];

/** As the county writes them in lists that leave the platform. */
export const RECUSAL_STATE_WORDS: Readonly<Record<RecusalState, string>> = {
  PENDING: '待决定',
  IN_FORCE: '回避中',
  ENDING: '申请终止',
  ENDED: '已终止',
  REJECTED: '不予回避',
  WITHDRAWN: '已撤回',
};

export type Recusal = {
  readonly state: RecusalState;
  /** Who stays away. */
  readonly personId: string;
  readonly otherPersonId: string | null;
  /** The account that declared or applied. */
  readonly appliedBy: string | null;
};

type Actor = 'DECIDER' | 'PERSON' | 'APPLICANT';

/**
 * Steps on a recusal (回避): who takes each, from where, to where. What a person declares of himself binds at once and needs no row
 * here; what another applies for is decided by a leader of the commission, and so is its end, which the person alone asks for.
 */
export const RECUSAL_STEPS = {
  approve: { from: 'PENDING', to: 'IN_FORCE', by: 'DECIDER' },
  reject: { from: 'PENDING', to: 'REJECTED', by: 'DECIDER' },
  withdraw: { from: 'PENDING', to: 'WITHDRAWN', by: 'APPLICANT' },
  'ask-end': { from: 'IN_FORCE', to: 'ENDING', by: 'PERSON' },
  end: { from: 'ENDING', to: 'ENDED', by: 'DECIDER' },
  keep: { from: 'ENDING', to: 'IN_FORCE', by: 'DECIDER' },
} as const satisfies Record<string, { from: RecusalState; to: RecusalState; by: Actor }>;
export type RecusalStep = keyof typeof RECUSAL_STEPS;
export const RECUSAL_STEP_NAMES = Object.keys(RECUSAL_STEPS) as RecusalStep[];

/** Who decides what others apply for. */
export const RECUSAL_DECIDERS = ['COMMISSION_LEADER'] as const satisfies readonly Role[];
/** Who may apply that a colleague stays away, and about whose people: discipline staff, a unit's leaders. */
export const RECUSAL_APPLICANTS = [
  ...OFFICERS,
  'HANDLING_HEAD',
  'COMMISSION_LEADER',
  'LEADER',
] as const satisfies readonly Role[];

const isParty = ({ personId, otherPersonId, appliedBy }: Recusal, viewer: Viewer): boolean =>
  appliedBy === viewer.accountId || (viewer.personId !== null && [personId, otherPersonId].includes(viewer.personId));

/** Why this viewer does not take the step, `null` when it is open; `access.denied` where it is never theirs. */
export const refusalOfRecusalStep = (step: RecusalStep, recusal: Recusal, viewer: Viewer): RefusalCode | null => {
  const { from, by } = RECUSAL_STEPS[step];
  const mine = {
    DECIDER: hasRole(viewer, ...RECUSAL_DECIDERS),
    PERSON: recusal.personId === viewer.personId,
    APPLICANT: recusal.appliedBy === viewer.accountId,
  };
  if (!mine[by]) return 'access.denied';
  if (recusal.state !== from) return 'step.not-available';
  // Nobody decides on a recusal that he applied for, that binds him or that is towards him.
  return by === 'DECIDER' && isParty(recusal, viewer) ? 'recusal.own' : null;
};
