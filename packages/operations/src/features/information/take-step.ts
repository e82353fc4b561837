import type { InformationInputs, InformationStep } from '@qingfeng/domain/features/information/events.ts';
import type { Information } from '@qingfeng/domain/features/information/information.ts';
import { take } from '@qingfeng/domain/features/information/life.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { loadCalendar } from '../calendar/store.ts';
import { settleTasks } from './settle-tasks.ts';
import type { Held } from './store.ts';
import { settleMatters } from './settle-matters.ts';
import { loadInformation, policyIn, saveInformation } from './store.ts';

export type Which = { readonly id: string; readonly version: number };
type Steps = Exclude<InformationStep, 'receive'>;

/** One step inside a change that may hold more: decide, save, settle tasks; returns what to tell. */
export const stepIn = async <S extends Steps>(
  tx: WriteTx,
  by: By,
  held: Held,
  step: S,
  input: InformationInputs[S],
): Promise<{ next: Information; events: readonly [DomainEvent, ...DomainEvent[]] }> => {
  const { next, events } = take(step, held.information, input, by, await loadCalendar(tx));
  await saveInformation(tx, by, held.information, next);
  await settleTasks(tx, by, held, next);
  return { next, events: [...events, ...(await settleMatter(tx, by, held, next))] };
};

/** What was taken, dismissed, merged or woken weighs otherwise in its matter, and may keep others quiet no longer. */
const settleMatter = async (tx: WriteTx, by: By, { information, matterId }: Held, next: Information) => {
  if (next.source !== 'ALERT' || next.state === information.state) return [];
  const { events } = await settleMatters(tx, by, [matterId ?? next.id], await policyIn(tx));
  return events;
};

/** Every step of triage goes this way: load and lock, decide purely, save bound to the version, settle tasks, tell. */
export const takeStep = <S extends Steps>(
  database: Database,
  by: By,
  { id, version }: Which,
  step: S,
  prepare: (tx: WriteTx, held: Held) => Promise<InformationInputs[S]> | InformationInputs[S],
): Promise<string> =>
  change(database, by, async (tx) => {
    const held = await loadInformation(tx, by, id, version);
    const { events } = await stepIn(tx, by, held, step, await prepare(tx, held));
    return { result: id, events };
  });
