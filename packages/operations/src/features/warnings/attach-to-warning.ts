import type { attachToWarning as contract } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { knownToObject, visibleWarning } from '../../shared/access.ts';

const ACCEPTED = ['pdf', 'docx', 'xlsx', 'jpg', 'png', 'ofd', 'txt'] as const;
export const ATTACHMENT_MOST_BYTES = 20 * 1024 * 1024;

/** Keeps a file with a warning that the viewer handles or has to answer; the bytes are checked for what the name claims. */
export const attachToWarning = async (
  database: Database,
  by: By,
  files: FileStore,
  id: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ResponseOf<typeof contract>> => {
  const seen = await database.readOne(sql`
    select 1 from warning w where w.id = ${id}::uuid
      and (${visibleWarning(by.viewer, sql`w`)} or (${knownToObject(by.viewer, sql`w`)} and w.object_view = 'OPEN'))`);
  if (seen === undefined) throw missing('warning');
  const stored = await files.put(bytes, { name, accept: ACCEPTED, mostBytes: ATTACHMENT_MOST_BYTES });
  return change(database, by, async (tx) => {
    const fileId = by.newId();
    await tx.storedFile.create({
      data: {
        id: fileId,
        sha256: stored.sha256,
        name,
        mediaType: stored.mediaType,
        size: stored.size,
        thingKind: 'warning',
        thingId: id,
        uploadedBy: by.viewer.accountId,
        uploadedAt: by.now,
      },
    });
    return {
      result: { fileId, name, size: stored.size },
      events: [
        {
          thingKind: 'warning',
          thingId: id,
          type: 'warning.file-attached',
          version: null,
          body: { fileId, sha256: stored.sha256 },
        },
      ],
    };
  });
};
