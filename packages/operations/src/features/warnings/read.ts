import type { listWarnings } from '@qingfeng/contracts/features/warnings/endpoints.ts';
import type { WarningRow } from '@qingfeng/contracts/features/warnings/warning.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TAB_CAP, TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import { type Limit, limitsOf } from '@qingfeng/domain/features/warnings/limits.ts';
import type { WarningScheme } from '@qingfeng/domain/features/warnings/scheme.ts';
import { levelIn } from '@qingfeng/domain/features/warnings/scheme.ts';
import type { Warning, WarningState } from '@qingfeng/domain/features/warnings/warning.ts';
import { WITH_OBJECT } from '@qingfeng/domain/features/warnings/warning.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import { visibleWarning, visibleWarningParts } from '../../shared/access.ts';

type Query = QueryOf<typeof listWarnings>;
type Tab = Query['tab'];

/** Published scheme versions never change, so a process reads each once. */
const schemes = new WeakMap<Database, Map<string, WarningScheme>>();

export const schemeOf = async (database: Database, versionId: string): Promise<WarningScheme> => {
  const known = schemes.get(database) ?? new Map<string, WarningScheme>();
  schemes.set(database, known);
  const found = known.get(versionId);
  if (found !== undefined) return found;
  const row = await database.readOne<{ body: WarningScheme }>(sql`
    select body from scheme_version where id = ${versionId}::uuid and published_at is not null`);
  if (row === undefined) throw new Error(`no published scheme version ${versionId}`);
  known.set(versionId, row.body);
  return row.body;
};

type Row = {
  id: string;
  version: number;
  caseNumber: string;
  paperNumber: string | null;
  state: WarningState;
  schemeVersionId: string;
  levelCode: string;
  mode: string;
  circumstance: string;
  objectKind: 'PERSON' | 'UNIT' | 'SECTION';
  objectId: string;
  objectName: string;
  objectUnit: string;
  objectPost: string | null;
  handlingUnit: string;
  overdue: boolean;
  extensionPending: boolean;
  extended: boolean;
  suspended: boolean;
  rejected: boolean;
  dueOn: LocalDate | null;
  dueEstimated: boolean;
  workingDaysLeft: number | null;
  decidedOn: LocalDate | null;
  servedOn: LocalDate | null;
  proposedAt: Instant;
};

/** Working days from today to a day, by subtraction of running numbers; null for a day the calendar does not reach. */
export const workdaysTo = (day: Sql, today: LocalDate): Sql => sql`
  ((select workday_no from calendar_day where county = 1 and day = ${day})
   - (select workday_no from calendar_day where county = 1 and day = ${today}::date))`;

const columns = (today: LocalDate): Sql => sql`
  w.id, w.version, w.case_number as "caseNumber", w.paper_number as "paperNumber", w.state,
  w.scheme_version_id as "schemeVersionId", w.level_code as "levelCode", w.body ->> 'mode' as mode, w.circumstance,
  w.object_kind as "objectKind", w.object_id as "objectId", w.object_name as "objectName",
  u.short_name as "objectUnit", p.post_name as "objectPost", h.short_name as "handlingUnit",
  w.overdue, w.extension_pending as "extensionPending", w.extended, w.suspended,
  coalesce((w.body ->> 'rejected')::boolean, false) as rejected,
  w.due_on as "dueOn", w.due_estimated as "dueEstimated", ${workdaysTo(sql`w.due_on`, today)} as "workingDaysLeft",
  w.decided_on as "decidedOn", w.served_on as "servedOn", w.proposed_at as "proposedAt"`;

const FROM: Sql = sql`
  join unit u on u.id = w.object_unit_id join unit h on h.id = w.handling_unit_id
  left join person p on w.object_kind = 'PERSON' and p.id = w.object_id`;

/** A row as the contract says it. */
export const toRow = async (database: Database, row: Row): Promise<WarningRow> => {
  const scheme = await schemeOf(database, row.schemeVersionId);
  const level = levelIn(scheme, row.levelCode);
  return {
    id: row.id,
    version: row.version,
    caseNumber: row.caseNumber,
    paperNumber: row.paperNumber,
    state: row.state,
    level: {
      code: level.code,
      rank: level.rank,
      label: level.label,
      act: level.act,
      colour: level.colour.token,
      word: level.colour.word,
    },
    modeLabel: level.modes.find(({ code }) => code === row.mode)?.label ?? row.mode,
    circumstance: {
      code: row.circumstance,
      label: level.circumstances.find(({ code }) => code === row.circumstance)?.label ?? row.circumstance,
    },
    object: {
      kind: row.objectKind,
      id: row.objectId,
      name: row.objectName,
      unit: row.objectUnit,
      post: row.objectPost,
    },
    handlingUnit: row.handlingUnit,
    flags: {
      overdue: row.overdue,
      extensionPending: row.extensionPending,
      extended: row.extended,
      suspended: row.suspended,
      rejected: row.rejected,
    },
    deadline:
      row.dueOn === null
        ? null
        : { dueOn: row.dueOn, workingDaysLeft: row.workingDaysLeft ?? 0, estimated: row.dueEstimated },
    decidedOn: row.decidedOn,
    servedOn: row.servedOn,
    proposedAt: row.proposedAt,
  };
};

