import { addWorkdays } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { dayOf } from '@qingfeng/domain/shared/local-date.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import { moveTasks } from '../tasks/store.ts';

type OpenSheet = {
  readonly id: string;
  readonly informationId: string;
  readonly askedAt: Instant;
  readonly dueOn: LocalDate;
  readonly workdays: number;
};

/** Due days of open fact sheets that were counted, under a calendar that was just published. Returns how many moved. */
export const recomputeSheets = async (database: Database, by: By, zone: string): Promise<number> => {
  const open = await database.read<OpenSheet>(sql`
    select id, information_id as "informationId", asked_at as "askedAt", due_on as "dueOn", workdays
    from fact_sheet where state = 'OPEN' and workdays is not null order by id`);
  let moved = 0;
  for (const sheet of open) if (await recompute(database, by, zone, sheet)) moved += 1;
  return moved;
};

const recompute = (database: Database, by: By, zone: string, sheet: OpenSheet): Promise<boolean> =>
  change(database, by, async (tx) => {
    const due = addWorkdays(await loadCalendar(tx), dayOf(sheet.askedAt, zone), sheet.workdays);
    if (due === sheet.dueOn) return unchanged(false);
    // Answered meanwhile, it has no day to move.
    const { count } = await tx.factSheet.updateMany({
      where: { id: sheet.id, state: 'OPEN' },
      data: { dueOn: new Date(due), version: { increment: 1 } },
    });
    if (count === 0) return unchanged(false);
    await moveTasks(tx, sheet.id, due);
    return {
      result: true,
      events: [
        {
          thingKind: 'information',
          thingId: sheet.informationId,
          type: 'information.sheet-due-moved',
          version: null,
          body: { sheetId: sheet.id, from: sheet.dueOn, to: due },
        },
      ],
    };
  });
