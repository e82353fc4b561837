import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { peopleBehind } from '../sources/read.ts';

/**
 * Ties open matters about a digest to the one of our people behind it, once a register says who that is: recusal then sees them
 * (DOMAIN §7.2), and so does who covers their unit. The finding stays as it was made, and the number stays closed.
 */
export const tiePeople = async (tx: WriteTx): Promise<DomainEvent[]> => {
  const tied = await tx.$queryRaw<{ id: string; personId: string; version: number }[]>(sql`
    with untied as (
      select i.id, i.subject_id from information i
      where i.county = 1 and i.subject_kind = 'IDENTITY' and i.subject_person_id is null and i.closed_at is null),
    known as (${peopleBehind(sql`select subject_id from untied`)})
    update information i
    set subject_person_id = p.id, unit_id = coalesce(i.unit_id, p.unit_id), version = i.version + 1,
      body = i.body || jsonb_build_object('personId', p.id, 'unitId', coalesce(i.unit_id, p.unit_id))
    from untied join known on known.digest = untied.subject_id join person p on p.id = known.person_id
    where i.county = 1 and i.id = untied.id
    returning i.id, p.id as "personId", i.version`);
  if (tied.length === 0) return [];
  await tx.$executeRaw(sql`
    update task t set about_person_id = i.subject_person_id, unit_id = i.unit_id
    from information i
    where i.county = 1 and i.id = any(${tied.map(({ id }) => id)}::uuid[]) and t.thing_id = i.id and t.closed_at is null`);
  return tied.map(({ id, personId, version }) => ({
    thingKind: 'information',
    thingId: id,
    type: 'information.person-known',
    version,
    body: { personId },
  }));
};
