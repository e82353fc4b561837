import type {
  getAccount,
  getAccountRequest,
  listAccountCandidates,
  listAccountRequests,
  listAccounts,
  listGrantUnits,
} from '@qingfeng/contracts/features/identity/account-endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { AccountRequestStep } from '@qingfeng/domain/features/identity/account-request.ts';
import { ACCOUNT_REQUEST_STEPS, refusalOfRequestStep } from '@qingfeng/domain/features/identity/account-request.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/** Text that may stand anywhere in a column; what a person types is never a pattern. */
const like = (text: string): string => `%${text.trim().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

type Accounts = ResponseOf<typeof listAccounts>;
type AccountQuery = QueryOf<typeof listAccounts>;

const ORDER = {
  login: sql`account.login, account.id`,
  '-login': sql`account.login desc, account.id`,
  name: sql`account.name collate "zh-x-icu", account.id`,
  '-name': sql`account.name collate "zh-x-icu" desc, account.id`,
  createdAt: sql`account.created_at, account.id`,
  '-createdAt': sql`account.created_at desc, account.id`,
};

const orderOf = (sort: string | undefined): Sql => ORDER[(sort ?? 'login') as keyof typeof ORDER];

const ACCOUNTS = sql`
  from account
  left join person on person.id = account.person_id
  left join unit on unit.id = person.unit_id`;

const matching = ({ q, status, role }: AccountQuery): Sql => sql`
  where (${q ?? ''} = '' or account.login ilike ${like(q ?? '')} or account.name ilike ${like(q ?? '')}
      or person.initials ilike ${like(q ?? '')} or unit.short_name ilike ${like(q ?? '')})
    and (${status ?? null}::text[] is null or account.status = any(${status ?? null}::text[]))
    and (${role ?? null}::text[] is null or exists (
      select from role_grant where account_id = account.id and revoked_at is null and role = any(${role ?? null}::text[])))`;

const columns = (now: Instant): Sql => sql`
    select account.id, account.login, account.name, unit.short_name as unit, person.post_name as post, account.status,
      coalesce(account.locked_until > ${now}::timestamptz, false) as locked,
      account.totp_last_step is not null as "secondFactor", account.created_at as "createdAt",
      (select coalesce(json_agg(json_build_object('role', role, 'unitId', unit_id, 'unit', short_name) order by role), '[]')
       from role_grant left join unit narrowed on narrowed.id = unit_id
       where account_id = account.id and revoked_at is null) as grants
    ${ACCOUNTS}`;

const readRows = (database: Database, query: AccountQuery, now: Instant): Promise<Accounts['items']> =>
  database.read(sql`
    ${columns(now)} ${matching(query)}
    order by ${orderOf(query.sort)} limit ${query.size} offset ${(query.page - 1) * query.size}`);

/** Accounts with their roles, for the two administrators who change them. */
export const readAccounts = async (
  database: Database,
  viewer: Viewer,
  query: AccountQuery,
  now: Instant,
): Promise<Accounts> => {
  const [items, counted] = await Promise.all([
    readRows(database, query, now),
    database.readOne<{ total: number }>(sql`
      select count(*) as total from (select ${ACCOUNTS} ${matching(query)} limit ${TOTAL_CAP + 1}) found`),
  ]);
  const total = counted?.total ?? 0;
  const mayRequest = viewer.roles.includes('SYS_ADMIN');
  return { items, total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP, mayRequest };
};

const EXPORT_STEP = 200;

/** Every account that the list would show, page by page, so that an export holds one page in memory. */
export async function* eachAccount(
  database: Database,
  query: AccountQuery,
  now: Instant,
): AsyncGenerator<Accounts['items'][number]> {
  for (let page = 1; ; page += 1) {
    const rows = await readRows(database, { ...query, page, size: EXPORT_STEP }, now);
    yield* rows;
    if (rows.length < EXPORT_STEP) return;
  }
}

/** Persons in office without an account, found by name, initials or unit. */
export const readAccountCandidates = async (
  database: Database,
  q: string,
): Promise<ResponseOf<typeof listAccountCandidates>> => ({
  items: await database.read(sql`
    select person.id as "personId", person.name, unit.short_name as unit, person.post_name as post
    from person join unit on unit.id = person.unit_id
    where person.status = 'ACTIVE' and not exists (select from account where person_id = person.id)
      and (person.name ilike ${like(q)} or person.initials ilike ${like(q)} or unit.short_name ilike ${like(q)})
    order by unit.sort_order, person.code limit 50`),
});

/** Units to which a role can be narrowed. */
export const readGrantUnits = async (database: Database, q: string): Promise<ResponseOf<typeof listGrantUnits>> => ({
  items: await database.read(sql`
    select id, short_name as name from unit
    where ended_on is null and (name ilike ${like(q)} or short_name ilike ${like(q)} or initials ilike ${like(q)})
    order by sort_order, unit.id limit 50`),
});

type AccountRequest = ResponseOf<typeof getAccountRequest>;
type RequestRow = Omit<AccountRequest, 'openSteps'> & { readonly requestedById: string };

const REQUESTS = sql`
  select request.id, request.kind, request.state, request.account_id as "accountId",
    coalesce(account.login, request.login, '') as login, coalesce(account.name, request.name, '') as name,
    home.short_name as "personUnit", request.role, narrowed.short_name as unit,
    requester.name as "requestedBy", request.requested_by as "requestedById", request.requested_at as "requestedAt",
    decider.name as "decidedBy", request.decided_at as "decidedAt", request.version
  from account_request request
  join account requester on requester.id = request.requested_by
  left join account decider on decider.id = request.decided_by
  left join account on account.id = request.account_id
  left join person on person.id = coalesce(account.person_id, request.person_id)
  left join unit home on home.id = person.unit_id
  left join unit narrowed on narrowed.id = request.unit_id`;

/** Steps of the viewer's role on a request that waits; none on one that is decided. */
const withSteps = (viewer: Viewer, { requestedById, ...request }: RequestRow): AccountRequest => ({
  ...request,
  openSteps: (Object.keys(ACCOUNT_REQUEST_STEPS) as AccountRequestStep[])
    .filter((step) => request.state === 'PENDING' && viewer.roles.includes(ACCOUNT_REQUEST_STEPS[step].by))
    .map((step) => {
      const why = refusalOfRequestStep(step, { ...request, requestedBy: requestedById }, viewer);
      return { step, open: why === null, primary: step === 'approve', why };
    }),
});

export const readAccountRequests = async (
  database: Database,
  viewer: Viewer,
  query: QueryOf<typeof listAccountRequests>,
): Promise<ResponseOf<typeof listAccountRequests>> => {
  const states = query.state ?? null;
  const where = sql`where (${states}::text[] is null or request.state = any(${states}::text[]))`;
  const order = query.sort === 'requestedAt' ? sql`request.id` : sql`request.id desc`;
  const [rows, counted] = await Promise.all([
    database.read<RequestRow>(sql`
      ${REQUESTS} ${where} order by ${order} limit ${query.size} offset ${(query.page - 1) * query.size}`),
    database.readOne<{ total: number }>(sql`
      select count(*) as total from (select from account_request request ${where} limit ${TOTAL_CAP + 1}) found`),
  ]);
  const total = counted?.total ?? 0;
  return {
    items: rows.map((row) => withSteps(viewer, row)),
    total: Math.min(total, TOTAL_CAP),
    totalCapped: total > TOTAL_CAP,
  };
};

/** What the viewer may ask for an account as it stands. */
const requestable = (viewer: Viewer, account: Accounts['items'][number]) => {
  const kinds =
    account.status === 'ACTIVE' ? (['GRANT', 'REVOKE', 'RESET', 'DISABLE'] as const) : (['ENABLE'] as const);
  const why = account.id === viewer.accountId ? 'account.own-account' : null;
  return kinds
    .filter((kind) => viewer.roles.includes('SYS_ADMIN') && (kind !== 'REVOKE' || account.grants.length > 0))
    .map((step) => ({ step, open: why === null, primary: step === 'GRANT' || step === 'ENABLE', why }));
};

export const readAccount = async (
  database: Database,
  viewer: Viewer,
  id: string,
  now: Instant,
): Promise<ResponseOf<typeof getAccount>> => {
  const [account, requests] = await Promise.all([
    database.readOne<Accounts['items'][number]>(sql`${columns(now)} where account.id = ${id}::uuid`),
    database.read<RequestRow>(sql`
      ${REQUESTS} where request.account_id = ${id}::uuid order by request.id desc limit 50`),
  ]);
  if (account === undefined) throw missing('account');
  return {
    ...account,
    openSteps: requestable(viewer, account),
    requests: requests.map((request) => withSteps(viewer, request)),
  };
};

/** Requests that wait for this viewer's decision, for the number in the navigation. */
export const countAccountRequests = async (database: Database, viewer: Viewer): Promise<number> => {
  if (!viewer.roles.includes('SEC_ADMIN')) return 0;
  const row = await database.readOne<{ waiting: number }>(sql`
    select count(*) as waiting from account_request
    where state = 'PENDING' and requested_by <> ${viewer.accountId}::uuid
      and account_id is distinct from ${viewer.accountId}::uuid`);
  return row?.waiting ?? 0;
};

export const readAccountRequest = async (database: Database, viewer: Viewer, id: string): Promise<AccountRequest> => {
  const row = await database.readOne<RequestRow>(sql`${REQUESTS} where request.id = ${id}::uuid`);
  if (row === undefined) throw missing('account-request');
  return withSteps(viewer, row);
};
