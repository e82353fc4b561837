import type { ResponseOf, QueryOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type {
  delegateTasks,
  getTaskCalendar,
  listMyDelegations,
  listTasks,
} from '@qingfeng/contracts/features/tasks/endpoints.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { EVERYDAY_ROLES } from '@qingfeng/domain/shared/roles.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { clearOfTask, delegatedTask, runningGrant, visibleTask } from '../../shared/access.ts';

type TaskList = ResponseOf<typeof listTasks>;
type Tab = QueryOf<typeof listTasks>['tab'];
type Counted = Record<Tab | 'total' | 'today' | 'undated', number>;
type Row = TaskList['items'][number] & { levelColour: string | null; levelLabel: string | null };

/** Working days within which a task counts as 将到期. */
const SOON_WORKDAYS = 3;

/** Where the page of a thing stands, below the office's own address; the one list of it. */
const PAGES: Readonly<Record<string, string>> = {
  information: '/information/',
  warning: '/warnings/',
  'power-item': '/catalogue/',
  'account-request': '/accounts/requests/',
  'periodic-review': '/reviews/',
  'audit-export': '/audit/exports/',
  'rule-version': '/rules/versions/',
  'triage-policy': '/rules/triage/',
  verification: '/verifications/',
  feed: '/sources/',
  calendar: '/calendar/',
  'fact-sheet': '/fact-sheets/',
  recusal: '/recusals/',
};
/** The object of a warning answers on a page of their own. */
const OWN_WARNING_ACTS = ['warning.sign-for', 'warning.respond', 'warning.report'];
/** What nobody does in a colleague's place: one's own warning, and what the officer chose this very person to be told. */
const IN_PERSON = [...OWN_WARNING_ACTS, 'verification.answer'];

/** Whether the act is the person's who was warned. */
export const isOwnAct = (act: string): boolean => OWN_WARNING_ACTS.includes(act);

export const hrefOf = (thingKind: string, thingId: string, act = ''): string =>
  isOwnAct(act) ? `/my-warnings/${thingId}` : `${PAGES[thingKind] ?? '/'}${thingId}`;

/** What the viewer has to do today: their own, and what colleagues on leave have passed on. */
const mine = (viewer: Viewer, today: LocalDate): Sql =>
  sql`(${visibleTask(viewer, sql`t`)} or ${delegatedTask(viewer, sql`t`, today, IN_PERSON)})`;

/** Number of workdays from today (exclusive) to the due day; negative when past. Null days stay null. */
const workdaysLeft = (today: LocalDate): Sql => sql`
  ((select workday_no from calendar_day where county = 1 and day = t.due_on)
   - (select workday_no from calendar_day where county = 1 and day = ${today}::date))`;

const tabOf = (tab: Tab, viewer: Viewer, today: LocalDate): Sql => {
  switch (tab) {
    case 'open':
      return sql`t.closed_at is null`;
    case 'overdue':
      return sql`t.closed_at is null and t.due_on < ${today}::date`;
    case 'soon':
      return sql`t.closed_at is null and t.due_on >= ${today}::date and ${workdaysLeft(today)} <= ${SOON_WORKDAYS}`;
    case 'done':
      return sql`t.closed_by = ${viewer.accountId}::uuid and ${clearOfTask(viewer, sql`t`)} and t.closed_at >= ${`${String(yearOf(today))}-01-01`}::date`;
    case 'doing':
      // Things I have moved on that are still open in other hands.
      return sql`t.closed_at is null and not ${visibleTask(viewer, sql`t`)} and ${clearOfTask(viewer, sql`t`)} and exists (
        select 1 from task d where d.thing_id = t.thing_id and d.closed_by = ${viewer.accountId}::uuid)`;
  }
};

/** The tabs `soon` and `overdue` are groups of `open`; what is due today is a part of `soon`. */
const groupsOf = ({ open, overdue, soon, today, undated }: Counted): TaskList['groups'] => ({
  late: overdue,
  today,
  soon: soon - today,
  later: open - overdue - soon - undated,
  undated,
});

/** What waits for the viewer, in the order in which it bites: overdue first, then by due day, undated last. */
export const listTasksOf = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  query: QueryOf<typeof listTasks>,
): Promise<TaskList> => {
  const scope = (tab: Tab): Sql =>
    tab === 'doing' || tab === 'done'
      ? tabOf(tab, viewer, today)
      : sql`${mine(viewer, today)} and ${tabOf(tab, viewer, today)}`;
  const one = query.id === undefined ? sql`true` : sql`t.id = ${query.id}::uuid`;
  const words =
    query.q === undefined || query.q === ''
      ? sql`true`
      : sql`t.title ilike ${`%${query.q.replaceAll(/[\\%_]/g, '\\$&')}%`}`;
  const text = sql`${words} and ${one}`;
  const [rows, counts] = await Promise.all([
    database.read<Row>(sql`
      select t.id, t.act, t.thing_kind as "thingKind", t.thing_id as "thingId", t.title,
             t.level_colour as "levelColour", t.level_label as "levelLabel", u.short_name as unit, t.due_on as "dueOn",
             ${workdaysLeft(today)} as "workingDaysLeft", t.closed_at as "closedAt",
             case when t.account_id <> ${viewer.accountId}::uuid and t.closed_at is null
                  then (select name from account where id = t.account_id) end as "onBehalfOf"
      from task t left join unit u on u.id = t.unit_id
      where ${scope(query.tab)} and ${text}
      order by ${
        query.tab === 'done'
          ? sql`t.closed_at desc`
          : sql`t.due_on nulls last,
        case t.level_colour when 'RED' then 1 when 'YELLOW' then 2 when 'BLUE' then 3 else 4 end, t.opened_at, t.id`
      }
      limit ${query.size} offset ${(query.page - 1) * query.size}`),
    database.readOne<Counted>(sql`
      select (select count(*) from (select 1 from task t where ${scope('open')} limit ${TOTAL_CAP + 1}) c)::int as open,
             (select count(*) from (select 1 from task t where ${scope('soon')} limit ${TOTAL_CAP + 1}) c)::int as soon,
             (select count(*) from (select 1 from task t where ${scope('overdue')} limit ${TOTAL_CAP + 1}) c)::int as overdue,
             (select count(*) from (select 1 from task t where ${scope('open')} and t.due_on = ${today}::date limit ${TOTAL_CAP + 1}) c)::int as today,
             (select count(*) from (select 1 from task t where ${scope('open')} and t.due_on is null limit ${TOTAL_CAP + 1}) c)::int as undated,
             (select count(distinct t.thing_id) from task t where ${scope('doing')})::int as doing,
             (select count(*) from (select 1 from task t where ${scope('done')} limit ${TOTAL_CAP + 1}) c)::int as done,
             (select count(*) from (select 1 from task t where ${scope(query.tab)} and ${text} limit ${TOTAL_CAP + 1}) c)::int as total`),
  ]);
  const counted = counts ?? { open: 0, soon: 0, overdue: 0, doing: 0, done: 0, total: 0, today: 0, undated: 0 };
  const { total, today: _today, undated: _undated, ...tabs } = counted;
  return {
    items: rows.map(({ levelColour, levelLabel, ...row }) => ({
      ...row,
      // Which task it is done for stands in the address, so that what follows is done in the colleague's place and for this alone.
      href: `${hrefOf(row.thingKind, row.thingId, row.act)}${row.onBehalfOf === null ? '' : `?for=${row.id}`}`,
      level: levelColour === null || levelLabel === null ? null : { colour: levelColour as 'RED', label: levelLabel },
    })),
    total: Math.min(total, TOTAL_CAP),
    totalCapped: total > TOTAL_CAP,
    counts: tabs,
    groups: groupsOf(counted),
  };
};

