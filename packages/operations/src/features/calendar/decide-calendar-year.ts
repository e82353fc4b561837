import type { SpecialDay } from '@qingfeng/domain/features/calendar/calendar.ts';
import { refusalOfYearStep, withYear, YEAR_STEPS } from '@qingfeng/domain/features/calendar/year.ts';
import type { YearState, YearStep } from '@qingfeng/domain/features/calendar/year.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { closeTasks } from '../tasks/store.ts';
import { loadCalendar, lockCalendar, putInForce } from './store.ts';

type Which = { readonly id: string; readonly version: number };

/** A second person puts the year in force: from this commit on every count goes by it. Running deadlines are recounted by the reaction to the event. */
export const publishCalendarYear = (database: Database, by: By, which: Which): Promise<string> =>
  decide(database, by, which, 'publish', null, async (tx, { year, version, days }) => {
    await putInForce(tx, withYear(await loadCalendar(tx), { year, version, days }));
  });

export const rejectCalendarYear = (database: Database, by: By, which: Which, reason: string): Promise<string> =>
  decide(database, by, which, 'reject', reason);

export const withdrawCalendarYear = (database: Database, by: By, which: Which): Promise<string> =>
  decide(database, by, which, 'withdraw', null);

type Proposed = { readonly year: number; readonly version: number; readonly days: readonly SpecialDay[] };

const PAST = { publish: 'published', reject: 'rejected', withdraw: 'withdrawn' } as const;

const decide = (
  database: Database,
  by: By,
  { id, version }: Which,
  step: YearStep,
  reason: string | null,
  work: (tx: WriteTx, proposed: Proposed) => Promise<void> = () => Promise.resolve(),
): Promise<string> =>
  change(database, by, async (tx) => {
    await lockCalendar(tx);
    const found = await tx.calendarYear.findUnique({ where: { id } });
    if (found === null) throw missing('calendar');
    const { year, importedBy, rowVersion } = found;
    const refusal = refusalOfYearStep(step, { state: found.state as YearState, proposedBy: importedBy }, by.viewer);
    if (refusal !== null) throw new Refusal(refusal);
    if (rowVersion !== version) throw new Refusal('thing.changed', { version: rowVersion });
    await work(tx, { year, version: found.version, days: found.days as unknown as readonly SpecialDay[] });
    await tx.calendarYear.update({
      where: { id },
      data: {
        state: YEAR_STEPS[step].to,
        decidedBy: by.viewer.accountId,
        decidedAt: by.now,
        reason,
        rowVersion: version + 1,
      },
    });
    await closeTasks(tx, by, id);
    return {
      result: id,
      events: [
        {
          thingKind: 'calendar',
          thingId: id,
          type: `calendar.${PAST[step]}`,
          version: version + 1,
          body: { year, number: found.version },
        },
      ],
    };
  });
