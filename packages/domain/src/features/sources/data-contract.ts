import type { Viewer } from '../../shared/by.ts';
import { hasRole } from '../../shared/by.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';
import type { Pull } from './pull.ts';
import { placeOf } from './pull.ts';

/**
 * Whether what was agreed about a feed is approved (DOMAIN §7.1, §7.4): purpose, ground, fields, period, retention, who provides it and
 * where it is fetched.
 * Until then, and once the approval is taken back, the feed takes nothing.
 */
export const CONTRACT_STATES = ['PENDING', 'APPROVED', 'REFUSED'] as const;
export type ContractState = (typeof CONTRACT_STATES)[number];

export const CONTRACT_STEPS = {
  approve: { from: 'PENDING', to: 'APPROVED' },
  refuse: { from: 'PENDING', to: 'REFUSED' },
  revoke: { from: 'APPROVED', to: 'REFUSED' },
} as const satisfies Record<string, { from: ContractState; to: ContractState }>;
export type ContractStep = keyof typeof CONTRACT_STEPS;
export const CONTRACT_STEP_NAMES = Object.keys(CONTRACT_STEPS) as [ContractStep, ...ContractStep[]];

/** Who approves what data is used for. */
export const CONTRACT_DECIDERS = ['DATA_SECURITY_OFFICER'] as const satisfies readonly Role[];

export type DataContract = {
  readonly state: ContractState;
  /** The account that wrote it; null where it was there before contracts were approved. */
  readonly by: string | null;
};

/** Why this viewer does not take the step, `null` when it is open; `access.denied` where it is never theirs. */
export const refusalOfContractStep = (
  step: ContractStep,
  contract: DataContract,
  viewer: Viewer,
): RefusalCode | null => {
  if (!hasRole(viewer, ...CONTRACT_DECIDERS)) return 'access.denied';
  if (contract.state !== CONTRACT_STEPS[step].from) return 'step.not-available';
  return step !== 'revoke' && contract.by === viewer.accountId ? 'source.own-contract' : null;
};

/** What is approved; how often and under which name data comes is no part of it, and by which columns is approved by itself. */
export type Terms = {
  readonly unitId: string;
  readonly provider: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly allowedFields: readonly string[];
  readonly agreementRef: string;
  readonly agreedFrom: string | null;
  readonly agreedUntil: string | null;
  readonly retentionMonths: number | null;
  readonly pull: Pull | null;
};

const said = ({ allowedFields, ...terms }: Terms): string =>
  JSON.stringify([
    [...allowedFields].sort(),
    terms.unitId,
    terms.provider,
    terms.purpose,
    terms.legalBasis,
    terms.agreementRef,
    terms.agreedFrom,
    terms.agreedUntil,
    terms.retentionMonths,
  ]);

/** Another place than the one approved; that nothing is fetched any more asks nobody. */
export const movesPlace = (before: Pull | null, after: Pull | null): boolean =>
  after !== null && (before === null || placeOf(before) !== placeOf(after));

/**
 * Whether saving a feed puts its contract forward: other terms and another place to fetch from do, and so does saving what was refused,
 * unless it is only paused or resumed.
 */
export const isPutForward = (state: ContractState, before: Terms, after: Terms, onlyPauses: boolean): boolean =>
  said(before) !== said(after) || movesPlace(before.pull, after.pull) || (state === 'REFUSED' && !onlyPauses);
