import { createHash } from 'node:crypto';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, WriteTx } from './database.ts';
import { sql } from './database.ts';
import { Prisma } from './generated/prisma/client.ts';
import { enqueue } from './jobs.ts';
import { canonicalJson } from './canonical-json.ts';

type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** What a change hands back: its result (ids and counts, stored for a retry) and at least one event that says what happened. */
export type Changed<Result> = { readonly result: Result; readonly events: readonly [DomainEvent, ...DomainEvent[]] };
const NOTHING_HAPPENED = Symbol('unchanged');
type Unchanged<Result> = { readonly result: Result; readonly [NOTHING_HAPPENED]: true };

/** Says aloud that the work found nothing to do; otherwise a change without an event does not compile. */
export const unchanged = <Result>(result: Result): Unchanged<Result> => ({ result, [NOTHING_HAPPENED]: true });

/**
 * Does a piece of work as one transaction: the rows, the events that tell of it, the reactions to those events and the answer kept
 * for a retry are committed together or not at all. Nothing leaves the process inside.
 *
 * With `by.idempotency` a repeated request finds its first answer instead of doing the work again; two at once wait for
 * each other on the key row. Another body under the same key is refused (`request.key-reused`). Where no transaction comes free in time, or
 * one is cut off, nothing was done (`request.busy`).
 */
export const change = async <Result extends Json | void>(
  database: Database,
  by: By,
  work: (tx: WriteTx) => Promise<Changed<Result> | Unchanged<Result>>,
): Promise<Result> =>
  inTransaction(database, async (tx) => {
    if (by.idempotency) {
      const { key, requestHash } = by.idempotency;
      const claimed = await tx.$executeRaw(sql`
        insert into idempotency_key (account_id, key, request_hash, created_at)
        values (${by.viewer.accountId}::uuid, ${key}, ${requestHash}, ${by.now}::timestamptz)
        on conflict (account_id, key) do nothing`);
      if (claimed === 0) {
        const before = await tx.idempotencyKey.findUniqueOrThrow({
          where: { accountId_key: { accountId: by.viewer.accountId, key } },
        });
        if (before.requestHash !== requestHash) throw new Refusal('request.key-reused');
        return (before.result ?? undefined) as Result;
      }
    }
    const done = await work(tx);
    if ('events' in done) await record(tx, database, by, done.events);
    if (by.idempotency && done.result !== undefined) {
      await tx.$executeRaw(sql`
        update idempotency_key set result = ${JSON.stringify(done.result)}::jsonb
        where account_id = ${by.viewer.accountId}::uuid and key = ${by.idempotency.key}`);
    }
    return done.result;
  });

/** Seconds after which whoever finds no transaction free may ask again. */
const BUSY_S = 5;
/** Prisma's word for a transaction that did not begin or end in its time. */
const OUT_OF_TIME = 'P2028';

const inTransaction = async <Result>({ prisma }: Database, work: (tx: WriteTx) => Promise<Result>): Promise<Result> => {
  try {
    return await prisma.$transaction(work);
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === OUT_OF_TIME)
      throw new Refusal('request.busy', { seconds: BUSY_S });
    throw error;
  }
};

/** Appends the events and enqueues one `react` job for each that someone reacts to; the payload holds the event's id only. */
const record = async (tx: WriteTx, database: Database, by: By, events: readonly DomainEvent[]): Promise<void> => {
  const rows = events.map((event) => ({
    id: by.newId(),
    thing_kind: event.thingKind,
    thing_id: event.thingId,
    type: event.type,
    thing_version: event.version,
    body: canonicalJson(event.body),
  }));
  await tx.$executeRaw(sql`
    insert into event (county, id, at, actor_id, on_behalf_of, request_id, thing_kind, thing_id, type, thing_version, body)
    select 1, id, ${by.now}::timestamptz, ${by.viewer.accountId}::uuid, ${by.onBehalfOf}::uuid, ${by.requestId},
           thing_kind, thing_id, type, thing_version, body
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as event(id uuid, thing_kind text, thing_id uuid, type text, thing_version int, body text)`);
  for (const row of rows) {
    if (database.reactedTo.has(row.type)) await enqueue(tx, 'react', { eventId: row.id, type: row.type });
  }
};

/** The hash under which a request is remembered: the same endpoint, parameters and body give the same one. */
export const requestHash = (endpoint: string, params: unknown, body: unknown): string =>
  createHash('sha256')
    .update(canonicalJson([endpoint, params, body]))
    .digest('hex');
