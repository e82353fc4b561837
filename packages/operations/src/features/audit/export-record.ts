import type { AuditExportStep } from '@qingfeng/domain/features/audit/audit-export.ts';
import {
  AUDIT_EXPORT_STEPS,
  refusalOfAuditExportStep,
  refusalOfDownload,
} from '@qingfeng/domain/features/audit/audit-export.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { addSeconds } from '@qingfeng/domain/shared/local-date.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Assignee } from '../tasks/store.ts';
import { closeTasks, openTask } from '../tasks/store.ts';
import type { EventFilters } from './read.ts';
import { countDownload, insertAuditExport, lapsedExports, loadAuditExport, saveAuditExport } from './store.ts';

const exportEvent = (
  id: string,
  type: `audit.${'export-requested' | 'export-approved' | 'export-refused' | 'export-withdrawn' | 'export-expired' | 'exported'}`,
  version: number | null,
  body: DomainEvent['body'] = {},
): DomainEvent => ({ thingKind: 'audit-export', thingId: id, type, version, body });

/** Which span and how filtered. The reason and the name looked for are a person's words and stay off the record. */
const told = ({ from, to, type = [], thingId, actor }: EventFilters): DomainEvent['body'] => ({
  from: from ?? null,
  to: to ?? null,
  type,
  thingId: thingId ?? null,
  byActor: actor !== undefined,
});

const taskOf = (id: string, { from, to }: EventFilters) => ({
  thingKind: 'audit-export',
  thingId: id,
  title: ['审计记录', ...(from === undefined && to === undefined ? [] : [`${from ?? ''}—${to ?? ''}`])].join(' '),
  unitId: null,
});
const DECIDER: Assignee = { role: 'DATA_SECURITY_OFFICER', scopeUnitId: null };

/** Asks to take the record out as filtered, and puts that before the data security officer. */
export const requestAuditExport = (
  database: Database,
  by: By,
  { filters, reason }: { readonly filters: EventFilters; readonly reason: string },
): Promise<string> =>
  change(database, by, async (tx) => {
    const id = by.newId();
    await insertAuditExport(tx, by, { id, filters, reason });
    await openTask(tx, by, { ...taskOf(id, filters), act: 'audit-export.decide', dueOn: null, to: DECIDER });
    return { result: id, events: [exportEvent(id, 'audit.export-requested', 1, told(filters))] };
  });

const PAST = { approve: 'export-approved', refuse: 'export-refused', withdraw: 'export-withdrawn' } as const;

/** Approves an export for so many hours, refuses it or takes the wish back; approved, its file waits for who asked. */
export const stepAuditExport = (
  database: Database,
  by: By,
  asked: {
    readonly id: string;
    readonly step: AuditExportStep;
    readonly version: number;
    readonly note: string | null;
  },
  hours: number,
): Promise<string> =>
  change(database, by, async (tx) => {
    const { id, step, note } = asked;
    const held = await loadAuditExport(tx, by, id);
    const refusal = refusalOfAuditExportStep(step, held, by.viewer);
    if (refusal !== null) throw new Refusal(refusal, { thing: 'audit-export', step, state: held.state });
    if (held.version !== asked.version) throw new Refusal('thing.changed', { at: by.now, version: held.version });
    if (step === 'refuse' && note === null) throw new Refusal('step.incomplete', { missing: ['note'] });
    const decided = { decidedBy: by.viewer.accountId, decidedAt: by.now, note };
    await saveAuditExport(tx, id, {
      state: AUDIT_EXPORT_STEPS[step].to,
      ...(step === 'withdraw' ? {} : decided),
      ...(step === 'approve' ? { expiresAt: addSeconds(by.now, hours * 3_600) } : {}),
    });
    await closeTasks(tx, by, id);
    if (step === 'approve') {
      const to = { accountId: held.requestedBy };
      await openTask(tx, by, { ...taskOf(id, held.filters), act: 'audit-export.fetch', dueOn: null, to });
    }
    return { result: id, events: [exportEvent(id, `audit.${PAST[step]}`, held.version + 1)] };
  });

/** Lets who asked have the file, and puts each download on the record. */
export const fetchAuditExport = (database: Database, by: By, id: string): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await loadAuditExport(tx, by, id);
    const refusal = refusalOfDownload(held, by.viewer, by.now);
    // Whoever did not ask for it learns nothing of a file.
    if (refusal === 'access.denied') throw missing('audit-export');
    if (refusal !== null) throw new Refusal(refusal);
    await countDownload(tx, id);
    await closeTasks(tx, by, id);
    return { result: id, events: [exportEvent(id, 'audit.exported', held.version, told(held.filters))] };
  });

/** Exports that nobody fetched in time are over. Returns how many. */
export const expireAuditExports = (database: Database, by: By): Promise<number> =>
  change(database, by, async (tx) => {
    const events: DomainEvent[] = [];
    for (const { id } of await lapsedExports(tx, by.now)) {
      await saveAuditExport(tx, id, { state: 'EXPIRED' });
      await closeTasks(tx, by, id);
      events.push(exportEvent(id, 'audit.export-expired', null));
    }
    const [first, ...others] = events;
    return first === undefined ? unchanged(0) : { result: events.length, events: [first, ...others] };
  });
