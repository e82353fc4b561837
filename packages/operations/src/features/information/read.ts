import type {
  findSubjects,
  getInformationFacets,
  listInformation,
} from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TAB_CAP, TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Weighable } from '@qingfeng/domain/features/information/reported-matter.ts';
import type { TriagePolicy } from '@qingfeng/domain/features/information/policy.ts';
import { policyOf } from '@qingfeng/domain/features/information/policy.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import { visibleInformation } from '../../shared/access.ts';
import { POLICY_IN_FORCE } from './store.ts';

type List = ResponseOf<typeof listInformation>;
export type InformationRow = List['items'][number];
type Query = QueryOf<typeof listInformation>;
type Tab = Query['tab'];

/** Data older than this many days are marked as out of date: what a rule says of them must be read with that day in mind. */
const STALE_DAYS = 3;

type Row = Omit<InformationRow, 'rule' | 'subject' | 'handler' | 'reviewer' | 'deadline' | 'mine' | 'matter'> & {
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
  matterId: string | null;
  matterSize: number;
};

const columns = (viewer: Viewer, today: LocalDate): Sql => sql`
  i.id, i.version, i.number, i.source, i.state, i.colour, i.title, i.rule_code as "ruleCode", r.name as "ruleName",
  i.subject_kind as "subjectKind", i.subject_id as "subjectId", i.subject_label as "subjectLabel", u.short_name as unit,
  i.amount_minor as "amountMinor", i.currency, i.received_at as "receivedAt",
  greatest(0, ${today}::date - i.received_at::date) as "ageDays", i.data_as_of as "dataAsOf",
  coalesce(i.data_as_of::date < ${today}::date - ${STALE_DAYS}::int, false) as stale,
  i.handler_id as "handlerId", h.name as "handlerName", i.reviewer_id as "reviewerId", v.name as "reviewerName", i.due_on as "dueOn",
  ((select workday_no from calendar_day where county = 1 and day = i.due_on)
   - (select workday_no from calendar_day where county = 1 and day = ${today}::date)) as "workingDaysLeft",
  i.snoozed_until as "snoozedUntil", i.quiet, i.matter_id as "matterId",
  (select count(*) from (
     select 1 from information o where o.county = 1 and o.matter_id = i.matter_id and o.closed_at is null
       and ${visibleInformation(viewer, sql`o`)} limit ${TOTAL_CAP}) c)::int as "matterSize"`;

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
    matterId,
    matterSize,
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
    matter: matterId === null || matterSize < 2 ? null : { id: matterId, size: matterSize },
  };
};

const tabOf = (tab: Tab, viewer: Viewer, i: Sql): Sql => {
  switch (tab) {
    case 'open':
      return sql`${i}.closed_at is null and ${i}.snoozed_until is null and ${i}.quiet is null`;
    case 'untaken':
      return sql`${i}.closed_at is null and ${i}.snoozed_until is null and ${i}.quiet is null and ${i}.state = 'RECEIVED'`;
    case 'snoozed':
      return sql`${i}.closed_at is null and ${i}.snoozed_until is not null`;
    case 'quiet':
      return sql`${i}.closed_at is null and ${i}.snoozed_until is null and ${i}.quiet is not null`;
    case 'mine':
      return sql`${i}.closed_at is null and ${i}.handler_id = ${viewer.accountId}::uuid`;
    case 'review':
      return sql`${i}.closed_at is null and ${i}.pending is not null and ${i}.handler_id <> ${viewer.accountId}::uuid`;
    case 'ended':
      return sql`${i}.closed_at is not null`;
    case 'all':
      return sql`true`;
  }
};
const TABS = ['open', 'untaken', 'mine', 'review', 'snoozed', 'quiet', 'ended'] as const satisfies readonly Tab[];
const NAMES: Readonly<Record<(typeof TABS)[number], Sql>> = {
  open: sql`open`,
  untaken: sql`untaken`,
  mine: sql`mine`,
  review: sql`review`,
  snoozed: sql`snoozed`,
  quiet: sql`quiet`,
  ended: sql`ended`,
};

