import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { policyNow, snoozedUntil, snoozeEnding } from './read.ts';
import { loadInformation } from './store.ts';
import type { Which } from './take-step.ts';
import { stepIn, takeStep } from './take-step.ts';

/** Back into the inbox before its day. */
export const wakeInformation = (database: Database, by: By, which: Which): Promise<string> =>
  takeStep(database, by, which, 'wake', () => ({}));

/**
 * The morning's sweep: what was put off until today or before is in the inbox again, and waits to be taken. Each by itself, a fault of one
 * stops no other; run again it finds nothing.
 */
export const wakeSnoozed = async (
  database: Database,
  by: By,
  onFailure: (id: string, error: unknown) => void,
): Promise<number> => {
  let woken = 0;
  for (const id of await snoozedUntil(database, by.today)) {
    try {
      woken += await change(database, by, async (tx) => {
        const held = await loadInformation(tx, by, id, null, true);
        const { snoozedUntil: until, state } = held.information;
        // Taken, or put off anew, since the list was read.
        if (state !== 'RECEIVED' || until === null || until > by.today) return unchanged(0);
        return { result: 1, events: (await stepIn(tx, by, held, 'wake', {})).events };
      });
    } catch (error) {
      onFailure(id, error);
    }
  }
  return woken;
};

/** Tells whoever put an alert off some days before it comes back, once for each time; returns of how many. */
export const tellOfSnoozes = async (database: Database, by: By): Promise<number> => {
  const { snoozeNoticeDays } = await policyNow(database);
  const ending = snoozeNoticeDays === 0 ? [] : await snoozeEnding(database, addDays(by.today, snoozeNoticeDays));
  const [first, ...rest] = ending.map(({ id, until, version }): DomainEvent => ({
    thingKind: 'information',
    thingId: id,
    type: 'information.snooze-ending',
    version,
    body: { until },
  }));
  return first === undefined
    ? 0
    : change(database, by, () => Promise.resolve({ result: ending.length, events: [first, ...rest] as const }));
};
