import { MOST_FILE_BYTES } from '@qingfeng/contracts/features/sources/endpoints.ts';
import { batchEvent } from '@qingfeng/domain/features/sources/batch.ts';
import type { BatchFormat } from '@qingfeng/domain/features/sources/batch.ts';
import type { FeedFormat } from '@qingfeng/domain/features/sources/feed.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import { visibleFeed } from '../../shared/access.ts';
import type { Feed } from './store.ts';
import { FEED, insertBatch, mustTake } from './store.ts';

export const INGEST_TASK = 'ingest-feed';

/** Files that a feed takes, by how its data is laid out. */
export const ACCEPTED = {
  TABLE: ['csv', 'xlsx', 'txt'],
  OCDS: ['json', 'jsonl', 'txt'],
} as const satisfies Record<FeedFormat, readonly string[]>;

export const formatOf = (kind: string, feed: FeedFormat): Exclude<BatchFormat, 'API'> => {
  if (feed === 'OCDS') return 'JSON';
  return kind === 'xlsx' ? 'XLSX' : 'CSV';
};

type Receiving = Pick<Feed, 'id' | 'format' | 'status' | 'contractState' | 'agreedFrom' | 'agreedUntil'>;

/**
 * Stores a file as a delivery of a feed and has it worked off; `also` is done in the same change. A file that came before is a
 * delivery of its own, which will change nothing.
 */
export const storeDelivery = async (
  database: Database,
  by: By,
  files: FileStore,
  feed: Receiving,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
  also: (tx: WriteTx) => Promise<void> = () => Promise.resolve(),
): Promise<string> => {
  mustTake(feed, by.today);
  const stored = await files.put(bytes, { name, accept: ACCEPTED[feed.format], mostBytes: MOST_FILE_BYTES });
  // A repeated request is the same one only when it brought the same bytes.
  const { idempotency } = by;
  const bound: By = idempotency
    ? { ...by, idempotency: { ...idempotency, requestHash: `${idempotency.requestHash}:${stored.sha256}` } }
    : by;
  const feedId = feed.id;
  return change(database, bound, async (tx) => {
    const [id, fileId] = [by.newId(), by.newId()];
    await tx.storedFile.create({
      data: {
        id: fileId,
        sha256: stored.sha256,
        name,
        mediaType: stored.mediaType,
        size: stored.size,
        thingKind: 'batch',
        thingId: id,
        uploadedBy: by.viewer.accountId,
        uploadedAt: by.now,
      },
    });
    const format = formatOf(stored.kind, feed.format);
    await insertBatch(tx, by, { id, feedId, format, state: 'WAITING', fileId, fileName: name });
    await enqueue(tx, INGEST_TASK, { feedId });
    await also(tx);
    return { result: id, events: [batchEvent('batch.received', { id, feedId }, { format, size: stored.size })] };
  });
};

/** Takes an upload for a feed that the sender may see; whether it may come is asked before the first byte is read. */
export const receiveUpload = async (
  database: Database,
  by: By,
  files: FileStore,
  feedId: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<string> => {
  const feed = await database.readOne<Feed>(sql`
    select ${FEED} from feed f where f.id = ${feedId}::uuid and ${visibleFeed(by.viewer, sql`f`)}`);
  if (feed === undefined) throw missing('feed');
  return storeDelivery(database, by, files, feed, name, bytes);
};
