import type { Counts } from '@qingfeng/domain/features/sources/batch.ts';
import { NO_COUNTS } from '@qingfeng/domain/features/sources/batch.ts';
import { procurementOf } from '@qingfeng/domain/features/sources/ocds/procurement.ts';
import type { Release } from '@qingfeng/domain/features/sources/ocds/release.ts';
import { merged } from '@qingfeng/domain/features/sources/ocds/release.ts';
import { isRow, rowReader } from '@qingfeng/domain/features/sources/row.ts';
import type { Surroundings } from '@qingfeng/domain/features/sources/values.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { contractOf } from './contract.ts';
import type { Source } from './record-store.ts';
import { ensureMonths, given, promote, rememberReleases, takeTurn } from './record-store.ts';
import type { Numbered, Part } from './staged.ts';
import { smallPart } from './staged.ts';
import type { Feed, Rejected } from './store.ts';

export type Outcome = {
  readonly counts: Counts;
  readonly rejected: readonly Rejected[];
  readonly fromRecord: string | null;
  readonly toRecord: string | null;
  /** The latest day that the rows tell of. */
  readonly until: string | null;
};

const NOTHING: Omit<Outcome, 'rejected'> = { counts: NO_COUNTS, fromRecord: null, toRecord: null, until: null };

type Where = {
  readonly feed: Feed;
  readonly batch: { readonly id: string; readonly receivedAt: Instant };
};

/** Promotes rows that are hashed and lie in `source`. Their months must exist. */
export const promoteRows = async (
  tx: WriteTx,
  { feed, batch }: Where,
  part: Part,
  source: Source,
  inOrder = true,
): Promise<Outcome> => {
  const { counts, ...span } = await promote(tx, source, {
    feedId: feed.id,
    batchId: batch.id,
    kind: feed.kind,
    now: batch.receivedAt,
    inOrder,
  });
  return {
    counts: { ...counts, repeated: counts.repeated + part.replaced.length, rejected: 0 },
    rejected: [],
    ...span,
    until: part.days.to,
  };
};

export type NumberedRelease = { readonly line: number; readonly release: Release };

/**
 * Remembers releases and promotes the processes that they tell of, each merged from all that is known of it. A process that
 * cannot be a record is rejected under the line of its last release here; its releases stay remembered and may yet be completed.
 */
export const promoteReleases = async (
  tx: WriteTx,
  database: Database,
  by: By,
  { feed, batch }: Where,
  releases: readonly NumberedRelease[],
  around: Surroundings,
  receivedOn: LocalDate,
): Promise<Outcome> => {
  if (releases.length === 0) return { ...NOTHING, rejected: [] };
  await takeTurn(tx, feed.id);
  const processes = await rememberReleases(
    tx,
    feed.id,
    batch.id,
    releases.map(({ release }) => release),
  );
  const lines = new Map(releases.map(({ line, release }) => [release.ocid, line]));
  const read = rowReader(contractOf(feed), 'json', around, receivedOn);
  const rows: Numbered[] = [];
  const rejected: Rejected[] = [];
  for (const [ocid, known] of processes) {
    const line = lines.get(ocid) ?? 0;
    const record = procurementOf(merged(known), ocid, lastDate(known), around.clock);
    const row = read((_index, { name }) => record[name]);
    if (isRow(row)) rows.push({ line, row });
    else rejected.push({ line, faults: row, cells: null });
  }
  // Several releases of one process are one row of it.
  const joined = releases.length - processes.size;
  const part = smallPart({ id: batch.id, kind: feed.kind }, rows, by.newId);
  if (part === null) return { ...NOTHING, counts: { ...NO_COUNTS, repeated: joined }, rejected };
  // On a connection of its own: what it locks it lets go at once, and this change has not touched those tables yet.
  await ensureMonths(database, by, feed.kind, part.days);
  const outcome = await promoteRows(tx, { feed, batch }, part, given(part), false);
  return { ...outcome, counts: { ...outcome.counts, repeated: outcome.counts.repeated + joined }, rejected };
};

const lastDate = (releases: readonly Release[]): string | null =>
  releases.reduce<string | null>(
    (last, { date }) => (date !== null && (last === null || Date.parse(date) > Date.parse(last)) ? date : last),
    null,
  );
