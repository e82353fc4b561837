import type {
  getTenderFacets,
  listTenders,
  listTendersOfMatter,
} from '@qingfeng/contracts/features/tenders/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Meeting, Pair } from '@qingfeng/domain/features/tenders/company.ts';
import { companyOf } from '@qingfeng/domain/features/tenders/company.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import { visibleInformation, visibleTender } from '../../shared/access.ts';

export type TenderListRow = ResponseOf<typeof listTenders>['items'][number];
type Query = QueryOf<typeof listTenders>;

/** Columns of a tender `t` with its unit `u`. */
export const TENDER_COLUMNS: Sql = sql`
  t.id, t.tender_ref as "tenderRef", t.project, u.short_name as unit, t.opened_on as "openedOn", t.currency, t.bids,
  t.estimate_minor as "estimateMinor", t.lowest_minor as "lowestMinor", t.winner, t.winning_minor as "winningMinor",
  t.score_permille as "scorePermille", t.flagged`;

/** What the score of a band is. */
const BANDS: Readonly<Record<NonNullable<Query['score']>[number], Sql>> = {
  HIGH: sql`t.score_permille >= 750`,
  RAISED: sql`(t.score_permille >= 500 and t.score_permille < 750)`,
  USUAL: sql`t.score_permille < 500`,
  NONE: sql`t.score_permille is null`,
};

/** Orders are whole texts from here, never a caller's. */
const ORDERS: Readonly<Record<string, Sql>> = {
  scorePermille: sql`t.score_permille asc nulls last, t.id asc`,
  '-scorePermille': sql`t.score_permille desc nulls last, t.id desc`,
  openedOn: sql`t.opened_on asc, t.id asc`,
  '-openedOn': sql`t.opened_on desc, t.id desc`,
  bids: sql`t.bids asc, t.id asc`,
  '-bids': sql`t.bids desc, t.id desc`,
  winningMinor: sql`t.winning_minor asc nulls last, t.id asc`,
  '-winningMinor': sql`t.winning_minor desc nulls last, t.id desc`,
};

const like = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

const fits = (viewer: Viewer, query: Query): Sql => {
  const parts: Sql[] = [sql`t.county = 1 and ${visibleTender(viewer, sql`t`)}`];
  if (query.unitId !== undefined) parts.push(sql`t.unit_id = any(${query.unitId}::uuid[])`);
  if (query.score !== undefined)
    parts.push(
      sql`(${join(
        query.score.map((band) => BANDS[band]),
        ' or ',
      )})`,
    );
  if (query.flag?.length === 1) parts.push(sql`t.flagged = ${query.flag[0] === 'YES'}`);
  if (query.from !== undefined) parts.push(sql`t.opened_on >= ${query.from}::date`);
  if (query.to !== undefined) parts.push(sql`t.opened_on <= ${query.to}::date`);
  if (query.q !== undefined && query.q !== '') parts.push(sql`t.search like ${like(query.q)}`);
  return join(parts, ' and ');
};

/** A page of the list; cut before anything is looked up, so that only its own rows are. */
export const tenderRows = (database: Database, viewer: Viewer, query: Query): Promise<TenderListRow[]> => {
  const order = ORDERS[query.sort ?? '-scorePermille'] ?? sql`t.id desc`;
  return database.read(sql`
    select ${TENDER_COLUMNS}, (
      select count(*) from information i where i.county = 1 and i.subject_kind = 'TENDER' and i.subject_id = t.tender_ref
        and i.source = 'ALERT' and ${visibleInformation(viewer, sql`i`)})::int as alerts
    from (select * from tender t where ${fits(viewer, query)}
          order by ${order} limit ${query.size} offset ${(query.page - 1) * query.size}) t
    left join unit u on u.id = t.unit_id order by ${order}`);
};

export const listTendersOf = async (
  database: Database,
  viewer: Viewer,
  query: Query,
): Promise<ResponseOf<typeof listTenders>> => {
  const [items, counted] = await Promise.all([
    tenderRows(database, viewer, query),
    database.readOne<{ n: number }>(sql`
      select count(*)::int as n from (select 1 from tender t where ${fits(viewer, query)} limit ${TOTAL_CAP + 1}) c`),
  ]);
  const total = counted?.n ?? 0;
  return { items, total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP };
};

export const MARKET_COLUMNS: Sql = sql`m.currency, m.likeness, m.tenders, m.method, m.screened_at as "screenedAt"`;