const like = (text: string): string => `%${text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

/** Where colours stand in the order of weight; the index of the open ones is built on these very words. */
const weightOf = (i: Sql): Sql =>
  sql`(case ${i}.colour when 'RED' then 1 when 'YELLOW' then 2 when 'BLUE' then 3 else 4 end)`;
const WEIGHTS = { RED: 1, YELLOW: 2, BLUE: 3 } as const;

/** One value is said as an equation: only then does an index also give the order. */
const anyOf = (column: Sql, values: readonly (string | number)[]): Sql =>
  values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} in (${join(values)})`;

const filtersOf = (query: Query, i: Sql): Sql => {
  const parts: Sql[] = [sql`true`];
  if (query.state !== undefined) parts.push(anyOf(sql`${i}.state`, query.state));
  if (query.colour !== undefined)
    parts.push(
      anyOf(
        weightOf(i),
        query.colour.map((colour) => WEIGHTS[colour]),
      ),
    );
  if (query.rule !== undefined) parts.push(anyOf(sql`${i}.rule_code`, query.rule));
  if (query.source !== undefined) parts.push(anyOf(sql`${i}.source`, query.source));
  if (query.unitId !== undefined) parts.push(sql`${i}.unit_id = ${query.unitId}::uuid`);
  if (query.handlerId !== undefined) parts.push(sql`${i}.handler_id = ${query.handlerId}::uuid`);
  if (query.matterId !== undefined) parts.push(sql`${i}.matter_id = any(${query.matterId}::uuid[])`);
  if (query.minAmountMinor !== undefined) parts.push(sql`${i}.amount_minor >= ${query.minAmountMinor}::bigint`);
  if (query.from !== undefined) parts.push(sql`${i}.received_at >= ${query.from}::date`);
  if (query.to !== undefined) parts.push(sql`${i}.received_at < ${query.to}::date + 1`);
  if (query.q !== undefined && query.q !== '') parts.push(sql`${i}.search like ${like(query.q)}`);
  return join(parts, ' and ');
};

const WEIGHT = weightOf(sql`i`);
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

const fits = (viewer: Viewer, query: Query, tab: Tab, i: Sql): Sql =>
  sql`${i}.county = 1 and ${visibleInformation(viewer, i)} and ${tabOf(tab, viewer, i)} and ${filtersOf(query, i)}`;

const isByMatter = ({ view, tab }: Query): boolean => view === 'matters' && tab !== 'ended' && tab !== 'all';

/** What the list holds; as matters, the newest that fits stands for all others that do. What has ended stands for itself. */
const where = (viewer: Viewer, query: Query): Sql => {
  const own = fits(viewer, query, query.tab, sql`i`);
  return isByMatter(query)
    ? sql`${own} and (i.matter_id is null or not exists (
        select 1 from information o where o.matter_id = i.matter_id and (o.received_at, o.id) > (i.received_at, i.id)
          and ${fits(viewer, query, query.tab, sql`o`)}))`
    : own;
};

/** The rows of a page; also what an export walks through. Cut before the joins, so that only its own rows are looked up. */
export const informationPage = (viewer: Viewer, today: LocalDate, query: Query): Sql => {
  const order = ORDERS[query.sort ?? '-receivedAt'] ?? sql`i.id desc`;
  return sql`
    select ${columns(viewer, today)}
    from (select * from information i where ${where(viewer, query)}
          order by ${order} limit ${query.size} offset ${(query.page - 1) * query.size}) i
    ${FROM} order by ${order}`;
};

export const informationRows = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  query: Query,
): Promise<InformationRow[]> =>
  (await database.read<Row>(informationPage(viewer, today, query))).map((row) => toRow(viewer, row));