/** Days with their working-day mark and how many of the viewer's open tasks fall due on each. */
export const taskCalendar = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  { from, to }: QueryOf<typeof getTaskCalendar>,
): Promise<ResponseOf<typeof getTaskCalendar>> => {
  const days = await database.read<ResponseOf<typeof getTaskCalendar>['days'][number]>(sql`
    select d.day, coalesce(c.is_workday, extract(isodow from d.day) < 6) as workday, c.name, c.day is null or c.estimated as estimated,
           (select count(*) from task t where t.closed_at is null and t.due_on = d.day and ${mine(viewer, today)})::int as due
    from (select generate_series(${from}::date, least(${to}::date, ${from}::date + 92), interval '1 day')::date as day) d
    left join calendar_day c on c.county = 1 and c.day = d.day
    order by d.day`);
  return { days };
};

type Delegation = ResponseOf<typeof delegateTasks>;

const delegationColumns = sql`
  d.id, a.name as to, d.from_on as "fromOn", d.to_on as "toOn", d.ended_at is not null as ended`;

export const delegationOf = async (database: Database, viewer: Viewer, id: string): Promise<Delegation | undefined> =>
  database.readOne<Delegation>(sql`
    select ${delegationColumns} from delegation d join account a on a.id = d.to_account_id
    where d.id = ${id}::uuid and d.from_account_id = ${viewer.accountId}::uuid`);

