import type { SignedIn } from '@qingfeng/domain/features/identity/duty.ts';
import { COUNTY_WIDE_ROLES, COVERING_ROLES } from '@qingfeng/domain/features/identity/scope.ts';
import { IDLE_MINUTES } from '@qingfeng/domain/features/identity/session-life.ts';
import type { getMe, listDemoAccounts, listMySessions } from '@qingfeng/contracts/features/identity/endpoints.ts';
import type { ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { weekdayOf } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** A recusal that binds on the day: one that is asked to end binds until that is decided. */
const inForce = (today: LocalDate): Sql => sql`
  recusal.state in ('IN_FORCE', 'ENDING') and recusal.declared_on <= ${today}::date
  and (recusal.ended_on is null or recusal.ended_on > ${today}::date)`;

/**
 * Who someone is today, in one statement because it runs on every request (0.5 ms as a prepared statement here).
 * A grant without a unit counts for the whole county where the role says so; a grant with one covers that unit and all below.
 * Whoever sits in a resident group keeps to the group's list, whatever else is held (DOMAIN §7.1 "other units").
 * Kin stay away from each other whoever of the two declared it.
 */
const viewerFrom = (source: Sql, today: LocalDate): Sql => sql`
  select account.id as "accountId", account.person_id as "personId", account.name,
    account.password_changed_at as "passwordChangedAt", account.must_change_password as "mustChangePassword",
    account.totp_last_step is not null as "hasTotp",
    held.roles, held.county_wide as "wholeCounty",
    person.unit_id as "unitId", unit.path as "unitPath", person.section_id as "sectionId",
    array(
      select covered_unit.unit_id from covered_unit
      where covered_unit.group_unit_id = person.unit_id and 'RESIDENT_OFFICER' = any(held.roles)
      union
      select below.id from unit above join unit below on below.path like above.path || '%'
      where above.id = any(held.unit_ids)
    ) as "coveredUnitIds",
    array(
      select account.person_id where account.person_id is not null
      union
      select case when recusal.person_id = account.person_id then recusal.other_person_id else recusal.person_id end
      from recusal
      where (recusal.person_id = account.person_id and recusal.other_person_id is not null
          or recusal.other_person_id = account.person_id)
        and ${inForce(today)}
      union
      select head.id from person head where head.unit_id = person.unit_id and head.unit_head
    ) as "recusedPersonIds",
    array(
      select distinct recusal.other_unit_id from recusal
      where recusal.person_id = account.person_id and recusal.other_unit_id is not null
        and ${inForce(today)}
    ) as "recusedUnitIds",
    array(
      select distinct recusal.other_supplier_code from recusal
      where recusal.person_id = account.person_id and recusal.other_supplier_code is not null and ${inForce(today)}
    ) as "recusedSupplierCodes"
  from ${source}
  cross join lateral (
    select coalesce(array_agg(distinct role), '{}') as roles,
      coalesce(bool_or(unit_id is null and role = any(${COUNTY_WIDE_ROLES}::text[])), false)
        and not coalesce(bool_or(role = 'RESIDENT_OFFICER'), false) as county_wide,
      coalesce(array_agg(unit_id) filter (where role = any(${COVERING_ROLES}::text[])), '{}') as unit_ids
    from role_grant
    where account_id = account.id and revoked_at is null and (ends_on is null or ends_on >= ${today}::date)
  ) held
  left join person on person.id = account.person_id
  left join unit on unit.id = person.unit_id`;

/** Plans once per connection: planning this statement takes longer than running it. */
const prepared = async (database: Database, name: string, statement: Sql): Promise<SignedIn | null> => {
  const { rows } = await database.pool.query<SignedIn>({ name, text: statement.text, values: statement.values });
  return rows[0] ?? null;
};

/** The viewer of a live session, `null` when the session ended or idled out or the account is not active. */
export const viewerOfSession = (
  database: Database,
  sessionId: string,
  now: Instant,
  today: LocalDate,
): Promise<SignedIn | null> =>
  prepared(
    database,
    'viewer of session',
    sql`${viewerFrom(sql`session join account on account.id = session.account_id`, today)}
      where session.id = ${sessionId}::uuid and session.revoked_at is null and session.ends_at > ${now}::timestamptz
        and session.last_used_at > ${now}::timestamptz - make_interval(mins => ${IDLE_MINUTES}::int)
        and account.status = 'ACTIVE'`,
  );

/** The viewer of an active account, for a download ticket or for what is done in its name later. */
export const viewerOfAccount = (database: Database, accountId: string, today: LocalDate): Promise<SignedIn | null> =>
  prepared(
    database,
    'viewer of account',
    sql`${viewerFrom(sql`account`, today)} where account.id = ${accountId}::uuid and account.status = 'ACTIVE'`,
  );

/** What signing in compares with, by login. */
export const passwordHashOf = (
  database: Database,
  login: string,
): Promise<{ id: string; name: string; passwordHash: string } | undefined> =>
  database.readOne(sql`select id, name, password_hash as "passwordHash" from account where login = ${login}`);

/** What changing one's own password compares with: the present hash and the ones before, latest first. */
export const ownPasswords = async (
  database: Database,
  accountId: string,
): Promise<{ login: string; name: string; passwordHash: string; past: string[] }> => {
  const row = await database.readOne<{ login: string; name: string; passwordHash: string; past: string[] }>(sql`
    select login, name, password_hash as "passwordHash",
      array(select hash from past_password where account_id = account.id order by at desc) as past
    from account where id = ${accountId}::uuid`);
  if (row === undefined) throw missing('account');
  return row;
};

type Me = ResponseOf<typeof getMe>;

/** The part of "who am I" that lies in tables. A day the calendar does not know counts by its weekday. */
export const readMe = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
): Promise<
  Pick<Me, 'unit' | 'post' | 'todayKind' | 'todayName' | 'county'> & { account: Omit<SignedIn, keyof Viewer> }
