import type { attachToVerification as contract } from '@qingfeng/contracts/features/information/verification.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { visibleInformation, visibleStage } from '../../shared/access.ts';
import { STAGES_OF } from './verification-store.ts';

const ACCEPTED = ['pdf', 'docx', 'xlsx', 'jpg', 'png', 'ofd', 'txt'] as const;
const MOST_BYTES = 20 * 1024 * 1024;

/** Keeps a file with an answer while the question is open; the bytes are checked for what the name claims. */
export const attachToVerification = async (
  database: Database,
  by: By,
  files: FileStore,
  id: string,
  name: string,
  bytes: AsyncIterable<Uint8Array>,
): Promise<ResponseOf<typeof contract>> => {
  const seen = await database.readOne(sql`
    select 1 from ${STAGES_OF}
    where s.id = ${id}::uuid and s.state = 'ASKED' and ${visibleStage(by.viewer, sql`s`, sql`i`)}`);
  if (seen === undefined) throw missing('verification');
  const stored = await files.put(bytes, { name, accept: ACCEPTED, mostBytes: MOST_BYTES });
  return change(database, by, async (tx) => {
    const fileId = by.newId();
    const { sha256, mediaType, size } = stored;
    await tx.storedFile.create({
      data: {
        ...{ id: fileId, sha256, name, mediaType, size },
        thingKind: 'verification',
        thingId: id,
        uploadedBy: by.viewer.accountId,
        uploadedAt: by.now,
      },
    });
    return {
      result: { fileId, name, size },
      events: [
        {
          thingKind: 'verification',
          thingId: id,
          type: 'verification.file-attached',
          version: null,
          body: { fileId, sha256 },
        },
      ],
    };
  });
};

/** A file of an answer, for who gave it and for who sees the matter. */
export const verificationFile = async (
  database: Database,
  viewer: Viewer,
  files: FileStore,
  id: string,
  fileId: string,
) => {
  const row = await database.readOne<{ name: string; mediaType: string; size: number; sha256: string }>(sql`
    select f.name, f.media_type as "mediaType", f.size::int as size, f.sha256
    from stored_file f, ${STAGES_OF}
    where f.thing_kind = 'verification' and f.thing_id = s.id and f.id = ${fileId}::uuid and s.id = ${id}::uuid
      and (${visibleStage(viewer, sql`s`, sql`i`)} or (s.state = 'ANSWERED' and ${visibleInformation(viewer, sql`i`)}))`);
  if (row === undefined) throw missing('file');
  const { sha256, ...file } = row;
  return { ...file, body: files.read(sha256) };
};
