import type { Information } from '@qingfeng/domain/features/information/information.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import type { Assignee, NewTask } from '../tasks/store.ts';
import { closeTasks, openTasks } from '../tasks/store.ts';
import type { Held } from './store.ts';
import { dueOf } from './store.ts';
import { closeTasksOf } from './take-tasks.ts';

type Due = { readonly act: string; readonly to: Assignee };

/** Who has to do what now with a matter under triage. */
const dueIn = (information: Information, quiet: boolean): Due[] => {
  const { state, handlerId, pending, unitId, snoozedUntil } = information;
  const officers = (act: string): Due[] => [
    { act, to: { role: 'OFFICER', scopeUnitId: null } },
    ...(unitId === null ? [] : [{ act, to: { role: 'RESIDENT_OFFICER' as const, scopeUnitId: unitId } }]),
  ];
  if (state === 'RECEIVED') return snoozedUntil === null && !quiet ? officers('information.take') : [];
  if (state === 'SCREENING' || state === 'VERIFYING') {
    if (pending?.kind === 'TRANSFER') {
      return [{ act: 'information.confirm-transfer', to: { role: 'COMMISSION_LEADER', scopeUnitId: null } }];
    }
    if (pending !== null) return officers('information.confirm');
    return handlerId === null
      ? []
      : [{ act: state === 'SCREENING' ? 'information.screen' : 'information.conclude', to: { accountId: handlerId } }];
  }
  // Adopted: the officer who handled it proposes the warning, or the centre does.
  if (state === 'ADOPTED') {
    return [
      ...(handlerId === null ? [] : [{ act: 'information.propose-warning', to: { accountId: handlerId } }]),
      { act: 'information.propose-warning', to: { role: 'CENTRE_CLERK', scopeUnitId: null } },
    ];
  }
  return [];
};

const WORDS: Readonly<Record<string, string>> = { RED: '红', YELLOW: '黄', BLUE: '蓝' };

/** What is to be done now with a matter, before whom. */
const tasksOf = ({ title, colour, quiet }: Pick<Held, 'title' | 'colour' | 'quiet'>, next: Information): NewTask[] =>
  dueIn(next, quiet !== null).map(({ act, to }) => ({
    act,
    thingKind: 'information',
    thingId: next.id,
    title,
    level: colour === null ? null : { colour, label: WORDS[colour] ?? colour },
    unitId: next.unitId,
    aboutPersonId: next.personId,
    dueOn: dueOf(next),
    to,
  }));

/** Closes what the step has done and opens what is next, in the same change. */
export const settleTasks = async (
  tx: WriteTx,
  by: By,
  held: Pick<Held, 'title' | 'colour' | 'quiet'>,
  next: Information,
): Promise<void> => {
  await closeTasks(tx, by, next.id);
  await openTasks(tx, by, tasksOf(held, next));
};

/** The same of several matters at once. */
export const settleTasksOfMany = async (
  tx: WriteTx,
  by: By,
  moved: readonly { readonly held: Held; readonly next: Information }[],
): Promise<void> => {
  await closeTasksOf(
    tx,
    by,
    moved.map(({ next }) => next.id),
  );
  await openTasks(
    tx,
    by,
    moved.flatMap(({ held, next }) => tasksOf(held, next)),
  );
};
