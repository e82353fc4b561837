import type { listEvents } from '@qingfeng/contracts/features/audit/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { TimelineEntry } from '@qingfeng/contracts/shared/wire.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { join, none, sql } from '@qingfeng/platform/database.ts';
import { visibleEvent } from '../../shared/access.ts';

type Events = ResponseOf<typeof listEvents>;
export type AuditEvent = Events['items'][number];
type Query = QueryOf<typeof listEvents>;
export type EventFilters = Omit<Query, 'before' | 'size'>;

const like = (text: string): string => text.replaceAll(/[\\%_]/g, String.raw`\$&`);

/**
 * Days are days of the office's zone. An id is made after the instant it tells of, never before, so a first day also bounds
 * the ids and spares the months before it.
 */
const matching = (viewer: Viewer, { actor, type, from, to, thingId }: EventFilters, zone: string): Sql => {
  const conditions = [visibleEvent(viewer)];
  if (actor !== undefined && actor !== '') {
    const named = `%${like(actor)}%`;
    conditions.push(sql`event.actor_id in (select id from account where name ilike ${named} or login ilike ${named})`);
  }
  if (type !== undefined) {
    const kinds = type.filter((one) => one.endsWith('.')).map((one) => `${one}%`);
    conditions.push(sql`(event.type = any(${type}::text[]) or event.type like any(${kinds}::text[]))`);
  }
  if (from !== undefined) {
    conditions.push(sql`event.at >= ${from}::timestamp at time zone ${zone}`);
    conditions.push(sql`event.id >= uuid_floor(${addDays(from, -1)}::date)`);
  }
  if (to !== undefined) conditions.push(sql`event.at < ${addDays(to, 1)}::timestamp at time zone ${zone}`);
  if (thingId !== undefined) conditions.push(sql`event.thing_id = ${thingId}::uuid`);
  return join(conditions, ' and ');
};

type Row = Omit<AuditEvent, 'actor' | 'body'> & { name: string | null; login: string | null; body: string };

/** One page of the record, latest first, from below `before`. */
export const readEvents = async (
  database: Database,
  viewer: Viewer,
  { before, size, ...filters }: Query,
  zone: string,
): Promise<Events> => {
  const rows = await database.read<Row>(sql`
    select event.id, event.at, actor.name, actor.login, event.actor_id = ${SYSTEM.accountId}::uuid as system,
      absent.name as "onBehalfOf", event.type, event.thing_kind as "thingKind", event.thing_id as "thingId",
      event.thing_version as version, event.request_id as "requestId", event.body, taken_out.reason
    from event
    left join account actor on actor.id = event.actor_id
    left join account absent on absent.id = event.on_behalf_of
    left join taken_out on event.thing_kind = 'export' and taken_out.id = event.thing_id
    where event.county = 1 and ${matching(viewer, filters, zone)}
      ${before === undefined ? none : sql`and event.id < ${before}::uuid`}
    order by event.id desc limit ${size + 1}`);
  const items = rows.slice(0, size).map(({ name, login, body, system, ...row }): AuditEvent => ({
    ...row,
    system,
    actor: name === null || login === null ? null : { name, login },
    body: JSON.parse(body) as Record<string, unknown>,
  }));
  return { items, next: rows.length > size ? (items.at(-1)?.id ?? null) : null };
};

/** What happened to one thing, latest first. The caller has asked before whether the viewer may see the thing. */
export const timelineOf = async (database: Database, thingKind: string, thingId: string): Promise<TimelineEntry[]> => {
  const rows = await database.read<Omit<TimelineEntry, 'body'> & { body: string }>(sql`
    select event.id, event.at, actor.name as actor, absent.name as "onBehalfOf", event.type, event.body
    from event
    left join account actor on actor.id = event.actor_id
    left join account absent on absent.id = event.on_behalf_of
    where event.thing_kind = ${thingKind} and event.thing_id = ${thingId}::uuid
    order by event.id desc limit 500`);
  return rows.map(({ body, ...row }) => ({ ...row, body: JSON.parse(body) as Record<string, unknown> }));
};

const EXPORT_STEP = 200;

/** Every event the list would show, so that an export of any length holds one page in memory. */
export async function* eachEvent(
  database: Database,
  viewer: Viewer,
  filters: EventFilters,
  zone: string,
): AsyncGenerator<AuditEvent> {
  let before: string | undefined;
  do {
    const { items, next } = await readEvents(
      database,
      viewer,
      { ...filters, size: EXPORT_STEP, ...(before !== undefined && { before }) },
      zone,
    );
    yield* items;
    before = next ?? undefined;
  } while (before !== undefined);
}
