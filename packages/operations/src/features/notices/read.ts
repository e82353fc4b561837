import type {
  getNoticePreferences,
  listNotices,
  listNoticeRuns,
  listOutbox,
} from '@qingfeng/contracts/features/notices/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { DeliveryState, QuietHours } from '@qingfeng/domain/features/notices/delivery.ts';
import { runState } from '@qingfeng/domain/features/notices/delivery.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { knownToObject, visibleFeed, visibleInformation, visibleRule, visibleWarning } from '../../shared/access.ts';
import { hrefOf } from '../tasks/read.ts';
import type { Side } from './recipients.ts';

type NoticeList = ResponseOf<typeof listNotices>;
type Row = {
  id: string;
  at: Instant;
  type: string;
  readAt: Instant | null;
  urgent: boolean;
  thingKind: string;
  thingId: string;
  side: Side;
  title: string | null;
  open: boolean | null;
};

/** Number and openness of the thing as this viewer may see it now: who has to stay away since then is told nothing more of it. */
const thingSeenBy = (viewer: Viewer): Sql => sql`
  select w.case_number as title, true as open from warning w
  where n.thing_kind = 'warning' and n.side = 'HANDLING' and w.id = n.thing_id and ${visibleWarning(viewer, sql`w`)}
  union all
  select case when w.served_on is null then null else w.paper_number end, true from warning w
  where n.thing_kind = 'warning' and n.side = 'OBJECT' and w.id = n.thing_id and ${knownToObject(viewer, sql`w`)}
  union all
  select i.number, true from information i
  where n.thing_kind = 'information' and i.county = 1 and i.id = n.thing_id and ${visibleInformation(viewer, sql`i`)}
  union all
  select f.code, true from feed f where n.thing_kind = 'feed' and f.id = n.thing_id and ${visibleFeed(viewer, sql`f`)}
  union all
  select v.rule_code || ' ' || r.name, true from rule_version v join rule r on r.code = v.rule_code
  where n.thing_kind = 'rule-version' and v.id = n.thing_id and ${visibleRule(viewer)}
  union all
  select '第' || p.number || '版', true from triage_policy_version p
  where n.thing_kind = 'triage-policy' and p.id = n.thing_id and ${visibleRule(viewer)}
  union all
  select y.year || '年工作日历', true from calendar_year y where n.thing_kind = 'calendar' and y.id = n.thing_id
  union all
  select null, true where n.thing_kind in
    ('rule-run', 'fact-sheet', 'account-request', 'periodic-review', 'audit-export', 'recusal', 'verification')`;

/** Where a notice leads, `null` where its reader may not go. */
const leadsTo = ({ open, side, thingKind, thingId }: Row): string | null => {
  if (open !== true || side === 'BLIND') return null;
  if (thingKind === 'rule-run') return '/alerts';
  return side === 'OBJECT' ? `/my-warnings/${thingId}` : hrefOf(thingKind, thingId);
};

export const countUnread = async (database: Database, { accountId }: Pick<Viewer, 'accountId'>): Promise<number> => {
  const row = await database.readOne<{ unread: number }>(sql`
    select count(*)::int as unread from (
      select 1 from notice where account_id = ${accountId}::uuid and read_at is null limit ${TOTAL_CAP + 1}) unread`);
  return row?.unread ?? 0;
};

/** The viewer's notices, latest first. */
export const listNoticesOf = async (
  database: Database,
  viewer: Viewer,
  { tab, page, size }: QueryOf<typeof listNotices>,
): Promise<NoticeList> => {
  const scope = sql`n.county = 1 and n.account_id = ${viewer.accountId}::uuid
    and ${tab === 'unread' ? sql`n.read_at is null` : sql`true`}`;
  const [rows, counted, unread] = await Promise.all([
    database.read<Row>(sql`
      select n.id, n.at, n.kind as type, n.read_at as "readAt", n.urgent, n.thing_kind as "thingKind",
        n.thing_id as "thingId", n.side, seen.title, seen.open
      from notice n left join lateral (${thingSeenBy(viewer)} limit 1) seen on true
      where ${scope} order by n.id desc limit ${size} offset ${(page - 1) * size}`),
    database.readOne<{ total: number }>(sql`
      select count(*)::int as total from (select 1 from notice n where ${scope} limit ${TOTAL_CAP + 1}) counted`),
    countUnread(database, viewer),
  ]);
  const total = counted?.total ?? 0;
  return {
    items: rows.map((row) => ({
      id: row.id,
      at: row.at,
      type: row.type,
      title: row.side === 'BLIND' ? null : row.title,
      href: leadsTo(row),
      urgent: row.urgent,
      readAt: row.readAt,
    })),
    total: Math.min(total, TOTAL_CAP),
    totalCapped: total > TOTAL_CAP,
    unread,
  };
};

