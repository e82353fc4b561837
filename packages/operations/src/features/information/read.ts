import type {
  findSubjects,
  getInformationFacets,
  listInformation,
} from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import { visibleInformation } from '../../shared/access.ts';

type List = ResponseOf<typeof listInformation>;
export type InformationRow = List['items'][number];
type Query = QueryOf<typeof listInformation>;
type Tab = Query['tab'];

/** Data older than this many days are marked as out of date: what a rule says of them must be read with that day in mind. */
const STALE_DAYS = 3;

type Row = Omit<InformationRow, 'rule' | 'subject' | 'handler' | 'reviewer' | 'deadline' | 'mine'> & {
  ruleCode: string | null;
  ruleName: string | null;
  subjectKind: InformationRow['subject']['kind'];
  subjectId: string;
  subjectLabel: string;
  handlerId: string | null;
  handlerName: string | null;
  reviewerId: string | null;
  reviewerName: string | null;
  dueOn: LocalDate | null;
  workingDaysLeft: number | null;
};

const columns = (today: LocalDate): Sql => sql`
  i.id, i.version, i.number, i.source, i.state, i.colour, i.title, i.rule_code as "ruleCode", r.name as "ruleName",
  i.subject_kind as "subjectKind", i.subject_id as "subjectId", i.subject_label as "subjectLabel", u.short_name as unit,
  i.amount_minor as "amountMinor", i.currency, i.received_at as "receivedAt",
  greatest(0, ${today}::date - i.received_at::date) as "ageDays", i.data_as_of as "dataAsOf",
  coalesce(i.data_as_of::date < ${today}::date - ${STALE_DAYS}::int, false) as stale,
  i.handler_id as "handlerId", h.name as "handlerName", i.reviewer_id as "reviewerId", v.name as "reviewerName", i.due_on as "dueOn",
  ((select workday_no from calendar_day where county = 1 and day = i.due_on)
   - (select workday_no from calendar_day where county = 1 and day = ${today}::date)) as "workingDaysLeft"`;

const FROM: Sql = sql`
  left join rule r on r.code = i.rule_code left join unit u on u.id = i.unit_id
  left join account h on h.id = i.handler_id left join account v on v.id = i.reviewer_id`;

const toRow = (viewer: Viewer, row: Row): InformationRow => {
  const {
    ruleCode,
    ruleName,
    subjectKind,
    subjectId,
    subjectLabel,
    handlerId,
    handlerName,
    reviewerId,
    reviewerName,
    dueOn,
    workingDaysLeft,
    ...rest
  } = row;
  return {
    ...rest,
    rule: ruleCode === null ? null : { code: ruleCode, name: ruleName ?? ruleCode },
    subject: { kind: subjectKind, id: subjectId, label: subjectLabel },
    handler: handlerId === null ? null : { accountId: handlerId, name: handlerName ?? '' },
    reviewer: reviewerId === null ? null : { accountId: reviewerId, name: reviewerName ?? '' },
    deadline:
      dueOn === null ? null : { dueOn, workingDaysLeft: workingDaysLeft ?? 0, estimated: workingDaysLeft === null },
    mine: handlerId === viewer.accountId,
  };
};

const tabOf = (tab: Tab, viewer: Viewer): Sql => {
  switch (tab) {
    case 'open':
      return sql`i.closed_at is null`;
    case 'untaken':
      return sql`i.closed_at is null and i.state = 'RECEIVED'`;
    case 'mine':
      return sql`i.closed_at is null and i.handler_id = ${viewer.accountId}::uuid`;
    case 'review':
      return sql`i.closed_at is null and i.pending is not null and i.handler_id <> ${viewer.accountId}::uuid`;
    case 'ended':
      return sql`i.closed_at is not null`;
    case 'all':
      return sql`true`;
  }
};
const TABS = ['open', 'untaken', 'mine', 'review', 'ended'] as const satisfies readonly Tab[];
const NAMES: Readonly<Record<(typeof TABS)[number], Sql>> = {
  open: sql`open`,
  untaken: sql`untaken`,
  mine: sql`mine`,
  review: sql`review`,
  ended: sql`ended`,
};

const like = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

const filtersOf = (query: Query): Sql => {
  const parts: Sql[] = [sql`true`];
  if (query.state !== undefined) parts.push(sql`i.state = any(${query.state}::text[])`);
  if (query.colour !== undefined) parts.push(sql`i.colour = any(${query.colour}::text[])`);
  if (query.rule !== undefined) parts.push(sql`i.rule_code = any(${query.rule}::text[])`);
  if (query.source !== undefined) parts.push(sql`i.source = any(${query.source}::text[])`);
  if (query.unitId !== undefined) parts.push(sql`i.unit_id = ${query.unitId}::uuid`);
  if (query.handlerId !== undefined) parts.push(sql`i.handler_id = ${query.handlerId}::uuid`);
  if (query.minAmountMinor !== undefined) parts.push(sql`i.amount_minor >= ${query.minAmountMinor}::bigint`);
  if (query.from !== undefined) parts.push(sql`i.received_at >= ${query.from}::date`);
  if (query.to !== undefined) parts.push(sql`i.received_at < ${query.to}::date + 1`);
  if (query.q !== undefined && query.q !== '') parts.push(sql`i.search like ${like(query.q)}`);
  return join(parts, ' and ');
};

