import type { Calendar } from '@qingfeng/domain/features/calendar/calendar.ts';
import type { WarningStep } from '@qingfeng/domain/features/warnings/events.ts';
import type { WarningInputs } from '@qingfeng/domain/features/warnings/inputs.ts';
import { mustBeOpen, take } from '@qingfeng/domain/features/warnings/life.ts';
import type { Warning } from '@qingfeng/domain/features/warnings/warning.ts';
import { behindFace, faceOf } from '@qingfeng/domain/features/warnings/warning.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import type { Held, PaperWords, Side } from './store.ts';
import { loadWarning, saveWarning } from './store.ts';
import { settlePredecessor } from './settle-predecessor.ts';
import { settleTasks } from './settle-tasks.ts';

/** Which warning, as it was read, and from which side the step is taken. */
export type Which = { readonly id: string; readonly version: number | null; readonly side?: Side };

type Prepared<S extends WarningStep> = {
  readonly input: WarningInputs[S];
  readonly paperWords?: PaperWords;
  /** What else belongs to the same change, once the step is judged lawful. */
  readonly after?: (next: Warning) => Promise<void>;
};

/**
 * Every step of a warning goes this way: load and lock, refuse whose step it is not, prepare its input (papers, numbers), decide
 * purely, save bound to the version, close and open tasks, tell. One change, so all of it happens or none.
 */
export const takeStep = <S extends Exclude<WarningStep, 'propose'>>(
  database: Database,
  by: By,
  { id, version, side = 'handling' }: Which,
  step: S,
  prepare: (held: Held, tx: WriteTx, calendar: Calendar) => Promise<Prepared<S>> | Prepared<S>,
): Promise<string> =>
  change(database, by, async (tx) => {
    const loaded = await loadWarning(tx, by, { id, version, side });
    const { warning } = loaded;
    // The object goes on with what it is shown: that a higher warning was decided may not come out before its paper does.
    const isFace = side === 'object' && warning.face != null;
    const held = isFace ? { ...loaded, warning: faceOf(warning) } : loaded;
    mustBeOpen(step, held.warning, by);
    const calendar = await loadCalendar(tx);
    const { input, paperWords, after } = await prepare(held, tx, calendar);
    const taken = take(step, held.warning, input, by, calendar);
    const next = isFace ? behindFace(warning, taken.next) : taken.next;
    await saveWarning(tx, by, warning, next, paperWords);
    await settleTasks(tx, by, held, next);
    await after?.(next);
    const events = [...taken.events, ...(await settlePredecessor(tx, by, warning, next, calendar))] as const;
    return { result: id, events };
  });
