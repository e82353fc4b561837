import type { sampleFile as contract } from '@qingfeng/contracts/features/sources/mapping.ts';
import { MOST_FILE_BYTES } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { mappingOf } from '@qingfeng/domain/features/sources/feed.ts';
import { guessedMapping } from '@qingfeng/domain/features/sources/guess.ts';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import { officeClock } from '@qingfeng/domain/features/sources/office-clock.ts';
import type { Fault } from '@qingfeng/domain/features/sources/reject.ts';
import { holdsSecrets, maskedCell, SAMPLE_ROWS } from '@qingfeng/domain/features/sources/sample.ts';
import type { SampleRow } from '@qingfeng/domain/features/sources/sample.ts';
import { surroundingsOf } from '@qingfeng/domain/features/sources/values.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { readPieces } from '@qingfeng/platform/limited/read-rows.ts';
import { visibleFeed } from '../../shared/access.ts';
import { unguarded } from '../../shared/workbook.ts';
import type { Reading } from './identities.ts';
import type { Delivery } from './read-delivery.ts';
import { readDelivery } from './read-delivery.ts';
import { lastFileOf, mappingById } from './read-mappings.ts';
import { ACCEPTED, formatOf } from './receive-upload.ts';
import type { Feed } from './store.ts';
import { FEED } from './store.ts';

type Sampled = ResponseOf<typeof contract>;
type Tried = NonNullable<Sampled['tried']>;
type Table = Delivery & { readonly format: 'CSV' | 'XLSX' };

/** Rows that a trial goes through: enough to meet every code of a year, few enough to be waited for. */
const MOST_TRIED = 100_000;
const LINES_SHOWN = 5;
const MOST_REASONS = 50;
/** Digests of a sample: long enough to tell apart, and of no use beside those of records, which have another key. */
const DIGEST_CHARACTERS = 8;

type Raw = {
  readonly headings: readonly string[];
  readonly rows: readonly { line: number; cells: readonly string[] }[];
};

const firstRows = async ({ path, format }: Table): Promise<Raw> => {
  let headings: readonly string[] = [];
  const rows: { line: number; cells: readonly string[] }[] = [];
  for await (const piece of readPieces(path, format === 'CSV' ? 'csv' : 'xlsx')) {
    headings = piece.headings ?? headings;
    for (const row of piece.rows) if ('value' in row) rows.push({ line: row.line, cells: row.value });
    if (rows.length >= SAMPLE_ROWS) break;
  }
  return { headings, rows: rows.slice(0, SAMPLE_ROWS) };
};

/** Secrets are hidden by what their column is called, by every mapping at hand, and by how they look. */
const masked = ({ vault }: Reading, { kind }: Feed, raw: Raw, mappings: readonly Mapping[]): SampleRow[] => {
  const open = { headings: raw.headings, rows: raw.rows };
  const known = [...mappings, guessedMapping(kind, open)].map((one) => holdsSecrets(kind, raw.headings, one));
  const digest = (text: string): string => vault.blindIndex(text, 'feed.sample').slice(0, DIGEST_CHARACTERS);
  return raw.rows.map(({ line, cells }) => ({
    line,
    cells: cells.map((cell, column) =>
      maskedCell(
        unguarded(cell.trim()),
        known.some((columns) => columns[column] === true),
        digest,
      ),
    ),
  }));
};

/** Counts what reading a table by a mapping would take and refuse. Nothing is stored, nothing digested. */
const tryMapping = async (table: Table, feed: Feed, { zone }: Reading, by: By): Promise<Tried> => {
  const reasons = new Map<string, Tried['reasons'][number]>();
  let [taken, rejected, cut] = [0, 0, false];
  const count = (line: number, { reason, field, heading, rule }: Fault): void => {
    const key = `${reason} ${field ?? ''}`;
    const known = reasons.get(key) ?? { reason, field, heading, rule, rows: 0, lines: [] };
    known.rows += 1;
    if (known.lines.length < LINES_SHOWN) known.lines.push(line);
    reasons.set(key, known);
  };
  const around = surroundingsOf(officeClock(zone), by.today, () => 'x');
  let error: Tried['error'] = null;
  try {
    reading: for await (const entries of readDelivery(table, { feed, around, receivedOn: by.today })) {
      for (const entry of entries) {
        if (taken + rejected >= MOST_TRIED) {
          cut = true;
          break reading;
        }
        if ('faults' in entry) {
          rejected += 1;
          for (const fault of entry.faults) count(entry.line, fault);
        } else taken += 1;
      }
    }
  } catch (failure) {
    if (!(failure instanceof Refusal)) throw failure;
    error = { code: failure.code, details: failure.details };
  }
  const most = [...reasons.values()].sort((a, b) => b.rows - a.rows).slice(0, MOST_REASONS);
  return { taken, rejected, cut, reasons: most, error };
};

const look = async (
  database: Database,
  by: By,
  reading: Reading,
  feed: Feed,
  table: Table,
  mappingId: string | undefined,
): Promise<Sampled> => {
  const tried = mappingId === undefined ? null : await mappingById(database, feed.id, mappingId);
  const raw = await firstRows(table);
  const mappings = [mappingOf(feed.format, feed.mapping), ...(tried === null ? [] : [tried])];
  return {
    headings: [...raw.headings],
    rows: masked(reading, feed, raw, mappings) as Sampled['rows'],
    tried: tried === null ? null : await tryMapping(table, { ...feed, mapping: tried }, reading, by),
  };
};

const feedOfTables = async (database: Database, by: By, feedId: string): Promise<Feed> => {
  const feed = await database.readOne<Feed>(sql`
    select ${FEED} from feed f where f.id = ${feedId}::uuid and ${visibleFeed(by.viewer, sql`f`)}`);
  if (feed === undefined) throw missing('feed');
  if (feed.format !== 'TABLE') throw new Refusal('source.mapping-of-tables');
  return feed;
};

export type Sampling = {
  readonly database: Database;
  readonly files: FileStore;
  readonly reading: Reading;
};

/** Looks into a file that was sent for it. It is gone when the answer is. */
export const sampleFile = async (
  { database, files, reading }: Sampling,
  by: By,
  feedId: string,
  { name, mappingId }: { readonly name: string; readonly mappingId?: string | undefined },
  bytes: AsyncIterable<Uint8Array>,
): Promise<Sampled> => {
  const feed = await feedOfTables(database, by, feedId);
  return files.lend(bytes, { name, accept: ACCEPTED.TABLE, mostBytes: MOST_FILE_BYTES }, (path, kind) =>
    look(database, by, reading, feed, { path, format: formatOf(kind, 'TABLE') as Table['format'] }, mappingId),
  );
};

/** Looks into the last file that was delivered. */
export const sampleLastDelivery = async (
  { database, files, reading }: Sampling,
  by: By,
  feedId: string,
  mappingId: string | undefined,
): Promise<Sampled> => {
  const feed = await feedOfTables(database, by, feedId);
  const last = await lastFileOf(database, feedId);
  if (last === undefined) throw new Refusal('source.no-delivery');
  return look(database, by, reading, feed, { path: files.pathOf(last.sha256), format: last.format }, mappingId);
};
