import type { NoticeRecipient, NoticeRule } from '@qingfeng/domain/features/notices/notice.ts';
import { noticesFor } from '@qingfeng/domain/features/notices/notice.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import {
  knownToObject,
  visibleFeed,
  visibleInformation,
  visibleRule,
  visibleStage,
  visibleTask,
  visibleWarning,
} from '../../shared/access.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { isOwnAct } from '../tasks/read.ts';

/** From where a recipient looks at the thing: whoever handles it, the person warned, or someone who learns only that something is. */
export type Side = 'HANDLING' | 'OBJECT' | 'BLIND';

export type ToldEvent = {
  readonly id: string;
  readonly at: string;
  readonly actorId: string;
  readonly thingKind: string;
  readonly thingId: string;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
};

export type Recipient = {
  readonly accountId: string;
  readonly kind: string;
  readonly thingKind: string;
  readonly thingId: string;
  readonly side: Side;
  readonly rule: NoticeRule;
};

type Thing = Pick<Recipient, 'thingKind' | 'thingId'>;
type Found = Pick<Recipient, 'accountId' | 'side'> & { readonly kind?: string };

/** Everyone who is told of the event, once each. Nobody is told of what they did themselves. */
export const recipientsOf = async (database: Database, event: ToldEvent, today: LocalDate): Promise<Recipient[]> => {
  const recipients = new Map<string, Recipient>();
  for (const rule of noticesFor(event)) {
    const thing = thingOf(event, rule.to);
    for (const { accountId, side, kind } of await search(database, rule.to, thing, event, today)) {
      if (accountId === event.actorId || recipients.has(accountId)) continue;
      recipients.set(accountId, { accountId, side, kind: rule.kind ?? kind ?? event.type, ...thing, rule });
    }
  }
  return [...recipients.values()];
};

/** What the notice leads to: mostly the event's own thing. */
const thingOf = ({ thingKind, thingId, body }: ToldEvent, to: NoticeRecipient): Thing => {
  if ((to === 'FEED_LIAISON' || to === 'RULE_KEEPERS') && typeof body['feedId'] === 'string')
    return { thingKind: 'feed', thingId: body['feedId'] };
  if ((to === 'TASK' || to === 'SHEET_LIAISON') && typeof body['sheetId'] === 'string')
    return { thingKind: 'fact-sheet', thingId: body['sheetId'] };
  return { thingKind, thingId };
};

const search = async (
  database: Database,
  to: NoticeRecipient,
  thing: Thing,
  event: ToldEvent,
  today: LocalDate,
): Promise<Found[]> => {
  switch (to) {
    case 'TASK':
      return holdersOfTasks(database, sql`t.thing_id = ${thing.thingId}::uuid`, event, today);
    case 'ON_DUTY':
      return holdersOfTasks(database, sql`t.act = 'information.take'`, event, today);
    case 'OBJECT':
      return allowed(database, await objectOf(database, thing), 'OBJECT', thing, today);
    case 'UNIT_HEAD':
      return (await unitHeadsOver(database, thing)).map((accountId) => ({ accountId, side: 'BLIND' }));
    default:
      return allowed(database, await accounts(database, candidates(to, thing)), 'HANDLING', thing, today);
  }
};

/** The other recipients, before anyone is asked whether they may see the thing. */
const candidates = (
  to: Exclude<NoticeRecipient, 'TASK' | 'ON_DUTY' | 'OBJECT' | 'UNIT_HEAD'>,
  { thingId }: Thing,
): Sql => {
  const warning = sql`(select * from warning where id = ${thingId}::uuid) w`;
  const named = (assignment: string): Sql =>
    sql`select (w.body -> 'assignments' ->> ${assignment}::text)::uuid as id from ${warning}`;
  switch (to) {
    case 'HANDLING_UNIT':
      return sql`${named('drafterId')} union ${holders(['HANDLING_HEAD'], sql`(select w.handling_unit_id from ${warning})`)}`;
    case 'REVIEWER':
      return named('reviewerId');
    case 'BODY':
      return sql`select g.account_id as id from role_grant g join ${warning} on g.role = any(w.decision_roles) where ${LIVE}`;
    case 'SUPERIOR':
      return holders(['COMMISSION_LEADER']);
    case 'RECORDS_CLERK':
      return holders(['RECORDS_CLERK']);
    case 'HANDLER':
      return sql`select handler_id as id from information where county = 1 and id = ${thingId}::uuid`;
    case 'RULE_KEEPERS':
      return holders(['RULE_ADMIN']);
    case 'STAGE_ASKED':
      return sql`select account_id as id from verification_stage where id = ${thingId}::uuid`;
    case 'SNOOZER':
      // As the record has it: the last one who put it off.
      return sql`select actor_id as id from (
        select actor_id from event where thing_kind = 'information' and thing_id = ${thingId}::uuid and type = 'information.snoozed'
        order by id desc limit 1) e`;
    case 'POLICY_AUTHOR':
      return sql`select proposed_by as id from triage_policy_version where id = ${thingId}::uuid`;
    case 'RULE_AUTHOR':
      return sql`select author_id as id from rule_version where id = ${thingId}::uuid`;
    case 'SHEET_LIAISON':
      return holders(['UNIT_LIAISON'], sql`(select unit_id from fact_sheet where id = ${thingId}::uuid)`);
    case 'FEED_LIAISON':
      return holders(['UNIT_LIAISON'], sql`(select unit_id from feed where id = ${thingId}::uuid)`);
  }
};

