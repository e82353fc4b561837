import type { Calendar } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { WarningEvent } from '@qingfeng/domain/features/warnings/events.ts';
import { take } from '@qingfeng/domain/features/warnings/life.ts';
import { meansForPredecessor } from '@qingfeng/domain/features/warnings/succession.ts';
import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import { SERVED_STATES } from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { settleTasks } from './settle-tasks.ts';
import { loadWarning, saveWarning } from './store.ts';

/** Takes, in the same change, the step that the warning before it has to take when this one moves on (rows 19 and 23b). */
export const settlePredecessor = async (
  tx: WriteTx,
  by: By,
  before: Warning,
  next: Warning,
  calendar: Calendar,
): Promise<readonly WarningEvent[]> => {
  const step = meansForPredecessor(before, next);
  if (step === null) return [];
  // Who decides the new warning need not see the old one; that it moves is the platform's doing.
  const held = await loadWarning(tx, by, { id: next.origin.id, version: null, side: 'system' });
  const old = held.warning;
  const follows = old.successorId === next.id;
  const system = { ...by, viewer: SYSTEM };
  const taken = (() => {
    switch (step) {
      case 'escalate':
        if (!follows || !SERVED_STATES.some((state) => state === old.state))
          throw new Refusal('warning.predecessor-ended', {});
        return take('escalate', old, { successor: next }, by, calendar);
      case 'dropSuccessor':
        return follows ? take('dropSuccessor', old, { successorId: next.id }, system, calendar) : null;
      case 'showEnd':
        return follows && old.face != null ? take('showEnd', old, {}, system, calendar) : null;
    }
  })();
  if (taken === null) return [];
  await saveWarning(tx, by, old, taken.next);
  await settleTasks(tx, by, held, taken.next);
  return taken.events;
};
