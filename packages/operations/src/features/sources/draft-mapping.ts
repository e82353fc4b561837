import type { draftMapping as contract } from '@qingfeng/contracts/features/sources/mapping.ts';
import type { BodyOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { feedEvent } from '@qingfeng/domain/features/sources/batch.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { MappingState } from '@qingfeng/domain/features/sources/mapping-life.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { loadFeed } from './store.ts';

/** Versions of one feed are numbered one after the other. Held until the end of the change. */
export const lockMappings = async (tx: WriteTx, feedId: string): Promise<void> => {
  const rows = await tx.$queryRaw<unknown[]>(sql`select 1 from feed where id = ${feedId}::uuid for update`);
  if (rows.length === 0) throw missing('feed');
};

/** Saves how a feed's columns shall become our fields. A draft is nothing but words until it is put in force. */
export const draftMapping = (
  database: Database,
  by: By,
  feedId: string,
  { version, mapping, note }: BodyOf<typeof contract>,
): Promise<string> =>
  change(database, by, async (tx) => {
    const feed = await loadFeed(tx, by, feedId);
    if (feed.format !== 'TABLE') throw new Refusal('source.mapping-of-tables');
    const strange = Object.keys(mapping.fields).filter(
      (name) => !FIELDS[feed.kind].some((field) => field.name === name),
    );
    if (strange.length > 0) throw new Refusal('source.field-unknown', { fields: strange });
    await lockMappings(tx, feedId);
    const versions = await tx.feedMapping.findMany({ where: { feedId }, orderBy: { number: 'desc' } });
    const open = versions.find(({ state }) => state === 'DRAFT' || state === 'PROPOSED');
    if ((open?.state as MappingState | undefined) === 'PROPOSED') throw new Refusal('source.mapping-open');
    if ((open?.version ?? null) !== version) throw new Refusal('thing.changed', { version: open?.version ?? 0 });
    const number = open?.number ?? (versions[0]?.number ?? 0) + 1;
    const data = { mapping, note, draftedBy: by.viewer.accountId, draftedAt: by.now };
    if (open === undefined)
      await tx.feedMapping.create({ data: { ...data, id: by.newId(), feedId, number, state: 'DRAFT' } });
    else await tx.feedMapping.update({ where: { id: open.id }, data: { ...data, version: { increment: 1 } } });
    return {
      result: feedId,
      events: [feedEvent('feed.mapping-drafted', { id: feedId, version: feed.version }, { number })],
    };
  });
