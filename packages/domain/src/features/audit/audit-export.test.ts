import { expect, it } from 'vitest';
import { SYSTEM } from '../../shared/by.ts';
import { instant } from '../../shared/local-date.ts';
import type { AuditExportState, AuditExportStep } from './audit-export.ts';
import { refusalOfAuditExportStep, refusalOfDownload } from './audit-export.ts';

const auditor = { ...SYSTEM, accountId: 'auditor', roles: ['AUDIT_ADMIN'] as const };
const officer = { ...SYSTEM, accountId: 'officer', roles: ['DATA_SECURITY_OFFICER'] as const };
const now = instant(new Date('2026-11-27T08:00:00.000Z'));
const later = instant(new Date('2026-11-27T09:00:00.000Z'));

it.each<[AuditExportStep, AuditExportState, string, typeof auditor | typeof officer, string | null]>([
  ['approve', 'REQUESTED', 'auditor', officer, null],
  ['approve', 'REQUESTED', 'officer', officer, 'audit.own-export'],
  ['approve', 'REQUESTED', 'auditor', auditor, 'access.denied'],
  ['refuse', 'APPROVED', 'auditor', officer, 'step.not-available'],
  ['withdraw', 'REQUESTED', 'auditor', auditor, null],
  ['withdraw', 'REQUESTED', 'other', auditor, 'access.denied'],
])('%s of %s asked by %s', (step, state, requestedBy, viewer, why) => {
  expect(refusalOfAuditExportStep(step, { state, requestedBy, expiresAt: null }, viewer)).toBe(why);
});

it.each([
  ['APPROVED', 'auditor', later, null],
  ['APPROVED', 'auditor', now, 'audit.export-expired'],
  ['EXPIRED', 'auditor', now, 'audit.export-expired'],
  ['REQUESTED', 'auditor', null, 'audit.export-not-approved'],
  ['REFUSED', 'auditor', null, 'audit.export-not-approved'],
  ['APPROVED', 'other', later, 'access.denied'],
] as const)('a file %s of %s until %s: %s', (state, requestedBy, expiresAt, why) => {
  expect(refusalOfDownload({ state, requestedBy, expiresAt }, auditor, now)).toBe(why);
});
