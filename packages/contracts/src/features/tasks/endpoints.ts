import { z } from 'zod';
import { endpoint } from '../../shared/endpoint.ts';
import { colour, day, id, idParams, instant, listQuery, page } from '../../shared/wire.ts';

/** Tabs of 我的待办: to do, due within three working days, overdue, running without me, done this year. */
export const TASK_TABS = ['open', 'soon', 'overdue', 'doing', 'done'] as const;
/** When a task bites, in the order in which they are read: the groups of what is to do. */
export const TASK_GROUPS = ['late', 'today', 'soon', 'later', 'undated'] as const;

const task = z.object({
  id,
  /** What is to be done, a dictionary word (`warning.respond`). */
  act: z.string(),
  thingKind: z.string(),
  thingId: id,
  /** Where the page of the thing stands. */
  href: z.string(),
  title: z.string(),
  level: z.object({ colour, label: z.string() }).nullable(),
  unit: z.string().nullable(),
  dueOn: day.nullable(),
  workingDaysLeft: z.int().nullable(),
  closedAt: instant.nullable(),
  /** Whose task it is when it came to me by delegation. */
  onBehalfOf: z.string().nullable(),
});

export const listTasks = endpoint({
  name: 'listTasks',
  method: 'GET',
  path: '/api/v1/tasks',
  query: listQuery(['dueOn', 'openedAt'], {
    tab: z.enum(TASK_TABS).default('open'),
    q: z.string().max(100).optional(),
    /** One of them, to name whose it is while it is done. */
    id: id.optional(),
  }),
  response: page(task).extend({
    counts: z.record(z.enum(TASK_TABS), z.int()),
    /** All that is to do by group, whatever page is shown. */
    groups: z.record(z.enum(TASK_GROUPS), z.int()),
  }),
  audience: 'office',
  access: 'signed-in',
  summary: 'What waits for me',
});

/** Due days of my open tasks, for the calendar beside the list. */
export const getTaskCalendar = endpoint({
  name: 'getTaskCalendar',
  method: 'GET',
  path: '/api/v1/tasks/calendar',
  query: z.object({ from: day, to: day }),
  response: z.object({
    days: z.array(
      z.object({ day, workday: z.boolean(), name: z.string().nullable(), estimated: z.boolean(), due: z.int() }),
    ),
  }),
  audience: 'office',
  access: 'signed-in',
  summary: 'Working days and what is due on them',
});

const delegation = z.object({ id, to: z.string(), fromOn: day, toOn: day, ended: z.boolean() });

export const listMyDelegations = endpoint({
  name: 'listMyDelegations',
  method: 'GET',
  path: '/api/v1/delegations',
  response: z.object({
    items: z.array(delegation),
    candidates: z.array(z.object({ accountId: id, name: z.string() })),
    /** For whom I stand in, now or soon. */
    incoming: z.array(z.object({ id, from: z.string(), fromOn: day, toOn: day })),
  }),
  audience: 'office',
  access: 'signed-in',
  summary: 'Who does my tasks while I am away',
});

export const delegateTasks = endpoint({
  name: 'delegateTasks',
  method: 'POST',
  path: '/api/v1/delegations',
  body: z.object({ toAccountId: id, fromOn: day, toOn: day }),
  response: delegation,
  audience: 'office',
  access: 'signed-in',
  summary: 'Let a colleague with the same role do my tasks for some days',
});

export const endDelegation = endpoint({
  name: 'endDelegation',
  method: 'POST',
  path: '/api/v1/delegations/:id/end',
  params: idParams,
  response: delegation,
  audience: 'office',
  access: 'signed-in',
  summary: 'End a delegation early',
});