const tabOf = (tab: Tab, viewer: Viewer): Sql => {
  switch (tab) {
    case 'open':
      return sql`w.ended_at is null`;
    case 'mine':
      return sql`w.ended_at is null and w.named_account_ids @> array[${viewer.accountId}::uuid]`;
    case 'decide':
      return sql`w.ended_at is null and w.state = 'PENDING_DECISION' and w.decision_roles && ${viewer.roles}::text[]`;
    case 'served':
      return sql`w.ended_at is null and w.state in ('SERVED', 'RESPONDED', 'UNDER_REVIEW', 'RECTIFYING', 'VISITING', 'PENDING_LIFT')`;
    case 'overdue':
      return sql`w.ended_at is null and w.overdue`;
    case 'ended':
      return sql`w.ended_at is not null`;
    case 'all':
      return sql`true`;
  }
};
const TABS = ['open', 'mine', 'decide', 'served', 'overdue', 'ended'] as const satisfies readonly Tab[];

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

const filtersOf = (query: Query): Sql => {
  const parts: Sql[] = [sql`true`];
  if (query.state !== undefined) parts.push(sql`w.state = any(${query.state}::text[])`);
  if (query.colour !== undefined) parts.push(sql`w.colour = any(${query.colour}::text[])`);
  if (query.unitId !== undefined) parts.push(sql`w.object_unit_id = ${query.unitId}::uuid`);
  if (query.from !== undefined) parts.push(sql`w.proposed_at >= ${query.from}::date`);
  if (query.to !== undefined) parts.push(sql`w.proposed_at < ${query.to}::date + 1`);
  if (query.q !== undefined && query.q !== '') {
    const text = like(query.q.toLowerCase());
    parts.push(sql`(w.search ilike ${text} or w.paper_number ilike ${text})`);
  }
  return join(parts, ' and ');
};

/** Orders are whole texts from here, never a caller's. */
const ORDERS: Readonly<Record<string, Sql>> = {
  proposedAt: sql`w.proposed_at asc, w.id asc`,
  '-proposedAt': sql`w.proposed_at desc, w.id desc`,
  dueOn: sql`w.due_on asc nulls last, w.id asc`,
  '-dueOn': sql`w.due_on desc nulls last, w.id desc`,
  level: sql`w.level_rank asc, w.proposed_at desc, w.id desc`,
  '-level': sql`w.level_rank desc, w.proposed_at desc, w.id desc`,
  caseNumber: sql`w.case_number asc`,
  '-caseNumber': sql`w.case_number desc`,
};

const where = (viewer: Viewer, query: Query, tab: Tab, visible: Sql): Sql =>
  sql`w.county = 1 and ${visible} and ${tabOf(tab, viewer)} and ${filtersOf(query)}`;

/** The rows of a page; also what an export walks through. */
export const warningRows = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  query: Query,
): Promise<WarningRow[]> => {
  // The page is cut before the joins: only its own rows are looked up.
  const rows = await database.read<Row>(sql`
    select ${columns(today)}
    from (select * from warning w where ${where(viewer, query, query.tab, visibleWarning(viewer, sql`w`))}
          order by ${ORDERS[query.sort ?? '-proposedAt'] ?? sql`w.id desc`}
          limit ${query.size} offset ${(query.page - 1) * query.size}) w
    ${FROM} order by ${ORDERS[query.sort ?? '-proposedAt'] ?? sql`w.id desc`}`);
  return Promise.all(rows.map((row) => toRow(database, row)));
};

