import { standingOf } from '@qingfeng/domain/features/information/reported-matter.ts';
import type { OwnKind } from '@qingfeng/domain/features/sources/kinds.ts';
import { officeClock } from '@qingfeng/domain/features/sources/office-clock.ts';
import { surroundingsOf } from '@qingfeng/domain/features/sources/values.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { reportedMatters } from '../information/read.ts';
import { warningLimits } from '../warnings/read.ts';
import { readRows, takeIn } from './receive-rows.ts';
import { takeTurn } from './record-store.ts';
import { contentHash } from './staged.ts';
import { contentsOf, loadOwnFeed } from './store.ts';

type OwnRecord = Readonly<Record<string, string | null>>;

/**
 * Takes what the platform says of its own matters through the same reading and promotion as any delivery: what says otherwise than before is
 * another revision, and rules look at what that touches. What says the same is not even a delivery. Returns how many were new or other.
 */
export const keepOwn = async (
  database: Database,
  by: By,
  zone: string,
  kind: OwnKind,
  records: readonly OwnRecord[],
): Promise<number> => {
  const around = surroundingsOf(officeClock(zone), by.today, () => {
    throw new TypeError('a record of our own holds no secret');
  });
  return change(database, by, async (tx) => {
    const feed = await loadOwnFeed(tx, kind);
    await takeTurn(tx, feed.id);
    const read = readRows(records, feed, by, around);
    const [faulty] = read.rejected;
    if (faulty !== undefined)
      throw new TypeError(`a ${kind} of our own cannot be read: ${JSON.stringify(faulty.faults)}`);
    const before = await contentsOf(
      tx,
      feed.id,
      read.rows.map(({ row }) => row.externalId),
    );
    const rows = read.rows.filter(({ row }) => before.get(row.externalId) !== contentHash(kind, row));
    if (rows.length === 0) return unchanged(0);
    const { counts, events } = await takeIn(tx, database, by, around, feed, rows.length, { ...read, rows });
    return { result: counts.accepted + counts.corrected, events };
  });
};

/** Reported matters as they count now: all, or those about the same as one of them. */
export const keepReportedMatters = async (
  database: Database,
  by: By,
  zone: string,
  informationId: string | null = null,
): Promise<number> =>
  keepOwn(
    database,
    by,
    zone,
    'reported_matter',
    (await reportedMatters(database, informationId)).map(({ number, receivedOn, unitCode, personCode, ...matter }) => ({
      ...{ externalId: number, occurredOn: receivedOn, unitCode, personCode },
      ...{ factKey: matter.factKey, sourceKey: matter.sourceKey, standing: standingOf(matter) },
    })),
  );

/** Limits of served warnings as they stand: all, or those of one. */
export const keepWarningLimits = async (
  database: Database,
  by: By,
  zone: string,
  warningId: string | null = null,
): Promise<number> =>
  keepOwn(
    database,
    by,
    zone,
    'warning_limit',
    (await warningLimits(database, warningId)).map(({ caseNumber, clock, dueOn, ...limit }) => ({
      ...{
        externalId: `${caseNumber}/${clock}`,
        occurredOn: dueOn,
        warningRef: caseNumber,
        clock: clock.toUpperCase(),
      },
      ...limit,
    })),
  );
