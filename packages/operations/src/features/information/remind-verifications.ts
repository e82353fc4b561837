import { addWorkdays } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';

/**
 * Reminds who is asked one working day before the day, on it, and every day once it is past; the officer hears of what is late. Of one day
 * once: its event says so.
 */
export const remindVerifications = (database: Database, by: By): Promise<number> =>
  change(database, by, async (tx) => {
    const soon = addWorkdays(await loadCalendar(tx), by.today, 1);
    const rows = await tx.$queryRaw<{ id: string; informationId: string; dueOn: LocalDate; late: boolean }[]>(sql`
      select s.id, v.information_id as "informationId", s.due_on::text as "dueOn", s.due_on < ${by.today}::date as late
      from verification_stage s join verification v on v.id = s.verification_id
      where s.state = 'ASKED' and s.due_on <= ${soon}::date and not exists (
        select from event e where e.thing_kind = 'verification' and e.thing_id = s.id and e.type = 'verification.reminded'
          and e.body::jsonb ->> 'on' = ${by.today})
      order by s.id`);
    const [first, ...rest] = rows.flatMap(({ id, informationId, dueOn, late }): DomainEvent[] => [
      {
        thingKind: 'verification',
        thingId: id,
        type: 'verification.reminded',
        version: null,
        body: { on: by.today, dueOn },
      },
      ...(late
        ? [
            {
              thingKind: 'information',
              thingId: informationId,
              type: 'information.verification-late',
              version: null,
              body: { stageId: id },
            },
          ]
        : []),
    ]);
    return first === undefined ? unchanged(0) : { result: rows.length, events: [first, ...rest] };
  });
