import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import { mappingOf } from '@qingfeng/domain/features/sources/feed.ts';
import type { MappingState, MappingStep } from '@qingfeng/domain/features/sources/mapping-life.ts';
import { MAPPING_STEPS, refusalOfMappingStep, submittedTo } from '@qingfeng/domain/features/sources/mapping-life.ts';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import { changedFields, faultsOfMapping, isSameMapping } from '@qingfeng/domain/features/sources/mapping.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { closeTasks, openTask } from '../tasks/store.ts';
import { lockMappings } from './draft-mapping.ts';
import { withoutSecrets } from './read-mappings.ts';
import type { Feed } from './store.ts';
import { loadContract, loadFeed } from './store.ts';

type Asked = {
  readonly feedId: string;
  readonly mappingId: string;
  readonly step: MappingStep;
  readonly version: number;
  readonly reason: string | null;
};

const APPROVE = 'feed.approve-mapping';
const REVISE = 'feed.revise-mapping';
const PAST = { discard: 'discarded', withdraw: 'withdrawn', approve: 'approved', refuse: 'refused' } as const;

/** Where a draft goes that is put forward; refuses one that is faulty or says nothing new. */
const destinationOf = (feed: Feed, mapping: Mapping, by: By, zone: string): 'PROPOSED' | 'IN_FORCE' => {
  const faults = faultsOfMapping(feed.kind, mapping, withoutSecrets(zone, by.today));
  if (faults.length > 0)
    throw new Refusal('source.mapping-faulty', { fields: [...new Set(faults.map(({ field }) => field))] });
  const standing = mappingOf(feed.format, feed.mapping);
  if (isSameMapping(standing, mapping)) throw new Refusal('source.mapping-changes-nothing');
  return submittedTo(changedFields(feed, standing, mapping));
};

const openTaskOf = async (
  tx: WriteTx,
  by: By,
  feedId: string,
  act: string,
  to: { role: 'DATA_SECURITY_OFFICER' } | { accountId: string },
) => {
  const { id, code, name, unitId } = await loadContract(tx, by, feedId);
  await openTask(tx, by, {
    ...{ thingKind: 'feed', thingId: id, title: `${name}（${code}）`, unitId, dueOn: null, act },
    to: 'role' in to ? { ...to, scopeUnitId: null } : to,
  });
};

/**
 * What was fetched last and could not be read at all is fetched once more: how far fetching got moved on when it was stored, and its file may
 * be gone.
 */
const fetchAgain = async (tx: WriteTx, by: By, feedId: string): Promise<void> => {
  await tx.$executeRaw(sql`
    update feed_pull set mark = '{}', next_at = ${by.now}::timestamptz
    where feed_id = ${feedId}::uuid
      and (select b.state from batch b where b.feed_id = ${feedId}::uuid order by b.id desc limit 1) = 'FAILED'`);
};

/** A step of a version of a feed's mapping. Deliveries that are begun afterwards are read by the version in force. */
export const stepMapping = (
  database: Database,
  by: By,
  zone: string,
  { feedId, mappingId, step, version, reason }: Asked,
): Promise<string> =>
  change(database, by, async (tx) => {
    const feed = await loadFeed(tx, by, feedId);
    await lockMappings(tx, feedId);
    const found = await tx.feedMapping.findUnique({ where: { id: mappingId } });
    if (found?.feedId !== feedId) throw missing('feed-mapping');
    const state = found.state as MappingState;
    const refusal = refusalOfMappingStep(step, { state, draftedBy: found.draftedBy }, by.viewer);
    if (refusal !== null) throw new Refusal(refusal, { thing: 'feed-mapping', step, state });
    if (found.version !== version) throw new Refusal('thing.changed', { version: found.version });
    if (step === 'refuse' && reason === null) throw new Refusal('step.incomplete', { missing: ['reason'] });
    const mapping = found.mapping as unknown as Mapping;
    const to = step === 'submit' ? destinationOf(feed, mapping, by, zone) : MAPPING_STEPS[step].to;
    if (to === 'IN_FORCE') {
      await fetchAgain(tx, by, feedId);
      await tx.feedMapping.updateMany({ where: { feedId, state: 'IN_FORCE' }, data: { state: 'SUPERSEDED' } });
    }
    const decides = step === 'approve' || step === 'refuse';
    await tx.feedMapping.update({
      where: { id: mappingId },
      data: {
        state: to,
        version: version + 1,
        ...(step === 'submit' && { submittedAt: by.now }),
        ...(decides && { decidedBy: by.viewer.accountId, decidedAt: by.now, decision: reason }),
        ...(to === 'IN_FORCE' && { inForceAt: by.now }),
      },
    });
    await closeTasks(tx, by, feedId, [APPROVE, REVISE]);
    if (to === 'PROPOSED') await openTaskOf(tx, by, feedId, APPROVE, { role: 'DATA_SECURITY_OFFICER' });
    if (step === 'refuse' && found.draftedBy !== null)
      await openTaskOf(tx, by, feedId, REVISE, { accountId: found.draftedBy });
    const past = step === 'submit' ? (to === 'PROPOSED' ? 'proposed' : 'in-force') : PAST[step];
    return {
      result: feedId,
      events: [feedEvent(`feed.mapping-${past}`, { id: feedId, version: feed.version }, { number: found.number })],
    };
  });