> => {
  const row = await database.readOne<
    Pick<Me, 'unit' | 'post' | 'todayName' | 'county'> & Omit<SignedIn, keyof Viewer> & { workday: boolean | null }
  >(sql`
    select unit.short_name as unit, person.post_name as post, calendar_day.is_workday as workday,
      calendar_day.name as "todayName",
      coalesce((select value ->> 'name' from setting where key = 'county'), '') as county,
      account.password_changed_at as "passwordChangedAt", account.must_change_password as "mustChangePassword",
      account.totp_last_step is not null as "hasTotp"
    from account
    left join calendar_day on calendar_day.county = 1 and calendar_day.day = ${today}::date
    left join person on person.id = account.person_id
    left join unit on unit.id = person.unit_id
    where account.id = ${viewer.accountId}::uuid`);
  if (row === undefined) throw missing('account');
  const { workday, passwordChangedAt, mustChangePassword, hasTotp, ...rest } = row;
  const weekend = weekdayOf(today) > 5;
  return {
    ...rest,
    todayKind: (workday ?? !weekend) ? (weekend ? 'makeup-workday' : 'workday') : 'day-off',
    account: { passwordChangedAt, mustChangePassword, hasTotp },
  };
};

/** The viewer's live sessions, latest first. */
export const readMySessions = async (
  database: Database,
  viewer: Viewer,
  currentId: string,
  now: Instant,
): Promise<ResponseOf<typeof listMySessions>> => ({
  items: await database.read(sql`
    select id, started_at as "startedAt", last_used_at as "lastUsedAt", device, address,
      id = ${currentId}::uuid as current
    from session
    where account_id = ${viewer.accountId}::uuid and revoked_at is null and ends_at > ${now}::timestamptz
      and last_used_at > ${now}::timestamptz - make_interval(mins => ${IDLE_MINUTES}::int)
    order by last_used_at desc, session.id desc limit 100`),
});

export const hasDemoAccounts = async (database: Database): Promise<boolean> =>
  (await database.readOne(sql`select from account where demo and status = 'ACTIVE' limit 1`)) !== undefined;

/** The accounts a visitor of the demo county may try. */
export const readDemoAccounts = (database: Database): Promise<ResponseOf<typeof listDemoAccounts>['items']> =>
  database.read(sql`
    select account.login, account.name, unit.short_name as unit,
      array(select role from role_grant where account_id = account.id and revoked_at is null order by role) as roles
    from account left join person on person.id = account.person_id left join unit on unit.id = person.unit_id
    where account.demo and account.status = 'ACTIVE'
    order by account.created_at, account.id`);

/** The active account of a person, inside a change: whom a task or a notice is for. */
export const accountOfPerson = async (tx: WriteTx, personId: string): Promise<string | null> =>
  (await tx.account.findFirst({ where: { personId, status: 'ACTIVE' }, select: { id: true } }))?.id ?? null;
