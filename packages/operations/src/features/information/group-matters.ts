import { correlate, type Sighting } from '@qingfeng/domain/features/information/matter.ts';
import type { TriagePolicy } from '@qingfeng/domain/features/information/policy.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { lockMatters } from './store.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** An alert just raised, with the information that triages it. */
export type Raised = {
  readonly informationId: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly recordIds: readonly string[];
};

/**
 * Brings alerts of one matter together: with each other, and with those that are open and not older than the window. Which matter an
 * alert stands in is no part of the finding and nobody's step, so no version changes under whoever is just deciding. `left` are the matters
 * that alerts were moved out of.
 */
export const groupMatters = async (
  tx: WriteTx,
  by: By,
  raised: readonly Raised[],
  policy: TriagePolicy,
): Promise<{ matterOf: (id: string) => string | null; left: readonly string[]; events: DomainEvent[] }> => {
  const fresh = raised.map(({ informationId, subjectKind, subjectId, recordIds }): Sighting => ({
    id: informationId,
    matterId: null,
    subject: subjectOf(subjectKind, subjectId),
    recordIds,
  }));
  const known = await openAlike(tx, by, raised, policy);
  const moved = correlate([...known, ...fresh], policy);
  const standing = known.flatMap(({ id, matterId }) => {
    const into = moved.get(id);
    return into === undefined ? [] : [{ id, matter_id: matterId, into }];
  });
  if (standing.length > 0) {
    await lockMatters(tx, [...new Set(standing.flatMap(({ id, matter_id, into }) => [matter_id ?? id, into]))]);
    // A matter that is joined to an older one moves with all of its alerts, also those that were not looked at.
    await tx.$executeRaw(sql`
      with m as (select * from jsonb_to_recordset(${JSON.stringify(standing)}::jsonb) as m(id uuid, matter_id uuid, "into" uuid))
      update information i set matter_id = m."into" from m
      where i.county = 1 and (i.id = m.id or (i.closed_at is null and i.matter_id = m.matter_id))`);
  }
  const joined = fresh.filter(({ id }) => moved.has(id));
  return {
    matterOf: (id) => moved.get(id) ?? null,
    // Matters that are no more, since what they held stands in another now.
    left: standing.map(({ id, matter_id }) => matter_id ?? id),
    events: joined.map(({ id }) => ({
      thingKind: 'information',
      thingId: id,
      type: 'information.grouped',
      version: null,
      body: { matterId: moved.get(id) ?? id },
    })),
  };
};

const subjectOf = (kind: string, id: string): string => `${kind} ${id}`;

/** The newest open alert of each subject and of each shared record: all others of their matters hang on these. */
const openAlike = async (
  tx: WriteTx,
  by: By,
  raised: readonly Raised[],
  { windowDays, mostRecords }: TriagePolicy,
): Promise<Sighting[]> => {
  const subjects = [...new Map(raised.map((each) => [subjectOf(each.subjectKind, each.subjectId), each])).values()].map(
    ({ subjectKind, subjectId }) => ({ kind: subjectKind, id: subjectId }),
  );
  const records = raised.flatMap(({ recordIds }) => (recordIds.length <= mostRecords ? recordIds : []));
  const ids = raised.map(({ informationId }) => informationId);
  const open = sql`i.county = 1 and i.closed_at is null and i.alert_id is not null and i.id <> all(${ids}::uuid[])
    and i.received_at >= ${by.now}::timestamptz - make_interval(days => ${windowDays}::int)`;
  const rows = await tx.$queryRaw<(Omit<Sighting, 'subject'> & { kind: string; subjectId: string })[]>(sql`
    with alike as (
      select i.id, i.matter_id, i.alert_id, i.subject_kind, i.subject_id
      from jsonb_to_recordset(${JSON.stringify(subjects)}::jsonb) as s(kind text, id text)
      cross join lateral (
        select * from information i where i.subject_kind = s.kind and i.subject_id = s.id and ${open} order by i.id desc limit 1) i
      union
      select i.id, i.matter_id, i.alert_id, i.subject_kind, i.subject_id
      from alert a join information i on i.county = 1 and i.alert_id = a.id
      where a.county = 1 and a.record_ids && ${records}::uuid[] and cardinality(a.record_ids) <= ${mostRecords} and ${open})
    select alike.id, alike.matter_id as "matterId", alike.subject_kind as kind, alike.subject_id as "subjectId",
      a.record_ids as "recordIds"
    from alike join alert a on a.county = 1 and a.id = alike.alert_id`);
  return rows.map(({ kind, subjectId, ...row }) => ({ ...row, subject: subjectOf(kind, subjectId) }));
};