/** How an account can be reached and wants to be. */
export type Reach = {
  readonly hasEmail: boolean;
  readonly email: boolean;
  readonly sms: boolean;
  readonly quiet: QuietHours | null;
  readonly unreadKinds: readonly string[];
};

type ReachRow = Omit<Reach, 'quiet'> & { accountId: string; quietFrom: string | null; quietTo: string | null };

export const reachOf = async (
  database: Database,
  accountIds: readonly string[],
): Promise<ReadonlyMap<string, Reach>> => {
  const rows = await database.read<ReachRow>(sql`
    select a.id as "accountId", p.email_cipher is not null as "hasEmail", coalesce(f.email, true) as email,
      coalesce(f.sms, true) as sms, f.quiet_from as "quietFrom", f.quiet_to as "quietTo",
      array(select distinct n.kind from notice n where n.account_id = a.id and n.read_at is null) as "unreadKinds"
    from account a left join person p on p.id = a.person_id left join notice_preference f on f.account_id = a.id
    where a.id = any(${accountIds}::uuid[])`);
  return new Map(rows.map(({ accountId, ...row }) => [accountId, { ...row, quiet: quietOf(row) }]));
};

const quietOf = ({ quietFrom, quietTo }: Pick<ReachRow, 'quietFrom' | 'quietTo'>): QuietHours | null =>
  quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo };

export const preferencesOf = async (
  database: Database,
  { accountId }: Viewer,
): Promise<ResponseOf<typeof getNoticePreferences>> => {
  const reach = (await reachOf(database, [accountId])).get(accountId);
  const { email = true, sms = true, hasEmail = false, quiet = null } = reach ?? {};
  return { email, sms, hasEmail, quiet };
};

type RunRow = Omit<ResponseOf<typeof listNoticeRuns>['items'][number], 'state' | 'counts'> &
  Record<Lowercase<DeliveryState>, number>;

/** How the telling of each event stands, latest first: numbers only, for whoever keeps the platform running. */
export const listRuns = async (
  database: Database,
  { page, size }: QueryOf<typeof listNoticeRuns>,
): Promise<ResponseOf<typeof listNoticeRuns>> => {
  const [rows, counted] = await Promise.all([
    database.read<RunRow>(sql`
      select r.event_id as id, r.at, r.type, r.notices, d.*
      from notice_run r cross join lateral (
        select count(*) filter (where state = 'QUEUED')::int as queued, count(*) filter (where state = 'SENDING')::int as sending,
          count(*) filter (where state = 'SENT')::int as sent, count(*) filter (where state = 'FAILED')::int as failed,
          count(*) filter (where state = 'GAVE_UP')::int as gave_up
        from notice_delivery where run_id = r.event_id) d
      order by r.at desc, r.event_id desc limit ${size} offset ${(page - 1) * size}`),
    database.readOne<{ total: number }>(sql`
      select count(*)::int as total from (select 1 from notice_run limit ${TOTAL_CAP + 1}) counted`),
  ]);
  const total = counted?.total ?? 0;
  return {
    items: rows.map(({ queued, sending, sent, failed, gave_up, ...run }) => {
      const counts = { QUEUED: queued, SENDING: sending, SENT: sent, FAILED: failed, GAVE_UP: gave_up };
      return { ...run, counts, state: runState(counts) };
    }),
    total: Math.min(total, TOTAL_CAP),
    totalCapped: total > TOTAL_CAP,
  };
};

/** What would have left the platform, latest first. */
export const listOutboxOf = async (
  database: Database,
  { page, size }: QueryOf<typeof listOutbox>,
): Promise<ResponseOf<typeof listOutbox>> => {
  const [items, counted] = await Promise.all([
    database.read<ResponseOf<typeof listOutbox>['items'][number]>(sql`
      select o.notice_id as "noticeId", o.channel, o.to, o.subject, o.text, o.at
      from dev_outbox o order by o.at desc, o.notice_id desc, o.channel limit ${size} offset ${(page - 1) * size}`),
    database.readOne<{ total: number }>(sql`
      select count(*)::int as total from (select 1 from dev_outbox limit ${TOTAL_CAP + 1}) counted`),
  ]);
  const total = counted?.total ?? 0;
  return { items, total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP };
};
