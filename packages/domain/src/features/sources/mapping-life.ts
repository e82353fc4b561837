import type { Viewer } from '../../shared/by.ts';
import { hasRole } from '../../shared/by.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';
import { CONTRACT_DECIDERS } from './data-contract.ts';

/**
 * The life of one version of a feed's mapping. It is drafted and tried, then put forward; who approves what was agreed about the feed approves
 * it, unless it stores the same as the one in force. One version of a feed is in force, and one at most is on its way.
 */
export const MAPPING_STATES = ['DRAFT', 'PROPOSED', 'IN_FORCE', 'SUPERSEDED', 'REFUSED', 'DISCARDED'] as const;
export type MappingState = (typeof MAPPING_STATES)[number];

export const MAPPING_AUTHORS = ['RULE_ADMIN'] as const satisfies readonly Role[];
export const MAPPING_DECIDERS = CONTRACT_DECIDERS;

export const MAPPING_STEPS = {
  /** To PROPOSED, or IN_FORCE at once where nothing else is stored by it. */
  submit: { from: 'DRAFT', to: 'PROPOSED', by: MAPPING_AUTHORS },
  discard: { from: 'DRAFT', to: 'DISCARDED', by: MAPPING_AUTHORS },
  withdraw: { from: 'PROPOSED', to: 'DRAFT', by: MAPPING_AUTHORS },
  approve: { from: 'PROPOSED', to: 'IN_FORCE', by: MAPPING_DECIDERS },
  refuse: { from: 'PROPOSED', to: 'REFUSED', by: MAPPING_DECIDERS },
} as const satisfies Record<string, { from: MappingState; to: MappingState; by: readonly Role[] }>;
export type MappingStep = keyof typeof MAPPING_STEPS;
export const MAPPING_STEP_NAMES = Object.keys(MAPPING_STEPS) as [MappingStep, ...MappingStep[]];

/** Why this viewer does not take the step, `null` when it is open; `access.denied` where it is never theirs. */
export const refusalOfMappingStep = (
  step: MappingStep,
  { state, draftedBy }: { readonly state: MappingState; readonly draftedBy: string | null },
  viewer: Viewer,
): RefusalCode | null => {
  const { from, by } = MAPPING_STEPS[step];
  if (!hasRole(viewer, ...by)) return 'access.denied';
  if (state !== from) return 'step.not-available';
  return step === 'approve' && draftedBy === viewer.accountId ? 'source.own-mapping' : null;
};

/** Where a submitted version goes: what stores the same needs nobody's approval. */
export const submittedTo = (changed: readonly string[]): 'PROPOSED' | 'IN_FORCE' =>
  changed.length > 0 ? 'PROPOSED' : 'IN_FORCE';
