import type { getRetention } from '@qingfeng/contracts/features/sources/retention.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { DeletionState } from '@qingfeng/domain/features/sources/retention.ts';
import {
  cutoffOf,
  DELETION_STEPS,
  DISMISSED_YEARS,
  HOLDERS,
  refusalOfDeletionStep,
  refusalOfProposal,
} from '@qingfeng/domain/features/sources/retention.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleFeed } from '../../shared/access.ts';

/** Records of a kind that an alert rests on, but for alerts dismissed long ago: they are kept with it. */
export const heldRecords = (kind: string, today: LocalDate): Sql => sql`
  select distinct unnest(a.record_ids || coalesce(e.record_ids, '{}')) as id
  from alert a left join alert_evidence e on e.alert_id = a.id left join information i on i.county = 1 and i.alert_id = a.id
  where a.county = 1 and a.record_kind = ${kind}
    and not (i.state is not distinct from 'DISMISSED' and i.closed_at < ${today}::date - make_interval(years => ${DISMISSED_YEARS}::int))`;

export type Due = {
  readonly due: number;
  readonly held: number;
  readonly firstOn: LocalDate | null;
  readonly lastOn: LocalDate | null;
};

/** What a deletion would take and what it would leave: looks, and changes nothing. */
export const dueOf = (feedId: string, kind: string, before: LocalDate, today: LocalDate): Sql => sql`
  with held as materialized (${heldRecords(kind, today)})
  select count(*) filter (where h.id is null)::int as due, count(h.id)::int as held,
    (min(r.occurred_on) filter (where h.id is null))::text as "firstOn", (max(r.occurred_on) filter (where h.id is null))::text as "lastOn"
  from record r left join held h on h.id = r.id
  where r.county = 1 and r.feed_id = ${feedId}::uuid and r.occurred_on < ${before}::date`;

const NOTHING: Due = { due: 0, held: 0, firstOn: null, lastOn: null };

type Deletion = {
  readonly id: string;
  readonly state: DeletionState;
  readonly beforeOn: LocalDate;
  readonly due: number;
  readonly held: number;
  readonly firstOn: LocalDate;
  readonly lastOn: LocalDate;
  readonly proposedById: string;
  readonly proposedBy: string;
  readonly proposedAt: Instant;
  readonly decidedBy: string | null;
  readonly decidedAt: Instant | null;
  readonly reason: string | null;
  readonly deleted: number;
  readonly digest: string | null;
  readonly finishedAt: Instant | null;
};

const SHOWN = 20;

/** How long the records of a feed are kept, what is past its time now, what was deleted and what holds it. */
export const retentionOf = async (
  database: Database,
  viewer: Viewer,
  feedId: string,
  today: LocalDate,
): Promise<ResponseOf<typeof getRetention>> => {
  const feed = await database.readOne<{ kind: string; months: number | null }>(sql`
    select f.kind, f.retention_months as months from feed f where f.id = ${feedId}::uuid and ${visibleFeed(viewer, sql`f`)}`);
  if (feed === undefined) throw missing('feed');
  const cutoff = feed.months === null ? null : cutoffOf(today, feed.months);
  const [due = NOTHING, hold, deletions] = await Promise.all([
    cutoff === null ? NOTHING : database.readOne<Due>(dueOf(feedId, feed.kind, cutoff, today)),
    database.readOne<{ reason: string; placedBy: string; placedAt: Instant }>(sql`
      select h.reason, a.name as "placedBy", h.placed_at as "placedAt" from record_hold h join account a on a.id = h.placed_by
      where h.feed_id = ${feedId}::uuid and h.lifted_at is null`),
    database.read<Deletion>(sql`
      select d.id, d.state, d.before_on::text as "beforeOn", d.due, d.held, d.first_on::text as "firstOn", d.last_on::text as "lastOn",
        d.proposed_by as "proposedById", p.name as "proposedBy", d.proposed_at as "proposedAt", a.name as "decidedBy", d.decided_at as "decidedAt",
        d.reason, d.deleted, d.digest, d.finished_at as "finishedAt"
      from record_deletion d join account p on p.id = d.proposed_by left join account a on a.id = d.decided_by
      where d.feed_id = ${feedId}::uuid order by d.proposed_at desc limit ${SHOWN}`),
  ]);
  const onHold = hold !== undefined;
  const standing = {
    retentionMonths: feed.months,
    onHold,
    pending: deletions.some(({ state }) => state === 'PROPOSED' || state === 'RUNNING'),
    due: due.due,
  };
  return {
    retentionMonths: feed.months,
    cutoff,
    ...due,
    hold: hold ?? null,
    deletions: deletions.map(({ proposedById, ...deletion }) => ({
      ...deletion,
      openSteps: DELETION_STEPS.filter(
        (step) => refusalOfDeletionStep(step, { ...deletion, proposedBy: proposedById, onHold }, viewer) === null,
      ),
    })),
    may: {
      propose: refusalOfProposal(standing, viewer) === null,
      hold: !onHold && hasRole(viewer, ...HOLDERS),
      lift: onHold && hasRole(viewer, 'DATA_SECURITY_OFFICER'),
    },
  };
};
