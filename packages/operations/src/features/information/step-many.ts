import type {
  assignManyInformation,
  confirmManyDismissals,
  dismissManyInformation,
  takeManyInformation,
} from '@qingfeng/contracts/features/information/endpoints.ts';
import type { BodyOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Calendar } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { Information } from '@qingfeng/domain/features/information/information.ts';
import { take } from '@qingfeng/domain/features/information/life.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleInformation } from '../../shared/access.ts';
import { loadCalendar } from '../calendar/store.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { settleMatters } from './settle-matters.ts';
import { settleTasksOfMany } from './settle-tasks.ts';
import type { Held } from './store.ts';
import { loadMany, policyIn, saveMany } from './store.ts';

type Items = BodyOf<typeof takeManyInformation>['items'];
type Outcome = ResponseOf<typeof takeManyInformation>;

type Moved = { readonly next: Information; readonly events: readonly DomainEvent[] };
/** One matter's steps, decided purely; throws the refusal where it may not be. */
type Decide = (information: Information, calendar: Calendar) => Moved;

/** Matters moved in one change: so many rows are locked at once, and no longer. */
const TOGETHER = 250;

/**
 * Takes the same step on several matters, each judged on its own by the life that judges it alone: one that may not be moved never stops the
 * others, and is named with the reason. Set-based: a thousand are some statements a change, not some a matter. A repeat moves
 * nothing twice, since every matter has another version by then.
 */
const stepMany = async (
  database: Database,
  by: By,
  items: Items,
  decide: Decide,
  mayBe: (tx: WriteTx, ids: readonly string[]) => Promise<ReadonlySet<string> | null> = () => Promise.resolve(null),
): Promise<Outcome> => {
  const { idempotency: _whole, ...each } = by;
  const done: string[] = [];
  const refused: { id: string; code: string }[] = [];
  for (let from = 0; from < items.length; from += TOGETHER) {
    const some = [...new Map(items.slice(from, from + TOGETHER).map((item) => [item.id, item])).values()];
    const part = await change(database, each, async (tx) => {
      const ids = some.map(({ id }) => id);
      const [held, allowed, calendar] = [await loadMany(tx, each, ids), await mayBe(tx, ids), await loadCalendar(tx)];
      const moved: (Moved & { readonly held: Held })[] = [];
      const no: { id: string; code: string }[] = [];
      for (const { id, version } of some) {
        try {
          const one = held.get(id);
          if (one === undefined) throw missing('information');
          if (one.information.version !== version) throw new Refusal('thing.changed');
          if (allowed !== null && !allowed.has(id)) throw missing('account');
          moved.push({ held: one, ...decide(one.information, calendar) });
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          no.push({ id, code: error.code });
        }
      }
      const result = { done: moved.map(({ next }) => next.id), refused: no };
      const [first, ...rest] = [...moved.flatMap(({ events }) => events), ...(await keep(tx, each, moved))];
      return first === undefined ? unchanged(result) : { result, events: [first, ...rest] };
    });
    done.push(...part.done);
    refused.push(...part.refused);
  }
  return { done, refused };
};

const keep = async (
  tx: WriteTx,
  by: By,
  moved: readonly (Moved & { readonly held: Held })[],
): Promise<readonly DomainEvent[]> => {
  if (moved.length === 0) return [];
  await saveMany(
    tx,
    by,
    moved.map(({ next }) => next),
  );
  await settleTasksOfMany(tx, by, moved);
  const keys = moved.flatMap(({ held, next }) =>
    next.source === 'ALERT' && next.state !== held.information.state ? [held.matterId ?? next.id] : [],
  );
  return (await settleMatters(tx, by, [...new Set(keys)], await policyIn(tx))).events;
};

export const takeMany = (database: Database, by: By, { items }: BodyOf<typeof takeManyInformation>): Promise<Outcome> =>
  stepMany(database, by, items, (information, calendar) => take('take', information, {}, by, calendar));

/** To one officer, as far as he may see each: whoever is given a matter must not have to stay away from it. */
export const assignMany = async (
  database: Database,
  by: By,
  { items, handlerId }: BodyOf<typeof assignManyInformation>,
): Promise<Outcome> => {
  const handler = await viewerOfAccount(database, handlerId, by.today);
  if (handler === null || !hasRole(handler, ...OFFICERS)) throw missing('account');
  return stepMany(
    database,
    by,
    items,
    (information, calendar) => take('reassign', information, { handlerId }, by, calendar),
    async (tx, ids) => {
      const rows = await tx.$queryRaw<{ id: string }[]>(sql`
        select i.id from information i
        where i.county = 1 and i.id = any(${ids}::uuid[]) and ${visibleInformation(handler, sql`i`)}`);
      return new Set(rows.map(({ id }) => id));
    },
  );
};

/** Proposes to dismiss each for the same reason; what nobody has taken is taken first, so that somebody answers for it. */
export const dismissMany = (
  database: Database,
  by: By,
  { items, reason: code, conclusion }: BodyOf<typeof dismissManyInformation>,
): Promise<Outcome> =>
  stepMany(database, by, items, (information, calendar) => {
    const taken: Moved =
      information.state === 'RECEIVED'
        ? take('take', information, {}, by, calendar)
        : { next: information, events: [] };
    const { next, events } = take('dismiss', taken.next, { code, reason: conclusion }, by, calendar);
    return { next, events: [...taken.events, ...events] };
  });

/** Confirms as second person; only dismissals, since what holds is read one by one. */
export const confirmMany = (
  database: Database,
  by: By,
  { items }: BodyOf<typeof confirmManyDismissals>,
): Promise<Outcome> =>
  stepMany(database, by, items, (information, calendar) => take('confirmDismissal', information, {}, by, calendar));
