import { createHash } from 'node:crypto';
import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import { isKind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { DeletionState, DeletionStep } from '@qingfeng/domain/features/sources/retention.ts';
import { cutoffOf, refusalOfDeletionStep, refusalOfProposal } from '@qingfeng/domain/features/sources/retention.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import { closeTasks, openTask } from '../tasks/store.ts';
import { lockFeed, takeFeed } from './hold-records.ts';
import { forgetFiles, removeUnshared } from './identities.ts';
import type { Due } from './retention.ts';
import { dueOf, heldRecords } from './retention.ts';

export const DELETION_TASK = 'delete-records';

const PROPOSE = 'feed.propose-deletion';
const DECIDE = 'feed.decide-deletion';

/** Records deleted in one change. */
const TOGETHER = 5_000;

const pendingOf = async (tx: WriteTx, feedId: string): Promise<boolean> =>
  (await tx.recordDeletion.count({ where: { feedId, state: { in: ['PROPOSED', 'RUNNING'] } } })) > 0;

const countDue = async (
  tx: WriteTx,
  by: By,
  feed: { readonly id: string; readonly kind: string; readonly retentionMonths: number | null },
) => {
  const before = feed.retentionMonths === null ? null : cutoffOf(by.today, feed.retentionMonths);
  const [due] = before === null ? [] : await tx.$queryRaw<Due[]>(dueOf(feed.id, feed.kind, before, by.today));
  return { before, due };
};

/** Puts the deletion of what is past its time before the data security officer, with what it would take. */
export const proposeDeletion = (database: Database, by: By, feedId: string): Promise<string> =>
  change(database, by, async (tx) => {
    const feed = await takeFeed(tx, by, feedId);
    const { before, due } = await countDue(tx, by, feed);
    const refusal = refusalOfProposal({ ...feed, pending: await pendingOf(tx, feedId), due: due?.due ?? 0 }, by.viewer);
    if (refusal !== null) throw new Refusal(refusal);
    const { firstOn, lastOn } = due ?? {};
    if (before === null || due === undefined || firstOn == null || lastOn == null)
      throw new Error('what is due has no days');
    const id = by.newId();
    await tx.$executeRaw(sql`
      insert into record_deletion (id, feed_id, kind, before_on, state, due, held, first_on, last_on, proposed_by, proposed_at)
      values (${id}::uuid, ${feedId}::uuid, ${feed.kind}, ${before}::date, 'PROPOSED', ${due.due}, ${due.held}, ${firstOn}::date,
        ${lastOn}::date, ${by.viewer.accountId}::uuid, ${by.now}::timestamptz)`);
    await closeTasks(tx, by, feedId, [PROPOSE]);
    await openTask(tx, by, {
      ...taskOf(feed),
      act: DECIDE,
      to: { role: 'DATA_SECURITY_OFFICER', scopeUnitId: null },
    });
    const told = { deletionId: id, beforeOn: before, due: due.due, held: due.held };
    return { result: feedId, events: [feedEvent('feed.deletion-proposed', feed, told)] };
  });

const taskOf = ({ id, code, name, unitId }: { id: string; code: string; name: string; unitId: string }) => ({
  thingKind: 'feed',
  thingId: id,
  title: `${name}（${code}）`,
  unitId,
  dueOn: null,
});

type Asked = {
  readonly feedId: string;
  readonly deletionId: string;
  readonly step: DeletionStep;
  readonly reason: string | null;
};

/** Has a proposed deletion done, or refuses it with a reason. */
export const decideDeletion = (database: Database, by: By, asked: Asked): Promise<string> =>
  change(database, by, async (tx) => {
    const { feedId, deletionId, step, reason } = asked;
    const feed = await takeFeed(tx, by, feedId);
    const deletion = await tx.recordDeletion.findUnique({ where: { id: deletionId } });
    if (deletion?.feedId !== feedId) throw missing('deletion');
    const { proposedBy } = deletion;
    const state = deletion.state as DeletionState;
    const refusal = refusalOfDeletionStep(step, { state, proposedBy, onHold: feed.onHold }, by.viewer);
    if (refusal !== null) throw new Refusal(refusal, { thing: 'deletion', step, state });
    if (step === 'refuse' && reason === null) throw new Refusal('step.incomplete', { missing: ['reason'] });
    const to: DeletionState = step === 'approve' ? 'RUNNING' : 'REFUSED';
    await tx.recordDeletion.update({
      where: { id: deletionId },
      data: { state: to, decidedBy: by.viewer.accountId, decidedAt: by.now, reason },
    });
    await closeTasks(tx, by, feedId, [DECIDE]);
    if (step === 'approve') await enqueue(tx, DELETION_TASK, { deletionId });
    const type = step === 'approve' ? ('feed.deletion-approved' as const) : ('feed.deletion-refused' as const);
    return { result: feedId, events: [feedEvent(type, feed, { deletionId })] };
  });

type Running = {
  readonly id: string;
  readonly feedId: string;
  readonly kind: string;
  readonly before: LocalDate;
  readonly digest: string | null;
  readonly version: number;
  readonly onHold: boolean;
};
type Gone = { readonly id: string; readonly externalId: string; readonly occurredOn: LocalDate };

const takeRunning = async (tx: WriteTx, id: string): Promise<Running | undefined> =>
  (
    await tx.$queryRaw<Running[]>(sql`
      select d.id, d.feed_id as "feedId", d.kind, d.before_on::text as before, d.digest, f.version,
        exists (select from record_hold h where h.feed_id = f.id and h.lifted_at is null) as "onHold"
      from record_deletion d join feed f on f.id = d.feed_id
      where d.id = ${id}::uuid and d.state = 'RUNNING' for update of d, f`)
  )[0];

/**
 * Works off an approved deletion, a part in a change, each told in the record with a digest over the ids that went; a worker that dies goes on where
 * the last part ended, and a hold placed meanwhile stops it. At the end the files and returned rows of deliveries of that time go as well.
 */
export const deleteRecords = async (database: Database, by: By, files: FileStore, id: string): Promise<void> => {
  for (;;) {
    const after: { forgotten: readonly { readonly sha256: string; readonly shared: boolean }[] } = { forgotten: [] };
    const more = await change(database, by, async (tx) => {
      const running = await takeRunning(tx, id);
      if (running === undefined) return unchanged(false);
      if (running.onHold) return { result: false, events: [await end(tx, by, running, 'STOPPED')] };
      const gone = await takePart(tx, by, running);
      if (gone.length > 0) return { result: true, events: [await deletePart(tx, running, gone)] };
      after.forgotten = await forgetDeliveries(tx, running);
      return { result: false, events: [await end(tx, by, running, 'DONE')] };
    });
    await removeUnshared(files, after.forgotten);
    if (!more) return;
  }
};

const takePart = (tx: WriteTx, by: By, { feedId, kind, before }: Running): Promise<Gone[]> =>
  tx.$queryRaw(sql`
    with held as materialized (${heldRecords(kind, by.today)})
    select r.id, r.external_id as "externalId", r.occurred_on::text as "occurredOn" from record r
    where r.county = 1 and r.feed_id = ${feedId}::uuid and r.occurred_on < ${before}::date
      and not exists (select from held h where h.id = r.id)
    order by r.occurred_on, r.id limit ${TOGETHER}`);

const deletePart = async (
  tx: WriteTx,
  { id, feedId, kind, digest, version }: Running,
  gone: readonly Gone[],
): Promise<DomainEvent> => {
  // A kind is its table's name.
  if (!isKind(kind)) throw new RangeError(`no kind ${kind}`);
  const rows = sql`jsonb_to_recordset(${JSON.stringify(gone)}::jsonb) as g(id uuid, "externalId" text, "occurredOn" date)`;
  await tx.$executeRaw(sql`
    delete from ${sql([kind])} t using ${rows} where t.county = 1 and t.record_id = g.id and t.occurred_on = g."occurredOn"`);
  await tx.$executeRaw(sql`
    delete from record r using ${rows} where r.county = 1 and r.id = g.id and r.occurred_on = g."occurredOn"`);
  await tx.$executeRaw(sql`
    delete from record_key k using ${rows}
    where k.feed_id = ${feedId}::uuid and k.external_id = g."externalId" and k.record_id = g.id`);
  const next = createHash('sha256')
    .update(JSON.stringify([digest, gone.map((row) => row.id)]))
    .digest('hex');
  await tx.$executeRaw(sql`
    update record_deletion set deleted = deleted + ${gone.length}, digest = ${next} where id = ${id}::uuid`);
  const told = {
    deletionId: id,
    count: gone.length,
    digest: next,
    from: gone[0]?.occurredOn ?? null,
    to: gone.at(-1)?.occurredOn ?? null,
  };
  return feedEvent('feed.records-deleted', { id: feedId, version }, told);
};

const forgetDeliveries = async (tx: WriteTx, { feedId, before }: Running) => {
  await tx.$executeRaw(sql`
    delete from rejected_row r using batch b where b.id = r.batch_id and b.feed_id = ${feedId}::uuid and b.received_at < ${before}::date`);
  await tx.$executeRaw(sql`
    delete from ocds_release o where o.feed_id = ${feedId}::uuid
      and not exists (select from record_key k where k.feed_id = o.feed_id and k.external_id = o.ocid)`);
  const batches = await tx.$queryRaw<{ id: string; fileId: string }[]>(sql`
    select id, file_id as "fileId" from batch
    where feed_id = ${feedId}::uuid and file_id is not null and received_at < ${before}::date and state in ('DONE', 'FAILED', 'CANCELLED')
    for update`);
  return forgetFiles(tx, batches);
};

const end = async (tx: WriteTx, by: By, running: Running, state: 'DONE' | 'STOPPED'): Promise<DomainEvent> => {
  const { deleted } = await tx.recordDeletion.update({
    where: { id: running.id },
    data: { state, finishedAt: by.now },
  });
  const type = state === 'DONE' ? ('feed.deletion-done' as const) : ('feed.deletion-stopped' as const);
  const feed = { id: running.feedId, version: running.version };
  return feedEvent(type, feed, { deletionId: running.id, deleted });
};

/** Once a day: feeds that keep what is past its time, each put before who answers for it. Returns how many are new. */
export const findExpiredRecords = async (database: Database, by: By): Promise<number> => {
  const feeds = await database.read<{ id: string }>(sql`
    select f.id from feed f
    where f.retention_months is not null
      and not exists (select from record_hold h where h.feed_id = f.id and h.lifted_at is null)
      and not exists (select from record_deletion d where d.feed_id = f.id and d.state in ('PROPOSED', 'RUNNING'))
      and not exists (select from task t where t.thing_id = f.id and t.act = ${PROPOSE} and t.closed_at is null)
    order by f.code`);
  let found = 0;
  for (const { id } of feeds)
    found += await change(database, by, async (tx) => {
      const feed = await lockFeed(tx, id);
      const { due } = await countDue(tx, by, feed);
      if (due === undefined || due.due === 0) return unchanged(0);
      await openTask(tx, by, { ...taskOf(feed), act: PROPOSE, to: { role: 'RULE_ADMIN', scopeUnitId: null } });
      return { result: 1, events: [feedEvent('feed.records-expired', feed, { due: due.due, held: due.held })] };
    });
  return found;
};
