import {
  delegateTasks,
  endDelegation as endDelegationEndpoint,
  getTaskCalendar,
  listMyDelegations,
  listTasks,
} from '@qingfeng/contracts/features/tasks/endpoints.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { delegate, endDelegation } from '@qingfeng/operations/features/tasks/delegate-tasks.ts';
import { delegationOf, listTasksOf, myDelegations, taskCalendar } from '@qingfeng/operations/features/tasks/read.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Bound } from '../../http/bind.ts';
import { bind } from '../../http/bind.ts';

export const tasksRoutes = ({ database }: { database: Database }): Bound[] => {
  const answer = async (by: By, id: string) => {
    const found = await delegationOf(database, by.viewer, id);
    if (found === undefined) throw missing('delegation');
    return found;
  };
  return [
    bind(listTasks, ({ query }, by) => listTasksOf(database, by.viewer, by.today, query)),
    bind(getTaskCalendar, ({ query }, by) => taskCalendar(database, by.viewer, by.today, query)),
    bind(listMyDelegations, (_input, by) => myDelegations(database, by.viewer, by.today)),
    bind(delegateTasks, async ({ body }, by) => answer(by, await delegate(database, by, body))),
    bind(endDelegationEndpoint, async ({ params }, by) => answer(by, await endDelegation(database, by, params.id))),
  ];
};