/** How many there are in the list and in each tab, each counted to its cap. Tabs count alerts, also where matters are listed. */
export const informationCounts = (viewer: Viewer, query: Query): Sql => {
  const count = (tab: Tab): Sql => {
    const most = (tab === query.tab && !isByMatter(query) ? TOTAL_CAP : TAB_CAP) + 1;
    return sql`
      (select count(*) from (select 1 from information i where ${fits(viewer, query, tab, sql`i`)} limit ${most}) c)::int`;
  };
  const own = fits(viewer, query, query.tab, sql`i`);
  // Those that stand alone reach the cap first wherever there are many; only then matters, too, are counted from their index.
  const total = isByMatter(query)
    ? sql`(
        with alone as (
          select count(*) as n from (
            select 1 from information i where ${own} and i.matter_id is null limit ${TOTAL_CAP + 1}) c)
        select case when n > ${TOTAL_CAP} then n else n + (
          select count(*) from (
            select distinct i.matter_id from information i where ${own} and i.matter_id is not null
            limit ${TOTAL_CAP + 1}) c) end
        from alone)::int`
    : count(query.tab);
  return sql`select ${total} as total, ${join(TABS.map((tab) => sql`${count(tab)} as ${NAMES[tab]}`))}`;
};

/** Alerts and other information in the viewer's scope, with the counts of the tabs. */
export const listInformationOf = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  query: Query,
): Promise<List> => {
  const [items, counts] = await Promise.all([
    informationRows(database, viewer, today, query),
    database.readOne<Record<string, number>>(informationCounts(viewer, query)),
  ]);
  const { total = 0, ...tabs } = counts ?? {};
  return { items, total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP, tabs };
};

/** What was put off until that day or before. */
export const snoozedUntil = async (database: Database, day: LocalDate): Promise<string[]> => {
  const rows = await database.read<{ id: string }>(sql`
    select id from information where county = 1 and closed_at is null and snoozed_until <= ${day}::date order by snoozed_until, id`);
  return rows.map(({ id }) => id);
};

/** What is put off until that day or before, and whose end nobody was told of yet. */
export const snoozeEnding = (
  database: Database,
  day: LocalDate,
): Promise<{ id: string; until: LocalDate; version: number }[]> =>
  database.read(sql`
    select i.id, i.snoozed_until as until, i.version from information i
    where i.county = 1 and i.closed_at is null and i.snoozed_until <= ${day}::date and not exists (
      select from event e where e.thing_kind = 'information' and e.thing_id = i.id and e.type = 'information.snooze-ending'
        and e.body::jsonb ->> 'until' = i.snoozed_until::text)
    order by i.snoozed_until, i.id`);

/** One row through the same scope, `undefined` where it is hidden. */
export const informationRowOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
): Promise<InformationRow | undefined> => {
  const row = await database.readOne<Row>(sql`
    select ${columns(viewer, today)} from information i ${FROM}
    where i.county = 1 and i.id = ${id}::uuid and ${visibleInformation(viewer, sql`i`)}`);
  return row === undefined ? undefined : toRow(viewer, row);
};

/**
 * Rules, units and handlers of open information, counted in one walk over an index in its own order, no row read: first all three together, of
 * which there are few, then each of them over those.
 */
export const facetCounts = (viewer: Viewer): Sql => sql`
  select c.rule, c.unit, c.handler, sum(c.n)::int as n from (
    select i.rule_code as rule, i.unit_id as unit, i.handler_id as handler, count(*) as n from information i
    where i.county = 1 and i.closed_at is null and ${visibleInformation(viewer, sql`i`)}
    group by i.rule_code, i.unit_id, i.handler_id) c
  group by grouping sets ((c.rule), (c.unit), (c.handler))`;

