import { batchEvent } from '@qingfeng/domain/features/sources/batch.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { columnOf, FIELDS, KINDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { officeClock } from '@qingfeng/domain/features/sources/office-clock.ts';
import type { Surroundings } from '@qingfeng/domain/features/sources/values.ts';
import { surroundingsOf } from '@qingfeng/domain/features/sources/values.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { sealedIdentity } from './read.ts';

/** What reading stands on: the office's zone, and the vault that turns secrets into digests at the door. */
export type Reading = { readonly zone: string; readonly vault: Vault };

/** Identity numbers by their digests. */
type Seen = ReadonlyMap<string, string>;

/** The door through which records come: secrets become digests, and the identities seen are remembered until they are sealed. */
export const openDoor = (
  { zone, vault }: Reading,
  today: LocalDate,
): { readonly around: Surroundings; readonly takeSeen: () => Seen } => {
  let seen = new Map<string, string>();
  return {
    around: surroundingsOf(officeClock(zone), today, (text, sort) => {
      const digest = vault.blindIndex(text, `record.${sort}`);
      if (sort === 'identity') seen.set(digest, text);
      return digest;
    }),
    takeSeen: () => {
      const taken = seen;
      seen = new Map();
      return taken;
    },
  };
};

/** Seals identities that are not sealed yet; the others are known to be wanted anew. In one order, so that two feeds never wait for each other. */
export const sealIdentities = async (tx: WriteTx, by: By, vault: Vault, seen: Seen): Promise<void> => {
  if (seen.size === 0) return;
  const digests = [...seen.keys()].sort();
  const known = await tx.$queryRaw<{ digest: string }[]>(sql`
    with known as (
      select id from sealed_identity where digest = any(${digests}::text[]) order by digest for update)
    update sealed_identity s set received_at = ${by.now}::timestamptz from known where s.id = known.id returning s.digest`);
  const standing = new Set(known.map(({ digest }) => digest));
  const rows = digests
    .filter((digest) => !standing.has(digest))
    .map((digest) => {
      const id = by.newId();
      return { id, digest, sealed: vault.seal(seen.get(digest) ?? '', sealedIdentity(id)) };
    });
  await tx.$executeRaw(sql`
    insert into sealed_identity (id, digest, sealed, received_at)
    select id, digest, sealed, ${by.now}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(id uuid, digest text, sealed text) order by digest
    on conflict (digest) do nothing`);
};

const identityColumns = (kind: Kind): readonly string[] =>
  FIELDS[kind].filter(({ secret }) => secret === 'identity').map(columnOf);

/** Holds on to the identities behind these alerts' records: they are hits, and an officer may have to know who it is. */
export const holdIdentities = async (
  tx: WriteTx,
  kind: Kind,
  alerts: readonly { readonly id: string }[],
): Promise<void> => {
  const columns = identityColumns(kind);
  if (columns.length === 0 || alerts.length === 0) return;
  await tx.$executeRaw(sql`
    insert into alert_identity (alert_id, digest)
    select distinct a.id, digest
    from alert a
    join ${sql([kind])} t on t.county = 1 and t.record_id = any(a.record_ids) and t.occurred_on between a.window_from and a.window_to
    cross join unnest(array[${sql([columns.map((column) => `t.${column}`).join(', ')])}]) digest
    where a.county = 1 and a.id = any(${alerts.map(({ id }) => id)}::uuid[]) and digest is not null
    on conflict do nothing`);
};

/** By then the sweep of a whole night has looked at everything that came. */
const NEEDED_HOURS = 48;

/** Drops the identities on which no rule found anything (DOMAIN §7.4). Returns how many. */
export const forgetIdentities = (database: Database, by: By): Promise<number> =>
  change(database, by, async (tx) => {
    const count = await tx.$executeRaw(sql`
      delete from sealed_identity s
      where s.received_at < ${by.now}::timestamptz - make_interval(hours => ${NEEDED_HOURS}::int)
        and not exists (select from alert_identity held where held.digest = s.digest)`);
    if (count === 0) return unchanged(0);
    return {
      result: count,
      events: [
        { thingKind: 'source', thingId: by.newId(), type: 'identities.forgotten', version: null, body: { count } },
      ],
    };
  });

const SECRET_KINDS = KINDS.filter((kind) => FIELDS[kind].some(({ secret }) => secret !== null));

type Forgotten = { readonly sha256: string; readonly shared: boolean };

/** Takes the files of deliveries from them; their bytes go once this is committed (`removeUnshared`). */
export const forgetFiles = async (
  tx: WriteTx,
  batches: readonly { readonly id: string; readonly fileId: string }[],
): Promise<readonly Forgotten[]> => {
  if (batches.length === 0) return [];
  const fileIds = batches.map(({ fileId }) => fileId);
  await tx.$executeRaw(sql`update batch set file_id = null where id = any(${batches.map(({ id }) => id)}::uuid[])`);
  return tx.$queryRaw(sql`
    delete from stored_file gone where id = any(${fileIds}::uuid[])
    returning sha256, exists (select from stored_file other where other.sha256 = gone.sha256 and other.id <> all(${fileIds}::uuid[])) as shared`);
};

/** Bytes that another thing rests on stay. */
export const removeUnshared = async (files: FileStore, gone: readonly Forgotten[]): Promise<void> => {
  const alone = new Set(gone.filter(({ shared }) => !shared).map(({ sha256 }) => sha256));
  for (const sha256 of alone) await files.remove(sha256);
};

/**
 * Takes the files of deliveries that are over and brought secrets out of the store: the secrets of their rows are digests by now,
 * and the file would keep them in plain.
 */
export const forgetSecretFiles = async (database: Database, by: By, files: FileStore): Promise<number> => {
  let gone: readonly Forgotten[] = [];
  await change(database, by, async (tx) => {
    const over = await tx.$queryRaw<{ id: string; feedId: string; fileId: string }[]>(sql`
      select b.id, b.feed_id as "feedId", b.file_id as "fileId" from batch b join feed f on f.id = b.feed_id
      where b.file_id is not null and f.kind = any(${SECRET_KINDS}::text[]) and b.state in ('DONE', 'FAILED', 'CANCELLED')
      order by b.id for update of b skip locked`);
    gone = await forgetFiles(tx, over);
    const [first, ...rest] = over.map(({ id, feedId }) => batchEvent('batch.file-forgotten', { id, feedId }));
    if (first === undefined) return unchanged(null);
    return { result: null, events: [first, ...rest] };
  });
  await removeUnshared(files, gone);
  return gone.length;
};
