import { bindingDeadline, underCalendar } from '@qingfeng/domain/features/warnings/deadline.ts';
import { boundBy } from '@qingfeng/domain/features/warnings/reminders.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import { moveTasks } from '../tasks/store.ts';
import { warningsWithClocks } from './read.ts';
import { loadWarning, saveWarning } from './store.ts';

/**
 * Counts the running deadlines anew after a calendar was published (DOMAIN §6.1 rule 3): each warning by itself, on the record, with its
 * tasks. What stays as it was is not touched; running it again finds nothing to do. Returns how many changed and how many failed.
 */
export const recomputeWarnings = async (
  database: Database,
  by: By,
  onFailure: (warningId: string, error: unknown) => void,
): Promise<{ changed: number; failed: number }> => {
  const done = { changed: 0, failed: 0 };
  for (const id of await warningsWithClocks(database)) {
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
    const { warning } = await loadWarning(tx, by, { id, version: null, side: 'system' });
    const calendar = await loadCalendar(tx);
    const found = underCalendar(warning, calendar, by.today);
    if (found === null) return unchanged(false);
    const { next, shifts } = found;
    await saveWarning(tx, by, warning, next);
    await moveTasks(tx, id, bindingDeadline(next)?.dueOn ?? null);
    const moved = shifts.filter((shift) => shift.moved);
    return {
      result: true,
      events: [
        {
          thingKind: 'warning',
          thingId: id,
          type: 'warning.deadline-recomputed',
          version: next.version,
          body: {
            calendar: calendar.version,
            shifts: shifts.map(({ clock, from, to, estimated }) => ({ clock, from, to, estimated })),
            moved: moved.length > 0,
            to: boundBy(moved.map(({ clock }) => clock)),
          },
        },
      ],
    };
  });
