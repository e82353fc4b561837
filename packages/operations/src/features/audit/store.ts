import type { AuditExport, AuditExportState } from '@qingfeng/domain/features/audit/audit-export.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleAuditExport } from '../../shared/access.ts';
import type { EventFilters } from './read.ts';

type HeldExport = AuditExport & {
  readonly id: string;
  readonly filters: EventFilters;
  readonly reason: string;
  readonly version: number;
};

export const insertAuditExport = async (
  tx: WriteTx,
  by: By,
  { id, filters, reason }: Pick<HeldExport, 'id' | 'filters' | 'reason'>,
): Promise<void> => {
  await tx.$executeRaw(sql`
    insert into audit_export (id, filters, reason, requested_by, requested_at)
    values (${id}::uuid, ${JSON.stringify(filters)}::jsonb, ${reason}, ${by.viewer.accountId}::uuid, ${by.now}::timestamptz)`);
};

/** One that the viewer may see, held until the end of the change. */
export const loadAuditExport = async (tx: WriteTx, by: By, id: string): Promise<HeldExport> => {
  const [row] = await tx.$queryRaw<(Omit<HeldExport, 'expiresAt'> & { expiresAt: Date | null })[]>(sql`
    select x.id, x.state, x.filters, x.reason, x.requested_by as "requestedBy", x.expires_at as "expiresAt", x.version
    from audit_export x where x.id = ${id}::uuid and ${visibleAuditExport(by.viewer, sql`x`)} for update`);
  if (row === undefined) throw missing('audit-export');
  return { ...row, expiresAt: row.expiresAt === null ? null : (row.expiresAt.toISOString() as Instant) };
};

export const saveAuditExport = async (
  tx: WriteTx,
  id: string,
  data: {
    readonly state: AuditExportState;
    readonly decidedBy?: string;
    readonly decidedAt?: Instant;
    readonly note?: string | null;
    readonly expiresAt?: Instant;
  },
): Promise<void> => {
  await tx.auditExport.update({ where: { id }, data: { ...data, version: { increment: 1 } } });
};

export const countDownload = async (tx: WriteTx, id: string): Promise<void> => {
  await tx.auditExport.update({ where: { id }, data: { downloads: { increment: 1 } } });
};

/** Approved ones whose time is over. */
export const lapsedExports = (tx: WriteTx, now: Instant): Promise<{ id: string }[]> =>
  tx.$queryRaw(sql`
    select id from audit_export where state = 'APPROVED' and expires_at <= ${now}::timestamptz for update skip locked`);