export const informationFacets = async (
  database: Database,
  viewer: Viewer,
): Promise<ResponseOf<typeof getInformationFacets>> => {
  const found = await database.readOne<ResponseOf<typeof getInformationFacets>>(sql`
    with c as materialized (${facetCounts(viewer)})
    select
      (select coalesce(json_agg(json_build_object('code', r.code, 'name', r.name, 'count', c.n) order by r.code), '[]')
       from c join rule r on r.code = c.rule) as rules,
      (select coalesce(json_agg(json_build_object('id', u.id, 'name', u.short_name, 'count', c.n) order by u.sort_order), '[]')
       from c join unit u on u.id = c.unit) as units,
      (select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'count', c.n) order by a.name), '[]')
       from c join account a on a.id = c.handler) as handlers`);
  return found ?? { rules: [], units: [], handlers: [] };
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

/** From whose matters someone stays away: exactly one is named. */
export type StaysAwayFrom = {
  readonly otherPersonId: string | null;
  readonly otherUnitId: string | null;
  readonly otherSupplierCode: string | null;
};

/** Matters in the hand of a person who must stay away from them from now on, inside a change; not those that wait for a second person. */
export const mattersInHand = (
  tx: WriteTx,
  personId: string,
  { otherPersonId, otherUnitId, otherSupplierCode }: StaysAwayFrom,
): Promise<{ id: string; title: string; unitId: string | null; personId: string | null }[]> =>
  tx.$queryRaw(sql`
    select i.id, i.title, i.unit_id as "unitId", i.subject_person_id as "personId"
    from information i join account a on a.id = i.handler_id
    where i.county = 1 and i.closed_at is null and i.state in ('SCREENING', 'VERIFYING') and i.pending is null
      and a.person_id = ${personId}::uuid
      and (i.subject_person_id = ${otherPersonId}::uuid or i.unit_id = ${otherUnitId}::uuid
        or (i.subject_kind = 'SUPPLIER' and i.subject_id = ${otherSupplierCode}))`);

/** The policy in force; also for reads that explain by it. */
export const policyNow = async (database: Database): Promise<TriagePolicy> =>
  policyOf((await database.readOne<{ policy: Partial<TriagePolicy> }>(POLICY_IN_FORCE))?.policy ?? {});

/** A reported matter as rules may know it. */
export type ReportedMatter = {
  readonly number: string;
  readonly receivedOn: LocalDate;
  readonly unitCode: string | null;
  readonly personCode: string | null;
  readonly factKey: string;
  readonly sourceKey: string | null;
} & Weighable;

/**
 * Reported matters, of what a merged one has become and by which fact that is known; with a thing's id all of its subject, since what is merged
 * moves on together. For the platform's own rules: no viewer, and nothing that a person wrote.
 */
export const reportedMatters = (database: Database, informationId: string | null): Promise<ReportedMatter[]> => {
  const of =
    informationId === null
      ? sql`true`
      : sql`(i.subject_kind, i.subject_id) = (select o.subject_kind, o.subject_id from information o where o.county = 1 and o.id = ${informationId}::uuid)`;
  return database.read(sql`
    with recursive way as (
      select i.id, i.id as at, 0 as steps from information i where i.county = 1 and i.source <> 'ALERT' and ${of}
      union all
      select way.id, i.merged_into_id, way.steps + 1 from way join information i on i.county = 1 and i.id = way.at
      where i.merged_into_id is not null and way.steps < ${MOST_MERGES}::int),
    ends as (select distinct on (id) id, at from way order by id, steps desc)
    select i.number, i.body ->> 'receivedOn' as "receivedOn", u.code as "unitCode", p.code as "personCode",
      coalesce(root.fact_key, root.number) as "factKey", i.source_key as "sourceKey", i.source,
      root.state, root.information_level as level, root.body ->> 'clueId' as "clueId", root.dismiss_reason as "dismissReason"
    from ends join information i on i.county = 1 and i.id = ends.id join information root on root.county = 1 and root.id = ends.at
      left join unit u on u.id = i.unit_id left join person p on p.id = i.subject_person_id
    where i.unit_id is not null order by i.id`);
};
/** A chain of merged matters that is longer is a circle. */
const MOST_MERGES = 50;
