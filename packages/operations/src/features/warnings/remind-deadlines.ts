import { reminderEvents, sweep } from '@qingfeng/domain/features/warnings/reminders.ts';
import type { Reminder } from '@qingfeng/domain/features/warnings/reminders.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import { proposeEscalation } from './propose-escalation.ts';
import { warningsWithClocks } from './read.ts';
import { loadWarning } from './store.ts';
import { takeStep } from './take-step.ts';

export type Reminded = { reminded: number; overdue: number; proposed: number; failed: number };

/**
 * The daily sweep over deadlines (row 8): marks what is overdue, reminds before, on and after the day, tells the superior, proposes
 * escalation. Each warning is seen to by itself and a fault of one, told to `onFailure`, stops no other. Running it again on the
 * same day does nothing.
 */
export const remindDeadlines = async (
  database: Database,
  by: By,
  onFailure: (warningId: string, error: unknown) => void,
): Promise<Reminded> => {
  const done: Reminded = { reminded: 0, overdue: 0, proposed: 0, failed: 0 };
  for (const id of await warningsWithClocks(database)) {
    try {
      const { overdue, proposed } = await moveOn(database, by, id);
      done.overdue += overdue;
      done.proposed += proposed;
      done.reminded += await remind(database, by, id);
    } catch (error) {
      onFailure(id, error);
      done.failed += 1;
    }
  }
  return done;
};

const swept = async (tx: WriteTx, by: By, id: string) => {
  const { warning } = await loadWarning(tx, by, { id, version: null, side: 'system' });
  return sweep(warning, by.today, await loadCalendar(tx));
};

/** The steps that are the platform's own: the flag, and the proposal that a competent body decides on. */
const moveOn = async (database: Database, by: By, id: string): Promise<{ overdue: number; proposed: number }> => {
  const which = { id, version: null, side: 'system' } as const;
  const { markOverdue, proposeEscalation: ground } = await change(database, by, async (tx) =>
    unchanged(pick(await swept(tx, by, id))),
  );
  if (markOverdue) await takeStep(database, by, which, 'markOverdue', () => ({ input: {} }));
  if (ground !== null) await proposeEscalation(database, by, which, { ground });
  return { overdue: Number(markOverdue), proposed: Number(ground !== null) };
};

const pick = ({ markOverdue, proposeEscalation }: ReturnType<typeof sweep>) => ({ markOverdue, proposeEscalation });

/** Says each reminder once, however often the sweep runs: its key is taken in the change that says it. */
const remind = (database: Database, by: By, id: string): Promise<number> =>
  change(database, by, async (tx) => {
    const { reminders } = await swept(tx, by, id);
    const fresh: Reminder[] = [];
    for (const reminder of reminders) {
      const taken = await tx.$executeRaw(sql`
        insert into warning_reminder (warning_id, key, at) values (${id}::uuid, ${reminder.key}, ${by.now}::timestamptz)
        on conflict do nothing`);
      if (taken > 0) fresh.push(reminder);
    }
    const [first, ...others] = reminderEvents(fresh);
    return first === undefined ? unchanged(0) : { result: fresh.length, events: [first, ...others] };
  });
