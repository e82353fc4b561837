import type { getAuditExport, listAuditExports } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import {
  AUDIT_EXPORT_STEP_NAMES,
  refusalOfAuditExportStep,
  refusalOfDownload,
} from '@qingfeng/domain/features/audit/audit-export.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleAuditExport } from '../../shared/access.ts';

type AuditExport = ResponseOf<typeof getAuditExport>;
type Row = Omit<AuditExport, 'openSteps' | 'mayDownload'> & { readonly requestedById: string };

const COLUMNS = sql`
  x.id, x.state, x.filters, x.reason, asker.name as "requestedBy", x.requested_by as "requestedById",
  x.requested_at as "requestedAt", decider.name as "decidedBy", x.decided_at as "decidedAt", x.note, x.expires_at as "expiresAt",
  x.downloads, x.version`;
const FROM = sql`
  from audit_export x left join account asker on asker.id = x.requested_by left join account decider on decider.id = x.decided_by`;

const shown = ({ viewer, now }: By, { requestedById, ...row }: Row): AuditExport => {
  const held = { state: row.state, requestedBy: requestedById, expiresAt: row.expiresAt };
  return {
    ...row,
    openSteps: AUDIT_EXPORT_STEP_NAMES.flatMap((step) => {
      const why = refusalOfAuditExportStep(step, held, viewer);
      if (why === 'access.denied' || why === 'step.not-available') return [];
      return [{ step, open: why === null, primary: step === 'approve', why }];
    }),
    mayDownload: refusalOfDownload(held, viewer, now) === null,
  };
};

export const readAuditExports = async (
  database: Database,
  by: By,
  { page, size, sort = '-requestedAt', state }: QueryOf<typeof listAuditExports>,
): Promise<ResponseOf<typeof listAuditExports>> => {
  const where = sql`where ${visibleAuditExport(by.viewer, sql`x`)}
    and (${state ?? null}::text[] is null or x.state = any(${state ?? null}::text[]))`;
  const order = sort === 'requestedAt' ? sql`x.id` : sql`x.id desc`;
  const [rows, counted] = await Promise.all([
    database.read<Row>(sql`
      select ${COLUMNS} ${FROM} ${where} order by ${order} limit ${size} offset ${(page - 1) * size}`),
    database.readOne<{ total: number }>(sql`
      select count(*)::int as total from (select 1 ${FROM} ${where} limit ${TOTAL_CAP + 1}) found`),
  ]);
  const total = counted?.total ?? 0;
  return {
    items: rows.map((row) => shown(by, row)),
    total: Math.min(total, TOTAL_CAP),
    totalCapped: total > TOTAL_CAP,
  };
};

export const readAuditExport = async (database: Database, by: By, id: string): Promise<AuditExport> => {
  const row = await database.readOne<Row>(sql`
    select ${COLUMNS} ${FROM} where x.id = ${id}::uuid and ${visibleAuditExport(by.viewer, sql`x`)}`);
  if (row === undefined) throw missing('audit-export');
  return shown(by, row);
};