export const tenderFacets = async (database: Database, viewer: Viewer): Promise<ResponseOf<typeof getTenderFacets>> => {
  const mine = sql`t.county = 1 and ${visibleTender(viewer, sql`t`)}`;
  const [units, markets] = await Promise.all([
    database.read<{ id: string; name: string; count: number }>(sql`
      select u.id, u.short_name as name, c.n::int as count
      from (select t.unit_id, count(*) as n from tender t where ${mine} group by 1) c join unit u on u.id = c.unit_id
      order by u.sort_order`),
    database.read<ResponseOf<typeof getTenderFacets>['markets'][number]>(sql`
      select ${MARKET_COLUMNS} from tender_market m
      where m.county = 1 and exists (select from tender t where t.currency = m.currency and ${mine}) order by m.tenders desc`),
  ]);
  return { units, markets };
};

/** Tenders beyond this are counted only: an alert of a bidder may rest on hundreds. */
const MOST_BEHIND = 12;

/** The tenders in which the records of an alert are bids; missing where the alert is. */
export const tendersOfMatter = async (
  database: Database,
  viewer: Viewer,
  informationId: string,
): Promise<ResponseOf<typeof listTendersOfMatter>> => {
  const matter = await database.readOne<{ alertId: string | null }>(sql`
    select i.alert_id as "alertId" from information i
    where i.county = 1 and i.id = ${informationId}::uuid and ${visibleInformation(viewer, sql`i`)}`);
  if (matter === undefined) throw missing('information');
  const rows = await database.read<ResponseOf<typeof listTendersOfMatter>['items'][number]>(sql`
    select t.id, t.tender_ref as "tenderRef", t.project, t.opened_on as "openedOn", t.score_permille as "scorePermille", t.flagged
    from tender t
    where t.county = 1 and ${visibleTender(viewer, sql`t`)} and t.tender_ref in (
      select b.tender_ref from alert a join bid b on b.county = 1 and b.record_id = any(a.record_ids)
      where a.county = 1 and a.id = ${matter.alertId}::uuid and a.record_kind = 'bid')
    order by t.opened_on desc, t.id`);
  return { items: rows.slice(0, MOST_BEHIND), left: Math.max(0, rows.length - MOST_BEHIND) };
};

/** Meetings looked at, the newest first: years of a busy market. */
export const MOST_MEETINGS = 2_000;

/** Tenders in the viewer's sight in which at least two of the bidders met, the newest first. */
export const meetingsOf = (database: Database, viewer: Viewer, codes: readonly string[]): Promise<Meeting[]> =>
  codes.length < 2
    ? Promise.resolve([])
    : database.read(sql`
        select t.tender_ref as tender, t.opened_on as on, m.bidders, t.winner_code as winner
        from (
          select b.tender_ref, array_agg(distinct b.bidder_code) as bidders from bid b
          where b.county = 1 and b.superseded_at is null and b.bidder_code = any(${codes}::text[])
          group by 1 having count(distinct b.bidder_code) > 1) m
        join tender t on t.county = 1 and t.tender_ref = m.tender_ref
        where ${visibleTender(viewer, sql`t`)}
        order by t.opened_on desc, t.id desc limit ${MOST_MEETINGS + 1}`);

/** With a single bidder the picture shows those whom it meets most; with several, who of them meet. */
const MOST_COMPANIONS = 8;

/** Who of the bidders met whom in tenders that the viewer may see; of one bidder alone, those whom it meets most beside it. */
export const companionsOf = async (
  database: Database,
  viewer: Viewer,
  codes: readonly string[],
): Promise<{ others: { code: string; name: string }[]; pairs: readonly Pair[] }> => {
  const others =
    codes.length === 1
      ? await database.read<{ code: string; name: string }>(sql`
          select b.bidder_code as code, coalesce(max(b.bidder), b.bidder_code) as name
          from bid mine join tender t on t.county = 1 and t.tender_ref = mine.tender_ref
          join bid b on b.county = 1 and b.superseded_at is null and b.tender_ref = mine.tender_ref
          where mine.county = 1 and mine.superseded_at is null and mine.bidder_code = any(${codes}::text[])
            and b.bidder_code <> all(${codes}::text[]) and ${visibleTender(viewer, sql`t`)}
          group by 1 order by count(distinct b.tender_ref) desc, 1 limit ${MOST_COMPANIONS}`)
      : [];
  const all = [...codes, ...others.map(({ code }) => code)];
  return { others, pairs: companyOf(all, await meetingsOf(database, viewer, all)).pairs };
};
