import { createReadStream } from 'node:fs';
import path from 'node:path';
import { createGunzip } from 'node:zlib';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Reading } from '@qingfeng/operations/features/sources/identities.ts';
import { decideContract } from '@qingfeng/operations/features/sources/decide-contract.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { receiveUpload } from '@qingfeng/operations/features/sources/receive-upload.ts';
import { registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { DEMO_FEEDS } from './demo-feeds.ts';

const unitIdOf = async (database: Database, code: string): Promise<string> => {
  const row = await database.readOne<{ id: string }>(sql`
    select id from unit where code = ${code} union all (select id from unit where kind = 'DEPARTMENT' order by sort_order limit 1) limit 1`);
  if (row === undefined) throw missing('unit');
  return row.id;
};

/** Registers the demo county's sources, has them approved and works off what they delivered, through the same door as any upload. */
export const seedRecords = async (
  database: Database,
  files: FileStore,
  byOf: (viewer?: Viewer) => By,
  [registrar, officer]: readonly [registrar: Viewer, officer: Viewer],
  data: string,
  reading: Reading,
): Promise<void> => {
  for (const { unit, file, ...feed } of DEMO_FEEDS) {
    const feedId = await registerFeed(database, byOf(registrar), { ...feed, unitId: await unitIdOf(database, unit) });
    await decideContract(database, byOf(officer), { id: feedId, step: 'approve', version: 1, reason: null });
    const source = createReadStream(path.join(data, file));
    const bytes: AsyncIterable<Uint8Array> = file.endsWith('.gz') ? source.pipe(createGunzip()) : source;
    await receiveUpload(database, byOf(registrar), files, feedId, path.basename(file, '.gz'), bytes);
    await ingestFeed({ database, files, ...reading }, byOf(), feedId);
  }
};
