import {
  AUDIT_EXPORT_DECIDERS,
  AUDIT_EXPORT_REQUESTERS,
  AUDIT_EXPORT_STATES,
  AUDIT_EXPORT_STEP_NAMES,
} from '@qingfeng/domain/features/audit/audit-export.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import {
  day,
  id,
  idParams,
  instant,
  listQuery,
  oneOrMore,
  openStep,
  page,
  version,
  withReason,
  words,
} from '../../shared/wire.ts';

/** As they stand in a body; in an address several types are parted by commas. */
const filterShapes = {
  actor: z.string().trim().max(100).optional(),
  type: z
    .array(z.string().regex(/^[a-z-]+\.[a-z-]*$/))
    .max(50)
    .optional(),
  from: day.optional(),
  to: day.optional(),
  thingId: id.optional(),
};

const filters = {
  /** Part of the name or login of who did it. */
  actor: z.string().trim().max(100).optional(),
  /** `account.locked`, or `account.` for all of a kind; several by commas. */
  type: oneOrMore(z.string().regex(/^[a-z-]+\.[a-z-]*$/)).optional(),
  from: day.optional(),
  to: day.optional(),
  thingId: id.optional(),
};

/** The record, latest first. It grows while it is read, so the next page begins below an id and not at a number. */
export const listEvents = endpoint({
  name: 'listEvents',
  method: 'GET',
  path: '/api/v1/events',
  query: z
    .object({ ...filters, before: id.optional(), size: z.coerce.number().int().min(1).max(200).default(50) })
    .strict(),
  response: z.object({
    items: z.array(
      z.object({
        id,
        at: instant,
        /** `null` for the platform itself and for someone without an account. */
        actor: z.object({ name: z.string(), login: z.string() }).nullable(),
        system: z.boolean(),
        onBehalfOf: z.string().nullable(),
        type: z.string(),
        thingKind: z.string(),
        thingId: id,
        version: z.int().nullable(),
        requestId: z.string(),
        body: z.record(z.string(), z.unknown()),
        /** Why a list was taken out. */
        reason: z.string().nullable(),
      }),
    ),
    /** Where the next page begins, `null` on the last. */
    next: id.nullable(),
  }),
  audience: 'office',
  access: ['AUDIT_ADMIN'],
  summary: 'Who did what, when: the record of everyone, for the audit administrator',
});

const auditExport = z.object({
  id,
  state: z.enum(AUDIT_EXPORT_STATES),
  filters: z.object(filterShapes),
  reason: z.string(),
  requestedBy: z.string().nullable(),
  requestedAt: instant,
  decidedBy: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** Why it was refused. */
  note: z.string().nullable(),
  /** Until when it may be fetched. */
  expiresAt: instant.nullable(),
  downloads: z.int(),
  version,
  openSteps: z.array(openStep),
  /** Whether this viewer may fetch the file now. */
  mayDownload: z.boolean(),
});

const PARTIES = [...AUDIT_EXPORT_REQUESTERS, ...AUDIT_EXPORT_DECIDERS] as const satisfies readonly Role[];

export const listAuditExports = endpoint({
  name: 'listAuditExports',
  method: 'GET',
  path: '/api/v1/audit-exports',
  query: listQuery(['requestedAt'], { state: oneOrMore(z.enum(AUDIT_EXPORT_STATES)).optional() }),
  response: page(auditExport),
  audience: 'office',
  access: PARTIES,
  summary: 'Exports of the record that were asked for, and what became of them',
});

export const exportAuditExports = endpoint({
  name: 'exportAuditExports',
  method: 'GET',
  path: '/api/v1/audit-exports/export',
  query: withReason(listAuditExports.query),
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: PARTIES,
  summary: 'What was asked to be taken out, as shown, as a workbook',
});

export const getAuditExport = endpoint({
  name: 'getAuditExport',
  method: 'GET',
  path: '/api/v1/audit-exports/:id',
  params: idParams,
  response: auditExport,
  audience: 'office',
  access: PARTIES,
  summary: 'One export of the record',
});

export const requestAuditExport = endpoint({
  name: 'requestAuditExport',
  method: 'POST',
  path: '/api/v1/audit-exports',
  body: z.object({ filters: z.object(filterShapes).strict(), reason: words(200) }),
  response: auditExport,
  audience: 'office',
  access: AUDIT_EXPORT_REQUESTERS,
  summary: 'Ask for an export of the record as filtered, with the reason',
});

export const stepAuditExport = endpoint({
  name: 'stepAuditExport',
  method: 'POST',
  path: '/api/v1/audit-exports/:id/:step',
  params: idParams.extend({ step: z.enum(AUDIT_EXPORT_STEP_NAMES) }),
  body: z.object({ version, note: words(500).nullable() }),
  response: auditExport,
  audience: 'office',
  access: PARTIES,
  summary: 'Approve an export for some hours, refuse it, or take the wish back',
});

export const downloadAuditExport = endpoint({
  name: 'downloadAuditExport',
  method: 'GET',
  path: '/api/v1/audit-exports/:id/file',
  params: idParams,
  response: z.void(),
  delivers: 'file',
  audience: 'office',
  access: AUDIT_EXPORT_REQUESTERS,
  summary: 'The record as approved, as a workbook with a watermark; each download is recorded',
});
