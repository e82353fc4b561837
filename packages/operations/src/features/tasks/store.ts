import type { By } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** Who is to do it: one account, or whoever holds `role` (for `scopeUnitId`; null = every holder). */
export type Assignee = { readonly accountId: string } | { readonly role: Role; readonly scopeUnitId: string | null };

export type NewTask = {
  /** `<feature>.<step>`, a dictionary word. */
  readonly act: string;
  readonly thingKind: string;
  readonly thingId: string;
  readonly title: string;
  readonly level?: { readonly colour: string; readonly label: string } | null;
  readonly unitId: string | null;
  /** Whom the thing is about, for recusal; absent where it is about nobody or the task is that person's own. */
  readonly aboutPersonId?: string | null;
  readonly dueOn: LocalDate | null;
  readonly to: Assignee;
};

const rowOf = (by: By, task: NewTask) => ({
  id: by.newId(),
  act: task.act,
  thingKind: task.thingKind,
  thingId: task.thingId,
  title: task.title,
  levelColour: task.level?.colour ?? null,
  levelLabel: task.level?.label ?? null,
  unitId: task.unitId,
  aboutPersonId: task.aboutPersonId ?? null,
  accountId: 'accountId' in task.to ? task.to.accountId : null,
  role: 'role' in task.to ? task.to.role : null,
  scopeUnitId: 'role' in task.to ? task.to.scopeUnitId : null,
  dueOn: task.dueOn === null ? null : new Date(task.dueOn),
  openedAt: by.now,
});

/** Puts one thing to do before someone; call it in the same change as the step that makes it due. */
export const openTask = async (tx: WriteTx, by: By, task: NewTask): Promise<void> => {
  await tx.task.create({ data: rowOf(by, task) });
};

export const openTasks = async (tx: WriteTx, by: By, tasks: readonly NewTask[]): Promise<void> => {
  if (tasks.length > 0) await tx.task.createMany({ data: tasks.map((task) => rowOf(by, task)) });
};

/**
 * Closes what was open on a thing, in the same change as the step that did it; `acts` narrows it, none = all but `keeping`.
 * Closed by the person when the task was theirs, silently otherwise, so that 已办 shows only one's own work.
 */
export const closeTasks = async (
  tx: WriteTx,
  by: By,
  thingId: string,
  acts: readonly string[] = [],
  keeping: readonly string[] = [],
): Promise<void> => {
  await tx.$executeRaw(sql`
    update task set closed_at = ${by.now}::timestamptz, closed_by = ${by.viewer.accountId}::uuid
    where thing_id = ${thingId}::uuid and closed_at is null
      and (cardinality(${acts}::text[]) = 0 or act = any(${acts}::text[])) and act <> all(${keeping}::text[])`);
};

/** The open tasks of a thing get its new day. */
export const moveTasks = async (tx: WriteTx, thingId: string, dueOn: LocalDate | null): Promise<void> => {
  await tx.$executeRaw(sql`
    update task set due_on = ${dueOn}::date where thing_id = ${thingId}::uuid and closed_at is null`);
};
