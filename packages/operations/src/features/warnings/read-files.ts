import type { Readable } from 'node:stream';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { knownToObject, visibleWarning } from '../../shared/access.ts';

export type FileOut = {
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
  readonly body: Readable;
};

type Row = { name: string; mediaType: string; size: number; sha256: string };

const out = (files: FileStore, { name, mediaType, size, sha256 }: Row): FileOut => ({
  name,
  mediaType,
  size,
  body: files.read(sha256),
});

/** Handlers see every file of a matter; the object sees what was sent to or by them. */
const mayRead = (viewer: Viewer, ownPart: Sql): Sql => sql`
  (${visibleWarning(viewer, sql`w`)} or (${knownToObject(viewer, sql`w`)} and w.object_view = 'OPEN' and ${ownPart}))`;

/** An attachment, read only through the warning it belongs to. */
export const warningFile = async (
  database: Database,
  viewer: Viewer,
  files: FileStore,
  id: string,
  fileId: string,
): Promise<FileOut> => {
  const row = await database.readOne<Row>(sql`
    select f.name, f.media_type as "mediaType", f.size::int as size, f.sha256
    from stored_file f join warning w on w.id = f.thing_id
    where f.thing_kind = 'warning' and f.id = ${fileId}::uuid and w.id = ${id}::uuid
      and ${mayRead(viewer, sql`f.uploaded_by = ${viewer.accountId}::uuid`)}`);
  if (row === undefined) throw missing('file');
  return out(files, row);
};

/** An issued paper: exactly its frozen bytes. Each reading is counted, with who and what for. */
export const paperFile = async (
  database: Database,
  by: By,
  files: FileStore,
  id: string,
  purpose: 'view' | 'download' | 'print',
): Promise<FileOut> => {
  const row = await database.readOne<Row & { id: string }>(sql`
    select l.id, f.name, f.media_type as "mediaType", f.size::int as size, l.sha256
    from letter l join stored_file f on f.id = l.file_id join warning w on w.id = l.warning_id
    where l.id = ${id}::uuid and ${mayRead(by.viewer, sql`l.audience = 'OBJECT'`)}`);
  if (row === undefined) throw missing('paper');
  await database.read(sql`
    insert into letter_print (id, letter_id, account_id, purpose, at)
    values (${by.newId()}::uuid, ${row.id}::uuid, ${by.viewer.accountId}::uuid, ${purpose}, ${by.now}::timestamptz)`);
  return out(files, row);
};