/** My delegations, the colleagues who may stand in, and those for whom I stand in today. */
export const myDelegations = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
): Promise<ResponseOf<typeof listMyDelegations>> => {
  const [items, candidates, incoming] = await Promise.all([
    database.read<Delegation>(sql`
      select ${delegationColumns} from delegation d join account a on a.id = d.to_account_id
      where d.from_account_id = ${viewer.accountId}::uuid order by d.from_on desc, d.id desc limit 50`),
    database.read<{ accountId: string; name: string }>(candidatesOf(viewer, today)),
    database.read<{ id: string; from: string; fromOn: LocalDate; toOn: LocalDate }>(sql`
      select d.id, a.name as "from", d.from_on as "fromOn", d.to_on as "toOn" from delegation d join account a on a.id = d.from_account_id
      where d.to_account_id = ${viewer.accountId}::uuid and d.ended_at is null and d.to_on >= ${today}::date
      order by d.from_on, d.id limit 50`),
  ]);
  return { items, candidates, incoming };
};

/**
 * Accounts to whom the viewer may delegate; also the check of a submitted id. Of the same unit, and holding every role of the viewer's
 * but the everyday ones: a delegation passes on work, never authority.
 */
export const candidatesOf = (viewer: Viewer, today: LocalDate): Sql => {
  const roles = viewer.roles.filter((role) => !(EVERYDAY_ROLES as readonly string[]).includes(role));
  return sql`
    select a.id as "accountId", a.name from account a join person p on p.id = a.person_id
    where p.unit_id = ${viewer.unitId}::uuid and a.status = 'ACTIVE' and a.id <> ${viewer.accountId}::uuid
      and cardinality(${roles}::text[]) > 0
      and ${roles}::text[] <@ array(select g.role from role_grant g where g.account_id = a.id and ${runningGrant(today)})
    order by a.name`;
};

/** A task that was passed on to the viewer: whose it is, on which thing, and whether something is left to do. */
export type StandIn = { readonly accountId: string; readonly thingId: string; readonly open: boolean };

/** The task, if a delegation passes it on; one that is closed only to whoever had a hand in it in the colleague's place. */
export const standInFor = (
  database: Database,
  viewer: Viewer,
  taskId: string,
  today: LocalDate,
): Promise<StandIn | undefined> =>
  database.readOne<StandIn>(sql`
    select t.account_id as "accountId", t.thing_id as "thingId", t.closed_at is null as open from task t
    where t.id = ${taskId}::uuid and ${delegatedTask(viewer, sql`t`, today, IN_PERSON)}
      and (t.closed_at is null or exists (
        select 1 from event e where e.thing_kind = t.thing_kind and e.thing_id = t.thing_id
          and e.actor_id = ${viewer.accountId}::uuid and e.on_behalf_of = t.account_id))`);

/** Whether anyone ever delegated to the viewer: for most, the only question that a write asks about delegation. */
export const everStoodIn = async (database: Database, viewer: Viewer): Promise<boolean> =>
  (await database.readOne(sql`select 1 from delegation where to_account_id = ${viewer.accountId}::uuid limit 1`)) !==
  undefined;

/** Whether the viewer acted on one of these things in a colleague's place: in their own name they then stay off it. */
export const actedForAnother = async (
  database: Database,
  viewer: Viewer,
  thingIds: readonly string[],
): Promise<boolean> =>
  (await database.readOne(sql`
    select 1 from event where actor_id = ${viewer.accountId}::uuid and on_behalf_of is not null
      and thing_id = any(${thingIds}::uuid[]) limit 1`)) !== undefined;
