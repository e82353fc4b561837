import { recomputeAll } from '@qingfeng/domain/features/calendar/deadline.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import { moveTasks } from '../tasks/store.ts';
import { dueOf, loadInformation, saveInformation } from './store.ts';

/** The time limits of triage under a calendar that was just published, as `recomputeWarnings` does for warnings. */
export const recomputeInformation = async (
  database: Database,
  by: By,
  onFailure: (informationId: string, error: unknown) => void,
): Promise<{ changed: number; failed: number }> => {
  const done = { changed: 0, failed: 0 };
  const running = await database.read<{ id: string }>(
    sql`select id from information where county = 1 and due_on is not null and closed_at is null order by id`,
  );
  for (const { id } of running) {
    try {
      if (await recompute(database, by, id)) done.changed += 1;
    } catch (error) {
      onFailure(id, error);
      done.failed += 1;
    }
  }
  return done;
};

const recompute = (database: Database, by: By, id: string): Promise<boolean> =>
  change(database, by, async (tx) => {
    const { information } = await loadInformation(tx, by, id, null, true);
    const calendar = await loadCalendar(tx);
    const { deadlines, shifts } = recomputeAll(information.deadlines, calendar);
    if (shifts.length === 0) return unchanged(false);
    const next = { ...information, deadlines, version: information.version + 1 };
    await saveInformation(tx, by, information, next);
    await moveTasks(tx, id, dueOf(next));
    return {
      result: true,
      events: [
        {
          thingKind: 'information',
          thingId: id,
          type: 'information.deadline-recomputed',
          version: next.version,
          body: {
            calendar: calendar.version,
            shifts: shifts.map(({ clock, from, to, estimated }) => ({ clock, from, to, estimated })),
            moved: shifts.some(({ moved }) => moved),
            to: ['HANDLER'],
          },
        },
      ],
    };
  });
