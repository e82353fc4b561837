import type { getReview, listReviews } from '@qingfeng/contracts/features/identity/review-endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import { SECOND_FACTOR_ROLES } from '@qingfeng/domain/features/identity/duty.ts';
import { REVIEW_STEP_NAMES, refusalOfReviewStep } from '@qingfeng/domain/features/identity/periodic-review.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addDays, addSeconds } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { ADMINISTRATORS } from '@qingfeng/domain/shared/roles.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleReview } from '../../shared/access.ts';

type Review = ResponseOf<typeof getReview>;
type Row = Omit<Review, 'openSteps' | 'accounts' | 'grants' | 'acts'>;
type Period = { readonly from: LocalDate; readonly to: LocalDate };
/** What an account's long rest is, and where the office's days begin. */
export type ReviewPolicy = { readonly idleDays: number; readonly zone: string };

const DAY = 86_400;

const COLUMNS = sql`
  r.id, r.kind, r.period_from as "from", r.period_to as "to", r.state, r.due_on as "dueOn",
  concluder.name as "concludedBy", r.concluded_at as "concludedAt"`;
const FROM = sql`from periodic_review r left join account concluder on concluder.id = r.concluded_by`;

export const readReviews = async (
  database: Database,
  viewer: Viewer,
  { page, size, sort = '-from', state }: QueryOf<typeof listReviews>,
): Promise<ResponseOf<typeof listReviews>> => {
  const where = sql`where ${visibleReview(viewer, sql`r`)}
    and (${state ?? null}::text[] is null or r.state = any(${state ?? null}::text[]))`;
  const order = sort === 'from' ? sql`r.period_from, r.kind` : sql`r.period_from desc, r.kind`;
  const [items, counted] = await Promise.all([
    database.read<ResponseOf<typeof listReviews>['items'][number]>(sql`
      select ${COLUMNS} ${FROM} ${where} order by ${order} limit ${size} offset ${(page - 1) * size}`),
    database.readOne<{ total: number }>(sql`
      select count(*)::int as total from (select 1 ${FROM} ${where} limit ${TOTAL_CAP + 1}) found`),
  ]);
  const total = counted?.total ?? 0;
  return { items, total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP };
};

/** Accounts in use whose holder left office, that nobody ever used, or not for so many days. */
export const idleAccounts = (now: Instant, idleDays: number): Sql => sql`
  select a.id, a.login, a.name, u.short_name as unit, used.at as "lastUsedAt", a.created_at as "createdAt",
    case when p.status <> 'ACTIVE' then 'LEFT' when used.at is null then 'NEVER' else 'UNUSED' end as why,
    exists (select from account_request q where q.account_id = a.id and q.kind = 'DISABLE' and q.state = 'PENDING') as asked
  from account a
  left join person p on p.id = a.person_id left join unit u on u.id = p.unit_id
  left join lateral (select max(last_used_at) as at from session where account_id = a.id) used on true
  where a.status = 'ACTIVE'
    and (p.status <> 'ACTIVE' or coalesce(used.at, a.created_at) < ${addSeconds(now, -idleDays * DAY)}::timestamptz)
  order by p.status = 'ACTIVE', coalesce(used.at, a.created_at), a.login limit 500`;

/** Roles in force that reach far, and whatever was granted or revoked in the month. */
export const grantsOf = ({ from, to }: Period, zone: string): Sql => sql`
  select g.id, a.id as "accountId", a.login, a.name, g.role, u.short_name as unit, g.granted_at as "grantedAt",
    giver.name as "grantedBy", g.revoked_at as "revokedAt", ${within(sql`g.granted_at`, { from, to }, zone)} as "isNew"
  from role_grant g join account a on a.id = g.account_id
  left join unit u on u.id = g.unit_id left join account giver on giver.id = g.granted_by
  where (g.revoked_at is null and a.status = 'ACTIVE' and g.role = any(${SECOND_FACTOR_ROLES}::text[]))
    or ${within(sql`g.granted_at`, { from, to }, zone)} or ${within(sql`g.revoked_at`, { from, to }, zone)}
  order by ${within(sql`g.granted_at`, { from, to }, zone)} desc, g.role, a.login limit 500`;

const within = (at: Sql, { from, to }: Period, zone: string): Sql => sql`
  coalesce(${at} >= ${from}::timestamp at time zone ${zone} and ${at} < ${addDays(to, 1)}::timestamp at time zone ${zone}, false)`;

/**
 * What is looked over of the record: all that an administrator did, accounts changed or locked by whomever, identities opened, lists taken
 * out. An id is made after the instant it tells of, so the days bound the ids and spare the other months.
 */
export const privilegedActs = ({ from, to }: Period, zone: string): Sql => sql`
  select e.type, a.name as actor, a.login, count(*)::int as count, max(e.at) as "lastAt"
  from event e left join account a on a.id = e.actor_id
  where e.county = 1 and ${within(sql`e.at`, { from, to }, zone)}
    and e.id >= uuid_floor(${addDays(from, -1)}::date)
    and (e.type like any(array['account.%', 'account-request.%', 'audit%', '%exported', '%identity-opened', 'periodic-review.%'])
      or exists (select from role_grant g where g.account_id = e.actor_id and g.role = any(${ADMINISTRATORS}::text[])))
  group by e.type, a.name, a.login
  order by max(e.at) desc, e.type limit 500`;

const looked = async (
  database: Database,
  { kind, from, to, state }: Row,
  now: Instant,
  { idleDays, zone }: ReviewPolicy,
): Promise<Pick<Review, 'accounts' | 'grants' | 'acts'>> => {
  const nothing = { accounts: [], grants: [], acts: [] };
  // Accounts and roles are shown as they stand: once it is concluded they may stand otherwise.
  if (kind === 'RECORD') return { ...nothing, acts: await database.read(privilegedActs({ from, to }, zone)) };
  if (state === 'CLOSED') return nothing;
  return kind === 'ACCOUNTS'
    ? { ...nothing, accounts: await database.read(idleAccounts(now, idleDays)) }
    : { ...nothing, grants: await database.read(grantsOf({ from, to }, zone)) };
};

export const leaversOf = (accounts: Review['accounts']): number =>
  accounts.filter(({ why, asked }) => why === 'LEFT' && !asked).length;

/** One review with what there is to look over, and what this viewer may do about it. */
export const readReview = async (
  database: Database,
  viewer: Viewer,
  id: string,
  now: Instant,
  policy: ReviewPolicy,
): Promise<Review> => {
  const row = await database.readOne<Row>(sql`
    select ${COLUMNS}, r.opened_at as "openedAt", r.found, r.note, r.answer, answerer.name as "answeredBy",
      r.answered_at as "answeredAt", r.version
    ${FROM} left join account answerer on answerer.id = r.answered_by
    where r.id = ${id}::uuid and ${visibleReview(viewer, sql`r`)}`);
  if (row === undefined) throw missing('periodic-review');
  const shown = await looked(database, row, now, policy);
  const review = { kind: row.kind, state: row.state, leavers: leaversOf(shown.accounts) };
  return {
    ...row,
    ...shown,
    openSteps: REVIEW_STEP_NAMES.flatMap((step) => {
      const why = refusalOfReviewStep(step, review, viewer);
      if (why === 'access.denied' || why === 'step.not-available') return [];
      return [{ step, open: why === null, primary: step !== 'raise', why }];
    }),
  };
};