const WEIGHT = sql`case i.colour when 'RED' then 1 when 'YELLOW' then 2 when 'BLUE' then 3 else 4 end`;
/** Orders are whole texts from here, never a caller's. */
const ORDERS: Readonly<Record<string, Sql>> = {
  receivedAt: sql`i.received_at asc, i.id asc`,
  '-receivedAt': sql`i.received_at desc, i.id desc`,
  amountMinor: sql`i.amount_minor asc nulls last, i.id asc`,
  '-amountMinor': sql`i.amount_minor desc nulls last, i.id desc`,
  dueOn: sql`i.due_on asc nulls last, i.id asc`,
  '-dueOn': sql`i.due_on desc nulls last, i.id desc`,
  colour: sql`${WEIGHT} asc, i.received_at desc, i.id desc`,
  '-colour': sql`${WEIGHT} desc, i.received_at desc, i.id desc`,
};

const where = (viewer: Viewer, query: Query, tab: Tab): Sql =>
  sql`i.county = 1 and ${visibleInformation(viewer, sql`i`)} and ${tabOf(tab, viewer)} and ${filtersOf(query)}`;

/** The rows of a page; also what an export walks through. Cut before the joins, so that only its own rows are looked up. */
export const informationRows = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  query: Query,
): Promise<InformationRow[]> => {
  const order = ORDERS[query.sort ?? '-receivedAt'] ?? sql`i.id desc`;
  const rows = await database.read<Row>(sql`
    select ${columns(today)}
    from (select * from information i where ${where(viewer, query, query.tab)}
          order by ${order} limit ${query.size} offset ${(query.page - 1) * query.size}) i
    ${FROM} order by ${order}`);
  return rows.map((row) => toRow(viewer, row));
};

/** Alerts and other information in the viewer's scope, with the counts of the tabs. */
export const listInformationOf = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  query: Query,
): Promise<List> => {
  const count = (tab: Tab): Sql =>
    sql`(select count(*) from (select 1 from information i where ${where(viewer, query, tab)} limit ${TOTAL_CAP + 1}) c)::int`;
  const [items, counts] = await Promise.all([
    informationRows(database, viewer, today, query),
    database.readOne<Record<string, number>>(sql`
      select ${count(query.tab)} as total, ${join(TABS.map((tab) => sql`${count(tab)} as ${NAMES[tab]}`))}`),
  ]);
  const { total = 0, ...tabs } = counts ?? {};
  return { items, total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP, tabs };
};

/** One row through the same scope, `undefined` where it is hidden. */
export const informationRowOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
): Promise<InformationRow | undefined> => {
  const row = await database.readOne<Row>(sql`
    select ${columns(today)} from information i ${FROM}
    where i.county = 1 and i.id = ${id}::uuid and ${visibleInformation(viewer, sql`i`)}`);
  return row === undefined ? undefined : toRow(viewer, row);
};

/** Rules, units and handlers of open information in the viewer's scope. */
export const informationFacets = async (
  database: Database,
  viewer: Viewer,
): Promise<ResponseOf<typeof getInformationFacets>> => {
  const open = sql`i.county = 1 and i.closed_at is null and ${visibleInformation(viewer, sql`i`)}`;
  const [rules, units, handlers] = await Promise.all([
    database.read<{ code: string; name: string; count: number }>(sql`
      select r.code, r.name, count(*)::int as count from information i join rule r on r.code = i.rule_code
      where ${open} group by r.code, r.name order by r.code`),
    database.read<{ id: string; name: string; count: number }>(sql`
      select u.id, u.short_name as name, count(*)::int as count from information i join unit u on u.id = i.unit_id
      where ${open} group by u.id, u.short_name, u.sort_order order by u.sort_order limit 200`),
    database.read<{ id: string; name: string; count: number }>(sql`
      select a.id, a.name, count(*)::int as count from information i join account a on a.id = i.handler_id
      where ${open} group by a.id, a.name order by a.name limit 200`),
  ]);
  return { rules, units, handlers };
};

/** People and units about whom the viewer may act: the scope of triage, without whom the viewer must stay away from. */
export const subjectsIn = (viewer: Viewer): Sql => {
  const scope = sql`(${viewer.wholeCounty} or u.id = any(${viewer.coveredUnitIds}::uuid[]))
    and u.id <> all(${viewer.recusedUnitIds}::uuid[])`;
  return sql`
    select 'PERSON' as kind, p.id, p.code, p.name, p.initials, p.unit_id as "unitId", u.short_name as unit, p.post_name as post
    from person p join unit u on u.id = p.unit_id
    where p.status = 'ACTIVE' and p.id <> all(${viewer.recusedPersonIds}::uuid[]) and ${scope}
    union all
    select 'UNIT', u.id, u.code, u.name, u.initials, u.id, u.short_name, null from unit u where u.ended_on is null and ${scope}`;
};

export const findSubjectsIn = async (
  database: Database,
  viewer: Viewer,
  { q, kind }: QueryOf<typeof findSubjects>,
): Promise<ResponseOf<typeof findSubjects>> => ({
  items: await database.read(sql`
    select s.kind, s.id, s.name, s."unitId", s.unit, s.post from (${subjectsIn(viewer)}) s
    where (s.name like ${like(q)} or s.initials like ${like(q)} or s.code ilike ${like(q)})
      and (${kind ?? null}::text is null or s.kind = ${kind ?? null})
    order by s.kind desc, length(s.name), s.name limit 20`),
});