const LIVE = sql`g.revoked_at is null`;

/** Accounts that hold one of the roles, of the unit where one is given. Whether a grant still runs is asked of the viewer. */
const holders = (roles: readonly Role[], unit?: Sql): Sql => sql`
  select g.account_id as id from role_grant g
  join account a on a.id = g.account_id left join person p on p.id = a.person_id
  where ${LIVE} and g.role = any(${roles}::text[])
    and ${unit === undefined ? sql`true` : sql`coalesce(g.unit_id, p.unit_id) = ${unit}`}`;

const accounts = async (database: Database, statement: Sql): Promise<string[]> =>
  (await database.read<{ id: string | null }>(sql`select distinct id from (${statement}) found`)).flatMap(
    ({ id }) => id ?? [],
  );

const objectOf = (database: Database, { thingId }: Thing): Promise<string[]> =>
  accounts(
    database,
    sql`select a.id from warning w join account a on a.person_id = w.object_person_id where w.id = ${thingId}::uuid`,
  );

/** The head of the object's unit, who is told that something of the unit is late and nothing more. */
const unitHeadsOver = (database: Database, { thingId }: Thing): Promise<string[]> =>
  accounts(
    database,
    sql`
      select a.id from warning w
      join person p on p.unit_id = w.object_unit_id and p.unit_head and p.status = 'ACTIVE'
      join account a on a.person_id = p.id and a.status = 'ACTIVE'
      where w.id = ${thingId}::uuid and w.served_on is not null and p.id is distinct from w.object_person_id`,
  );

/** Those among them who may see the thing today. Recusal and the guard against tipping off hold for notices as for pages. */
const allowed = async (
  database: Database,
  ids: readonly string[],
  side: 'HANDLING' | 'OBJECT',
  thing: Thing,
  today: LocalDate,
): Promise<Found[]> => {
  const found: Found[] = [];
  for (const accountId of ids) {
    const viewer = await viewerOfAccount(database, accountId, today);
    if (viewer === null) continue;
    const seen = await database.readOne(sql`select 1 from (${seenBy(viewer, side, thing)}) seen`);
    if (seen !== undefined) found.push({ accountId, side });
  }
  return found;
};

const seenBy = (viewer: Viewer, side: 'HANDLING' | 'OBJECT', { thingKind, thingId }: Thing): Sql => {
  switch (thingKind) {
    case 'warning': {
      const scope = side === 'OBJECT' ? knownToObject(viewer, sql`w`) : visibleWarning(viewer, sql`w`);
      return sql`select 1 from warning w where w.id = ${thingId}::uuid and ${scope}`;
    }
    case 'information':
      return sql`select 1 from information i where i.county = 1 and i.id = ${thingId}::uuid and ${visibleInformation(viewer, sql`i`)}`;
    case 'feed':
      return sql`select 1 from feed f where f.id = ${thingId}::uuid and ${visibleFeed(viewer, sql`f`)}`;
    case 'fact-sheet':
      return sql`select 1 from fact_sheet s where s.id = ${thingId}::uuid and s.unit_id = ${viewer.unitId}::uuid`;
    case 'verification':
      return sql`select 1 from verification_stage s join verification v on v.id = s.verification_id
        join information i on i.county = 1 and i.id = v.information_id where s.id = ${thingId}::uuid and ${visibleStage(viewer, sql`s`, sql`i`)}`;
    case 'rule-version':
    case 'triage-policy':
      return sql`select 1 where ${visibleRule(viewer)}`;
    default:
      return sql`select 1 where false`;
  }
};

/** Whoever has one of the still open tasks that the step put before someone: its opening and the event are of one change. */
const holdersOfTasks = async (database: Database, which: Sql, event: ToldEvent, today: LocalDate): Promise<Found[]> => {
  const fresh = sql`task t where ${which} and t.opened_at = ${event.at}::timestamptz and t.closed_at is null`;
  const ids = await accounts(
    database,
    sql`select t.account_id as id from ${fresh}
        union select g.account_id from role_grant g
        where ${LIVE} and g.role in (select t.role from ${fresh} and t.account_id is null)`,
  );
  const found: Found[] = [];
  for (const accountId of ids) {
    const viewer = await viewerOfAccount(database, accountId, today);
    if (viewer === null) continue;
    const task = await database.readOne<{ act: string }>(
      sql`select t.act from ${fresh} and ${visibleTask(viewer, sql`t`)} limit 1`,
    );
    if (task !== undefined) found.push({ accountId, kind: task.act, side: isOwnAct(task.act) ? 'OBJECT' : 'HANDLING' });
  }
  return found;
};
