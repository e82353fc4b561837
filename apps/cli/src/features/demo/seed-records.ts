import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Reading } from '@qingfeng/operations/features/sources/identities.ts';
import { decideContract } from '@qingfeng/operations/features/sources/decide-contract.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { draftMapping } from '@qingfeng/operations/features/sources/draft-mapping.ts';
import { mappingsOf } from '@qingfeng/operations/features/sources/read-mappings.ts';
import { stepMapping } from '@qingfeng/operations/features/sources/step-mapping.ts';
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

/** The mapping of a feed, drafted by one and approved by the other. */
const putInForce = async (
  { database, reading: { zone } }: Sources,
  { registrar, officer }: Pick<Cast, 'registrar' | 'officer'>,
  feedId: string,
  mapping: Mapping,
): Promise<void> => {
  const body = { version: null, mapping: structuredClone(mapping) as MappingBody, note: '乡镇会计核算系统导出格式' };
  await draftMapping(database, registrar, feedId, body);
  for (const [step, by] of [
    ['submit', registrar],
    ['approve', officer],
  ] as const) {
    const [newest] = (await mappingsOf(database, by.viewer, feedId, by.today, zone)).versions;
    if (newest === undefined) throw missing('feed-mapping');
    await stepMapping(database, by, zone, {
      feedId,
      mappingId: newest.id,
      step,
      version: newest.version,
      reason: null,
    });
  }
};

type MappingBody = Parameters<typeof draftMapping>[3]['mapping'];
type Cast = { readonly registrar: By; readonly officer: By; readonly platform: By };

/**
 * Registers the demo county's sources, has them approved and works off what they had delivered by the day of those who act, through the
 * same door as any upload. Returns what comes after that day.
 */
export const seedRecords = async (sources: Sources, { registrar, officer, platform }: Cast): Promise<Delivery[]> => {
  const { database, data } = sources;
  const later: Delivery[] = [];
  for (const { unit, file, mapping, ...feed } of DEMO_FEEDS) {
    const feedId = await registerFeed(database, registrar, { ...feed, unitId: await unitIdOf(database, unit) });
    await decideContract(database, officer, { id: feedId, step: 'approve', version: 1, reason: null });
    if (mapping !== undefined) await putInForce(sources, { registrar, officer }, feedId, mapping);
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
