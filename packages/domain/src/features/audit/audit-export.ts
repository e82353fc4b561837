import type { Viewer } from '../../shared/by.ts';
import { hasRole } from '../../shared/by.ts';
import type { Instant } from '../../shared/local-date.ts';
import type { RefusalCode } from '../../shared/refusal.ts';
import type { Role } from '../../shared/roles.ts';

/** The record leaves the platform only under approval (DOMAIN §7.1): one asks, another approves, and for some hours only. */
export const AUDIT_EXPORT_STATES = ['REQUESTED', 'APPROVED', 'REFUSED', 'WITHDRAWN', 'EXPIRED'] as const;
export type AuditExportState = (typeof AUDIT_EXPORT_STATES)[number];

export const AUDIT_EXPORT_STEPS = {
  approve: { to: 'APPROVED', by: 'DECIDER' },
  refuse: { to: 'REFUSED', by: 'DECIDER' },
  withdraw: { to: 'WITHDRAWN', by: 'REQUESTER' },
} as const satisfies Record<string, { to: AuditExportState; by: 'DECIDER' | 'REQUESTER' }>;
export type AuditExportStep = keyof typeof AUDIT_EXPORT_STEPS;
export const AUDIT_EXPORT_STEP_NAMES = Object.keys(AUDIT_EXPORT_STEPS) as [AuditExportStep, ...AuditExportStep[]];

export const AUDIT_EXPORT_REQUESTERS = ['AUDIT_ADMIN'] as const satisfies readonly Role[];
/** Who approves what data is used for; none of the three administrators, on whom the record tells. */
export const AUDIT_EXPORT_DECIDERS = ['DATA_SECURITY_OFFICER'] as const satisfies readonly Role[];

export type AuditExport = {
  readonly state: AuditExportState;
  readonly requestedBy: string;
  readonly expiresAt: Instant | null;
};

/** Why this viewer does not take the step, `null` when it is open; `access.denied` where it is never theirs. */
export const refusalOfAuditExportStep = (
  step: AuditExportStep,
  { state, requestedBy }: AuditExport,
  viewer: Viewer,
): RefusalCode | null => {
  const isOwn = requestedBy === viewer.accountId;
  const decides = AUDIT_EXPORT_STEPS[step].by === 'DECIDER';
  if (!(decides ? hasRole(viewer, ...AUDIT_EXPORT_DECIDERS) : isOwn)) return 'access.denied';
  if (state !== 'REQUESTED') return 'step.not-available';
  return decides && isOwn ? 'audit.own-export' : null;
};

/** Why the file is not handed out now, `null` when it is: to who asked, once approved and as long as that holds. */
export const refusalOfDownload = (
  { state, requestedBy, expiresAt }: AuditExport,
  viewer: Viewer,
  now: Instant,
): RefusalCode | null => {
  if (requestedBy !== viewer.accountId) return 'access.denied';
  if (state === 'EXPIRED' || (state === 'APPROVED' && (expiresAt === null || expiresAt <= now)))
    return 'audit.export-expired';
  return state === 'APPROVED' ? null : 'audit.export-not-approved';
};
