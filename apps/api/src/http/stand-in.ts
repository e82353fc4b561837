import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { actedForAnother, everStoodIn, standInFor } from '@qingfeng/operations/features/tasks/read.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Request } from 'express';

/** Names the task of a colleague on leave that this request is about. */
const TASK_HEADER = 'x-delegated-task';
const UUID = /[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi;
const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Things that the request names, in its address or in its body. */
const namedIn = ({ params, body }: Request): readonly string[] =>
  JSON.stringify([params, (body as unknown) ?? null]).match(UUID) ?? [];

/**
 * The viewer in the place of a colleague, for the one thing that the colleague's task is about and for no other that the request may
 * name. Whoever has acted on a thing in another's place does nothing on it in their own name: it would be one person twice.
 */
export const standingIn = async (
  database: Database,
  request: Request,
  viewer: Viewer,
  today: LocalDate,
): Promise<Viewer> => {
  const writes = !READS.has(request.method);
  const taskId = request.get(TASK_HEADER)?.match(UUID)?.[0];
  if ((!writes && taskId === undefined) || !(await everStoodIn(database, viewer))) return viewer;
  const named = namedIn(request);
  const standIn = taskId === undefined ? undefined : await standInFor(database, viewer, taskId, today);
  if (standIn !== undefined && named.includes(standIn.thingId)) {
    const { thingId, accountId, open } = standIn;
    return { ...viewer, lent: { thingId, accountId: open ? accountId : null } };
  }
  if (writes && named.length > 0 && (await actedForAnother(database, viewer, named))) {
    throw new Refusal('delegation.own-hand');
  }
  return viewer;
};