/** Warnings in the viewer's scope, a page at a time, with the counts of the tabs. */
export const listWarningsOf = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  query: Query,
): Promise<ResponseOf<typeof listWarnings>> => {
  const count = (tab: (typeof TABS)[number]): Sql => {
    // All that there is, is what is open and what has ended.
    const shown = tab === query.tab || (query.tab === 'all' && (tab === 'open' || tab === 'ended'));
    const rows = visibleWarningParts(viewer, sql`w`).map(
      (part) => sql`(select 1 from warning w where ${where(viewer, query, tab, part)})`,
    );
    return sql`(select count(*) from (${join(rows, ' union all ')} limit ${(shown ? TOTAL_CAP : TAB_CAP) + 1}) c)::int`;
  };
  const [items, counted] = await Promise.all([
    warningRows(database, viewer, today, query),
    database.readOne<Record<(typeof TABS)[number], number>>(
      sql`select ${join(TABS.map((tab) => sql`${count(tab)} as ${NAMES[tab]}`))}`,
    ),
  ]);
  if (counted === undefined) throw new Error('counting answers with a row');
  const total = query.tab === 'all' ? counted.open + counted.ended : counted[query.tab];
  return { items, total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP, tabs: counted };
};

/** Column names for the tab counts, as text from here. */
const NAMES: Readonly<Record<(typeof TABS)[number], Sql>> = {
  open: sql`open`,
  mine: sql`mine`,
  decide: sql`decide`,
  served: sql`served`,
  overdue: sql`overdue`,
  ended: sql`ended`,
};

/** One row, for the pages of a single warning; `undefined` where the condition hides it. */
export const warningRowOf = async (
  database: Database,
  id: string,
  today: LocalDate,
  scope: Sql,
): Promise<WarningRow | undefined> => {
  const row = await database.readOne<Row>(sql`
    select ${columns(today)} from warning w ${FROM} where w.id = ${id}::uuid and ${scope}`);
  return row === undefined ? undefined : toRow(database, row);
};

/** Warnings that may have a running clock, for the sweep. */
export const warningsWithClocks = async (database: Database): Promise<string[]> =>
  (
    await database.read<{ id: string }>(
      sql`select id from warning where county = 1 and due_on is not null and state <> 'ARCHIVED' order by id`,
    )
  ).map(({ id }) => id);

/** Where its drafter still has something to do with it. */
const IN_HAND: readonly WarningState[] = ['DRAFT', 'PENDING_DECISION', 'DECIDED', 'ISSUED', ...WITH_OBJECT];

/** Whose matters someone stays away from. */
type StaysAwayFrom = { readonly otherPersonId: string | null; readonly otherUnitId: string | null };

/** Warnings that a person who must stay away from them from now on has drafted and goes on with, inside a change. */
export const draftedBy = (
  tx: WriteTx,
  personId: string,
  { otherPersonId, otherUnitId }: StaysAwayFrom,
): Promise<
  {
    readonly id: string;
    readonly title: string;
    readonly unitId: string;
    readonly personId: string | null;
    readonly handlingUnitId: string;
    readonly dueOn: LocalDate | null;
  }[]
> =>
  tx.$queryRaw(sql`
    select w.id, w.case_number as title, w.object_unit_id as "unitId", w.object_person_id as "personId",
      w.handling_unit_id as "handlingUnitId", w.due_on::text as "dueOn"
    from warning w join account a on a.id = (w.body -> 'assignments' ->> 'drafterId')::uuid
    where a.person_id = ${personId}::uuid and w.state = any(${IN_HAND}::text[])
      and (w.object_person_id = ${otherPersonId}::uuid or w.object_unit_id = ${otherUnitId}::uuid)`);

/** The limits of served warnings with whom they are about, for the platform's own rules: no viewer, and nothing that a person wrote. */
export const warningLimits = async (
  database: Database,
  warningId: string | null,
): Promise<(Limit & { caseNumber: string; unitCode: string; personCode: string | null })[]> => {
  const rows = await database.read<{
    body: Omit<Warning, 'scheme' | 'version'>;
    version: number;
    schemeVersionId: string;
    caseNumber: string;
    unitCode: string;
    personCode: string | null;
  }>(sql`
    select w.body, w.version, w.scheme_version_id as "schemeVersionId", w.case_number as "caseNumber", u.code as "unitCode",
      case when w.object_kind = 'PERSON' then p.code end as "personCode"
    from warning w join unit u on u.id = w.object_unit_id left join person p on p.id = w.object_person_id
    where w.county = 1 and w.served_on is not null and (${warningId}::uuid is null or w.id = ${warningId}::uuid) order by w.id`);
  const limits = await Promise.all(
    rows.map(async ({ body, version, schemeVersionId, ...concerns }) => {
      const scheme = await schemeOf(database, schemeVersionId);
      return limitsOf({ ...body, version, scheme }).map((limit) => ({ ...limit, ...concerns }));
    }),
  );
  return limits.flat();
};
