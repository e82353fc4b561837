import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
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

type Delivery = { readonly feedId: string; readonly name: string; readonly text: string };

/** Rows sent again where nothing is newer, so that a feed keeps its rhythm; they change nothing. */
const SENT_AGAIN = 20;

/** A table as it stood on a day, and what came after; the day of a row is its second column, and no row holds a line break. */
const partedOn = (day: LocalDate, text: string): readonly [before: string, after: string] => {
  const [head = '', ...rows] = text.trimEnd().split('\n');
  const dayOfRow = (row: string): string => row.split(',', 2)[1] ?? '';
  const before = rows.filter((row) => dayOfRow(row) <= day);
  const newer = rows.filter((row) => dayOfRow(row) > day);
  const after = newer.length > 0 ? newer : before.slice(-SENT_AGAIN);
  return [[head, ...before, ''].join('\n'), [head, ...after, ''].join('\n')];
};

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(text);
}

type Sources = {
  readonly database: Database;
  readonly files: FileStore;
  readonly data: string;
  readonly reading: Reading;
};

const deliver = async (
  { database, files, reading }: Sources,
  registrar: By,
  platform: By,
  { feedId, name, text }: Delivery,
): Promise<void> => {
  await receiveUpload(database, registrar, files, feedId, name, bytesOf(text));
  await ingestFeed({ database, files, ...reading }, platform, feedId);
};

type Cast = { readonly registrar: By; readonly officer: By; readonly platform: By };

/**
 * Registers the demo county's sources, has them approved and works off what they had delivered by the day of those who act, through the
 * same door as any upload. Returns what comes after that day.
 */
export const seedRecords = async (sources: Sources, { registrar, officer, platform }: Cast): Promise<Delivery[]> => {
  const { database, data } = sources;
  const later: Delivery[] = [];
  for (const { unit, file, ...feed } of DEMO_FEEDS) {
    const feedId = await registerFeed(database, registrar, { ...feed, unitId: await unitIdOf(database, unit) });
    await decideContract(database, officer, { id: feedId, step: 'approve', version: 1, reason: null });
    const bytes = readFileSync(path.join(data, file));
    const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString();
    const name = path.basename(file, '.gz');
    const [before, after] = feed.format === 'TABLE' ? partedOn(platform.today, text) : [text, null];
    await deliver(sources, registrar, platform, { feedId, name, text: before });
    if (after !== null) later.push({ feedId, name, text: after });
  }
  return later;
};

/** What came since. */
export const seedLaterRecords = async (
  sources: Sources,
  registrar: By,
  platform: By,
  later: readonly Delivery[],
): Promise<void> => {
  for (const delivery of later) await deliver(sources, registrar, platform, delivery);
};
