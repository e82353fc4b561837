import type { sendRecords } from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Counts } from '@qingfeng/domain/features/sources/batch.ts';
import { batchEvent, promoted } from '@qingfeng/domain/features/sources/batch.ts';
import { FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { releasesIn } from '@qingfeng/domain/features/sources/ocds/release.ts';
import { faultOf } from '@qingfeng/domain/features/sources/reject.ts';
import { isRow, rowReader } from '@qingfeng/domain/features/sources/row.ts';
import type { Surroundings } from '@qingfeng/domain/features/sources/values.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { contractOf } from './contract.ts';
import type { Reading } from './identities.ts';
import { openDoor, sealIdentities } from './identities.ts';
import type { NumberedRelease, Outcome } from './promote-part.ts';
import { promoteReleases, promoteRows } from './promote-part.ts';
import { deliveryAnswer } from './read.ts';
import { ensureMonths, given, takeTurn } from './record-store.ts';
import type { Numbered } from './staged.ts';
import { smallPart } from './staged.ts';
import type { Feed, Rejected } from './store.ts';
import {
  advanceBatch,
  endBatch,
  freshen,
  insertBatch,
  insertRejected,
  loadFeed,
  mustTake,
  startBatch,
} from './store.ts';

/** Takes rows sent over the API: one change, so that the answer tells what is in. Rows are numbered from 1 as they were sent. */
export const receiveRows = async (
  database: Database,
  by: By,
  reading: Reading,
  feedId: string,
  sent: readonly unknown[],
): Promise<ResponseOf<typeof sendRecords>> => {
  const { batchId } = await change(database, by, async (tx) => {
    await takeTurn(tx, feedId);
    const feed = await loadFeed(tx, by, feedId);
    mustTake(feed, by.today);
    const { around, takeSeen } = openDoor(reading, by.today);
    const read = feed.format === 'OCDS' ? readReleases(sent) : readRows(sent, feed, by, around);
    await sealIdentities(tx, by, reading.vault, takeSeen());
    const { batchId: id, events } = await takeIn(tx, database, by, around, feed, sent.length, read);
    return { result: { batchId: id }, events };
  });
  return deliveryAnswer(database, batchId);
};

/** A delivery that is over as soon as it is in, with what to tell of it. The turn of the feed must be taken. */
export const takeIn = async (
  tx: WriteTx,
  database: Database,
  by: By,
  around: Surroundings,
  feed: Feed,
  lines: number,
  read: Read,
): Promise<{ batchId: string; counts: Counts; events: readonly [DomainEvent, ...DomainEvent[]] }> => {
  const batch = { id: by.newId(), feedId: feed.id, receivedAt: by.now };
  await insertBatch(tx, by, { id: batch.id, feedId: feed.id, format: 'API', state: 'RUNNING' });
  await startBatch(tx, by, batch.id, null);
  const outcome = await put(tx, database, by, around, feed, batch, read);
  const rejected = [...read.rejected, ...outcome.rejected];
  const counts = { ...outcome.counts, rejected: rejected.length };
  await insertRejected(tx, batch.id, rejected);
  await advanceBatch(tx, batch.id, lines, counts);
  await endBatch(tx, by, batch.id, 'DONE');
  await freshen(tx, feed.id, batch, outcome.until);
  const { fromRecord, toRecord } = outcome;
  const made = promoted({ ...batch, kind: feed.kind }, counts, { fromRecord, toRecord });
  const finished = batchEvent('batch.finished', batch, counts);
  return { batchId: batch.id, counts, events: fromRecord === null ? [finished] : [finished, made] };
};

type Read = {
  readonly rows: readonly Numbered[];
  readonly releases: readonly NumberedRelease[];
  readonly rejected: readonly Rejected[];
};

export const readRows = (sent: readonly unknown[], feed: Feed, by: By, around: Surroundings): Read => {
  const read = rowReader(contractOf(feed), 'json', around, by.today);
  const rows: Numbered[] = [];
  const rejected: Rejected[] = [];
  sent.forEach((one, index) => {
    const line = index + 1;
    if (!isObject(one)) {
      rejected.push({ line, faults: [faultOf('NOT_AN_OBJECT', null, one)], cells: null });
      return;
    }
    const unknown = Object.keys(one).filter((name) => !FIELDS[feed.kind].some((field) => field.name === name));
    const row = read((_index, { name }) => (Object.hasOwn(one, name) ? one[name] : null));
    const faults = [...unknown.map((name) => faultOf('NO_SUCH_FIELD', name)), ...(isRow(row) ? [] : row)];
    if (isRow(row) && faults.length === 0) rows.push({ line, row });
    else rejected.push({ line, faults, cells: null });
  });
  return { rows, releases: [], rejected };
};

const readReleases = (sent: readonly unknown[]): Read => {
  const releases: NumberedRelease[] = [];
  const rejected: Rejected[] = [];
  sent.forEach((one, index) => {
    const line = index + 1;
    const found = releasesIn(one);
    const faults = found.filter((release) => 'reason' in release);
    if (faults.length > 0) rejected.push({ line, faults, cells: null });
    for (const release of found) if (!('reason' in release)) releases.push({ line, release });
  });
  return { rows: [], releases, rejected };
};

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const put = async (
  tx: WriteTx,
  database: Database,
  by: By,
  around: Surroundings,
  feed: Feed,
  batch: { readonly id: string; readonly receivedAt: By['now'] },
  { rows, releases }: Read,
): Promise<Outcome> => {
  const part = smallPart({ id: batch.id, kind: feed.kind }, rows, by.newId);
  if (part === null) return promoteReleases(tx, database, by, { feed, batch }, releases, around, by.today);
  await ensureMonths(database, by, feed.kind, part.days);
  return promoteRows(tx, { feed, batch }, part, given(part));
};
