import { HOLDERS } from '@qingfeng/domain/features/sources/retention.ts';
import type {
  getBatch,
  getFeed,
  getFeedForm,
  listBatches,
  listFeeds,
  listRejectedRows,
  sendRecords,
} from '@qingfeng/contracts/features/sources/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { BatchFormat, BatchState, Counts } from '@qingfeng/domain/features/sources/batch.ts';
import { isOver } from '@qingfeng/domain/features/sources/batch.ts';
import type { DeliveryAlarm } from '@qingfeng/domain/features/sources/delivery-alarms.ts';
import type { ContractState } from '@qingfeng/domain/features/sources/data-contract.ts';
import { CONTRACT_STEP_NAMES, refusalOfContractStep } from '@qingfeng/domain/features/sources/data-contract.ts';
import { freshnessOf } from '@qingfeng/domain/features/sources/feed.ts';
import type { FeedFormat } from '@qingfeng/domain/features/sources/feed.ts';
import { DELIVERED_KINDS, FIELDS } from '@qingfeng/domain/features/sources/kinds.ts';
import type { DeliveredKind, Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Pull } from '@qingfeng/domain/features/sources/pull.ts';
import type { Fault } from '@qingfeng/domain/features/sources/reject.ts';
import type { By, Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { tellableReason } from '@qingfeng/domain/features/rules/poor-data.ts';
import { addDays } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import type { PoolClient } from 'pg';
import { maySeeRules, visibleFeed } from '../../shared/access.ts';
import { timelineOf } from '../audit/read.ts';
import type { Feed } from './store.ts';
import { FEED, IN_FORCE } from './store.ts';

type FeedRow = ResponseOf<typeof listFeeds>['items'][number];
type Batch = ResponseOf<typeof getBatch>;

type StoredFeed = {
  id: string;
  code: string;
  name: string;
  unitId: string;
  unitName: string;
  kind: DeliveredKind;
  format: FeedFormat;
  provider: string;
  everyDays: number;
  status: 'ACTIVE' | 'PAUSED';
  contractState: ContractState;
  openedOn: LocalDate;
  lastReceivedOn: LocalDate | null;
  lastReceivedAt: Instant | null;
  dataUntil: LocalDate | null;
  lastCounts: Counts | null;
  lastAlarms: DeliveryAlarm[];
};

export const COUNTS = (alias: Sql): Sql => sql`
  json_build_object('accepted', ${alias}.accepted, 'corrected', ${alias}.corrected, 'unchanged', ${alias}.unchanged,
    'repeated', ${alias}.repeated, 'rejected', ${alias}.rejected)`;

/** When it might first deliver. */
const OPENED = sql`coalesce(f.contract_decided_at, f.registered_at)`;

const feedColumns = (zone: string): Sql => sql`
  f.id, f.code, f.name, f.unit_id as "unitId", u.short_name as "unitName", f.kind, f.format, f.provider, f.every_days as "everyDays",
  f.status, f.contract_state as "contractState", (${OPENED} at time zone ${zone})::date as "openedOn",
  (f.last_received_at at time zone ${zone})::date as "lastReceivedOn", f.last_received_at as "lastReceivedAt",
  f.data_until as "dataUntil", case when b.id is null then null else ${COUNTS(sql`b`)} end as "lastCounts",
  coalesce(b.alarms, '{}') as "lastAlarms"`;

const FROM_FEED = sql`from feed f join unit u on u.id = f.unit_id left join batch b on b.id = f.last_batch_id`;

/** Days until the feed is late, in SQL as `freshnessOf` has it in memory; for filters and order. */
const dueOn = (zone: string): Sql =>
  sql`((coalesce(f.last_received_at, ${OPENED}) at time zone ${zone})::date + f.every_days)`;

const healthIs = (health: FeedRow['health'], today: LocalDate, zone: string): Sql => {
  const late = sql`${dueOn(zone)} < ${today}::date`;
  if (health === 'PAUSED') return sql`f.status <> 'ACTIVE'`;
  if (health === 'UNAPPROVED') return sql`f.status = 'ACTIVE' and f.contract_state <> 'APPROVED'`;
  const takes = sql`f.status = 'ACTIVE' and f.contract_state = 'APPROVED'`;
  if (health === 'STALE') return sql`${takes} and ${late}`;
  const delivered = health === 'NEVER' ? sql`is null` : sql`is not null`;
  return sql`${takes} and not ${late} and f.last_received_at ${delivered}`;
};

const toFeedRow = (row: StoredFeed, today: LocalDate): FeedRow => {
  const { unitId, unitName, openedOn: _opened, lastReceivedOn: _received, ...rest } = row;
  const { stale, dueOn: due, daysLate } = freshnessOf(row, today);
  const fresh = row.lastReceivedAt === null ? 'NEVER' : 'FRESH';
  const takes = row.contractState === 'APPROVED';
  const health = row.status === 'PAUSED' ? 'PAUSED' : !takes ? 'UNAPPROVED' : stale ? 'STALE' : fresh;
  return { ...rest, unit: { id: unitId, name: unitName }, health, dueOn: due, daysLate };
};

/** Orders are whole texts from here, never a caller's. */
const ORDERS: Readonly<Record<string, (zone: string) => Sql>> = {
  code: () => sql`f.code`,
  '-code': () => sql`f.code desc`,
  name: () => sql`f.name collate "zh-x-icu", f.code`,
  '-name': () => sql`f.name collate "zh-x-icu" desc, f.code`,
  lastReceivedAt: () => sql`f.last_received_at nulls first, f.code`,
  '-lastReceivedAt': () => sql`f.last_received_at desc nulls last, f.code`,
  dueOn: (zone) => sql`f.status, ${dueOn(zone)}, f.code`,
  '-dueOn': (zone) => sql`f.status, ${dueOn(zone)} desc, f.code`,
};

const like = (text: string): string => `%${text.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`;

const REGISTRARS = ['RULE_ADMIN'] as const;
const SENDERS = ['UNIT_LIAISON', 'RULE_ADMIN', 'OFFICER', 'CENTRE_CLERK'] as const;

/** Feeds that the viewer may see, a page at a time, with their health today. */
export const listFeedsOf = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  zone: string,
  query: QueryOf<typeof listFeeds>,
): Promise<ResponseOf<typeof listFeeds>> => {
  const parts: Sql[] = [visibleFeed(viewer, sql`f`)];
  if (query.kind !== undefined) parts.push(sql`f.kind = ${query.kind}`);
  if (query.health !== undefined) parts.push(healthIs(query.health, today, zone));
  if (query.q !== undefined && query.q !== '') {
    const text = like(query.q);
    parts.push(sql`(f.code ilike ${text} or f.name ilike ${text} or u.name ilike ${text} or f.provider ilike ${text})`);
  }
  const where = join(parts, ' and ');
  const order = (ORDERS[query.sort ?? 'dueOn'] ?? ORDERS['dueOn'])?.(zone) ?? sql`f.code`;
  const [rows, counted, stale] = await Promise.all([
    database.read<StoredFeed>(sql`
      select ${feedColumns(zone)} ${FROM_FEED} where ${where} order by ${order}
      limit ${query.size} offset ${(query.page - 1) * query.size}`),
    database.readOne<{ n: number }>(sql`
      select count(*) as n from (select 1 ${FROM_FEED} where ${where} limit ${TOTAL_CAP + 1}) counted`),
    staleCount(database, viewer, today, zone),
  ]);
  const total = counted?.n ?? 0;
  return {
    items: rows.map((row) => toFeedRow(row, today)),
    total: Math.min(total, TOTAL_CAP),
    totalCapped: total > TOTAL_CAP,
    stale,
    mayRegister: hasRole(viewer, ...REGISTRARS),
  };
};

/** How many feeds of the viewer are overdue. */
export const staleCount = async (
  database: Database,
  viewer: Viewer,
  today: LocalDate,
  zone: string,
): Promise<number> => {
  const row = await database.readOne<{ n: number }>(sql`
    select count(*) as n from feed f where ${visibleFeed(viewer, sql`f`)} and ${healthIs('STALE', today, zone)}`);
  return row?.n ?? 0;
};

/** Instants as the wire has them: JSON of PostgreSQL writes them otherwise. */
const stamp = (column: Sql): Sql => sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const PULLING = sql`
  (select json_build_object('nextAt', ${stamp(sql`p.next_at`)}, 'lastAt', ${stamp(sql`p.last_at`)}, 'outcome', p.outcome, 'error', p.error, 'errorFacts', p.error_facts,
     'deliveries', p.deliveries, 'failures', p.failures) from feed_pull p where p.feed_id = f.id)`;

/** The mapping in force, and the version that is on its way. */
const MAPPING = sql`
  json_build_object(
    'number', (select m.number from feed_mapping m where m.feed_id = f.id and m.state = 'IN_FORCE'),
    'undated', coalesce(${IN_FORCE} ->> 'undated', case f.format when 'OCDS' then 'RECEIVED' else 'REJECT' end),
    'open', (select json_build_object('number', m.number, 'state', m.state) from feed_mapping m where m.feed_id = f.id and m.state in ('DRAFT', 'PROPOSED')))`;

const HEALTH_DAYS = 30;

type Poor = ResponseOf<typeof getFeed>['poorData'];

/** What rules could not judge of a feed: by rule for who may read rules, else one line for each lack of its own fields. */
const poorDataOf = async (database: Database, viewer: Viewer, feedId: string): Promise<Poor> => {
  const rows = await database.read<Poor[number] & { reason: string }>(sql`
    select json_build_object('code', r.code, 'name', r.name) as rule, p.opened_at as since, p.judged, p.not_evaluable as "notEvaluable",
      p.reason
    from poor_data p join rule r on r.code = p.rule_code
    where p.feed_id = ${feedId}::uuid and p.closed_at is null order by p.not_evaluable desc, r.code`);
  if (maySeeRules(viewer)) return rows;
  const byReason = Map.groupBy(rows, ({ reason }) => tellableReason(reason));
  return [...byReason].flatMap(([reason, some]) => {
    const [most] = some;
    if (most === undefined) return [];
    const { judged, notEvaluable } = most;
    const since = some.map((one) => one.since).sort()[0] ?? most.since;
    return [{ rule: null, since, judged, notEvaluable, reason }];
  });
};

/** One feed with what was agreed and its last thirty days. */
export const feedOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
  zone: string,
): Promise<ResponseOf<typeof getFeed>> => {
  type Detail = StoredFeed & {
    version: number;
    purpose: string;
    legalBasis: string;
    allowedFields: string[];
    mapping: ResponseOf<typeof getFeed>['mapping'];
    registeredAt: Instant;
    records: number;
    agreementRef: string;
    agreedFrom: LocalDate | null;
    agreedUntil: LocalDate | null;
    retentionMonths: number | null;
    pull: Pull | null;
    pulling: ResponseOf<typeof getFeed>['pulling'];
    contractById: string | null;
  } & Omit<ResponseOf<typeof getFeed>['contract'], 'openSteps'>;
  const from = addDays(today, 1 - HEALTH_DAYS);
  const [row, days, timeline, poorData] = await Promise.all([
    database.readOne<Detail>(sql`
      select ${feedColumns(zone)}, f.version, f.purpose, f.legal_basis as "legalBasis", f.allowed_fields as "allowedFields", ${MAPPING} as mapping,
        f.registered_at as "registeredAt", (select coalesce(sum(accepted), 0) from batch where feed_id = f.id)::int as records,
        f.agreement_ref as "agreementRef", f.agreed_from as "agreedFrom", f.agreed_until as "agreedUntil",
        f.retention_months as "retentionMonths", f.pull, ${PULLING} as pulling,
        f.contract_by as "contractById", author.name as by, f.contract_at as at, decider.name as "decidedBy",
        f.contract_decided_at as "decidedAt", f.contract_reason as reason
      ${FROM_FEED} left join account author on author.id = f.contract_by left join account decider on decider.id = f.contract_decided_by
      where f.id = ${id}::uuid and ${visibleFeed(viewer, sql`f`)}`),
    database.read<{ day: LocalDate; deliveries: number; taken: number; rejected: number }>(sql`
      select d::date as day, count(b.id)::int as deliveries,
        coalesce(sum(b.accepted + b.corrected + b.unchanged + b.repeated), 0)::int as taken, coalesce(sum(b.rejected), 0)::int as rejected
      from generate_series(${from}::date, ${today}::date, interval '1 day') d
      left join batch b on b.feed_id = ${id}::uuid and (b.received_at at time zone ${zone})::date = d::date
      group by d order by d`),
    timelineOf(database, 'feed', id),
    poorDataOf(database, viewer, id),
  ]);
  if (row === undefined) throw missing('feed');
  const { version, purpose, legalBasis, allowedFields, mapping, registeredAt, records, ...beside } = row;
  const { agreementRef, agreedFrom, agreedUntil, retentionMonths, pull, pulling, ...feed } = beside;
  const { contractById, by, at, decidedBy, decidedAt, reason, ...stored } = feed;
  const taken = days.reduce((sum, one) => sum + one.taken, 0);
  const rejected = days.reduce((sum, one) => sum + one.rejected, 0);
  return {
    ...toFeedRow(stored, today),
    version,
    purpose,
    legalBasis,
    allowedFields,
    mapping,
    agreementRef,
    agreedFrom,
    agreedUntil,
    retentionMonths,
    pull,
    pulling,
    registeredAt,
    healthOver30Days: {
      days,
      rejectedPerThousand: taken + rejected === 0 ? null : Math.round((rejected * 10_000) / (taken + rejected)) / 10,
      records,
    },
    poorData,
    contract: {
      ...{ by, at, decidedBy, decidedAt, reason },
      openSteps: CONTRACT_STEP_NAMES.flatMap((step) => {
        const why = refusalOfContractStep(step, { state: row.contractState, by: contractById }, viewer);
        if (why === 'access.denied' || why === 'step.not-available') return [];
        return [{ step, open: why === null, primary: step === 'approve', why }];
      }),
    },
    may: {
      send: hasRole(viewer, ...SENDERS) && row.status === 'ACTIVE' && row.contractState === 'APPROVED',
      change: hasRole(viewer, ...REGISTRARS),
      keep: hasRole(viewer, ...HOLDERS),
    },
    timeline,
  };
};

type BatchRow = Omit<Batch, 'reasons' | 'judged' | 'timeline'>;
type StoredBatch = Omit<BatchRow, 'error' | 'mayCancel'> & {
  error: string | null;
  errorDetails: Record<string, unknown> | null;
};

const batchColumns = sql`
  b.id, b.feed_id as "feedId", f.code as "feedCode", f.name as "feedName", f.kind, b.format, b.file_name as "fileName", b.state,
  b.received_at as "receivedAt", a.name as "receivedBy", b.started_at as "startedAt", b.finished_at as "finishedAt",
  b.cancel_requested as "cancelRequested", b.lines_done as "linesDone", b.lines_total as "linesTotal", ${COUNTS(sql`b`)} as counts,
  b.error, b.error_details as "errorDetails", coalesce(b.alarms, '{}') as alarms,
  (select m.number from feed_mapping m where m.id = b.mapping_id) as "mappingNumber"`;
const FROM_BATCH = sql`from batch b join feed f on f.id = b.feed_id left join account a on a.id = b.received_by`;

const toBatch = ({ error, errorDetails, ...row }: StoredBatch, viewer: Viewer): BatchRow => ({
  ...row,
  error: error === null ? null : { code: error, details: errorDetails ?? {} },
  mayCancel: !isOver(row.state) && !row.cancelRequested && hasRole(viewer, ...SENDERS),
});

export const listBatchesOf = async (
  database: Database,
  viewer: Viewer,
  feedId: string,
  query: QueryOf<typeof listBatches>,
): Promise<ResponseOf<typeof listBatches>> => {
  const where = sql`b.feed_id = ${feedId}::uuid and ${visibleFeed(viewer, sql`f`)}`;
  const [feed, rows, counted] = await Promise.all([
    database.readOne(sql`select 1 from feed f where f.id = ${feedId}::uuid and ${visibleFeed(viewer, sql`f`)}`),
    database.read<StoredBatch>(sql`
      select ${batchColumns} ${FROM_BATCH} where ${where} order by b.id ${query.sort === 'receivedAt' ? sql`asc` : sql`desc`}
      limit ${query.size} offset ${(query.page - 1) * query.size}`),
    database.readOne<{ n: number }>(sql`
      select count(*) as n from (select 1 ${FROM_BATCH} where ${where} limit ${TOTAL_CAP + 1}) counted`),
  ]);
  if (feed === undefined) throw missing('feed');
  const total = counted?.n ?? 0;
  return {
    items: rows.map((row) => toBatch(row, viewer)),
    total: Math.min(total, TOTAL_CAP),
    totalCapped: total > TOTAL_CAP,
  };
};

/**
 * What the rules made of a delivery, each outcome summed over the looks that it took. Who only sends files learns of rows, never of
 * a hit.
 */
const judgedOf = (database: Database, id: string): Promise<NonNullable<Batch['judged']>> =>
  database.read<NonNullable<Batch['judged']>[number]>(sql`
    select rule_code as code, r.name, coalesce(sum(o.count) filter (where outcome = 'hit'), 0)::int as hits,
      coalesce(jsonb_agg(jsonb_build_object('reason', o.reason, 'count', o.count) order by o.count desc)
        filter (where outcome = 'not-evaluable'), '[]') as "notEvaluable"
    from (
      select u.rule_code, u.outcome, u.reason, sum(u.count)::int as count
      from rule_outcome u join rule_run n on n.id = u.run_id
      where n.batch_id = ${id}::uuid and u.outcome in ('hit', 'not-evaluable') group by 1, 2, 3
    ) o join rule r on r.code = o.rule_code
    group by 1, 2 order by 3 desc, 1`);

/** One delivery with its progress. */
export const batchOf = async (database: Database, viewer: Viewer, id: string): Promise<Batch> => {
  const [row, reasons, judged, timeline] = await Promise.all([
    database.readOne<StoredBatch>(sql`
      select ${batchColumns} ${FROM_BATCH} where b.id = ${id}::uuid and ${visibleFeed(viewer, sql`f`)}`),
    database.read<Batch['reasons'][number]>(sql`
      select r.reason, r.field, min(r.heading) as heading, min(r.rule) as rule, count(distinct r.line)::int as rows
      from rejected_row r join batch b on b.id = r.batch_id join feed f on f.id = b.feed_id
      where r.batch_id = ${id}::uuid and ${visibleFeed(viewer, sql`f`)}
      group by r.reason, r.field order by rows desc, r.reason, r.field limit 50`),
    maySeeRules(viewer) ? judgedOf(database, id) : null,
    timelineOf(database, 'batch', id),
  ]);
  if (row === undefined) throw missing('batch');
  return { ...toBatch(row, viewer), reasons, judged, timeline };
};

type StoredRejected = { line: number; faults: Fault[] };

const FAULTS = sql`json_agg(json_build_object('reason', r.reason, 'field', r.field, 'value', r.value, 'heading', r.heading, 'rule', r.rule) order by r.nth)`;

/** Rejected rows of a delivery, by line. */
export const listRejectedOf = async (
  database: Database,
  viewer: Viewer,
  batchId: string,
  query: QueryOf<typeof listRejectedRows>,
): Promise<ResponseOf<typeof listRejectedRows>> => {
  const batch = await database.readOne(sql`
    select 1 ${FROM_BATCH} where b.id = ${batchId}::uuid and ${visibleFeed(viewer, sql`f`)}`);
  if (batch === undefined) throw missing('batch');
  const lines = sql`
    select distinct line from rejected_row where batch_id = ${batchId}::uuid
      and (${query.reason ?? null}::text is null or reason = ${query.reason ?? null})`;
  const [items, counted] = await Promise.all([
    database.read<StoredRejected>(sql`
      with page as (${lines} order by line ${query.sort === '-line' ? sql`desc` : sql`asc`} limit ${query.size} offset ${(query.page - 1) * query.size})
      select r.line, ${FAULTS} as faults from page join rejected_row r on r.batch_id = ${batchId}::uuid and r.line = page.line
      group by r.line order by r.line ${query.sort === '-line' ? sql`desc` : sql`asc`}`),
    database.readOne<{ n: number }>(sql`select count(*) as n from (${lines} limit ${TOTAL_CAP + 1}) counted`),
  ]);
  const total = counted?.n ?? 0;
  return { items, total: Math.min(total, TOTAL_CAP), totalCapped: total > TOTAL_CAP };
};

export type RejectedForRepair = {
  readonly line: number;
  readonly faults: readonly Fault[];
  readonly cells: Readonly<Record<string, string>> | null;
};

const REPAIR_PAGE = 1_000;

/** Every rejected row with its cells, in order of lines; by pages, so that the longest list needs no more memory than a short one. */
export const rejectedForRepair = async function* (
  database: Database,
  batchId: string,
): AsyncGenerator<RejectedForRepair> {
  let after = -1;
  for (;;) {
    const rows = await database.read<RejectedForRepair>(sql`
      select r.line, ${FAULTS} as faults, (array_agg(r.cells order by r.nth))[1] as cells
      from rejected_row r where r.batch_id = ${batchId}::uuid and r.line > ${after}
      group by r.line order by r.line limit ${REPAIR_PAGE}`);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < REPAIR_PAGE) return;
    after = last.line;
  }
};

/** What rows sent over the API are answered with; the sender has just been let in. */
export const deliveryAnswer = async (database: Database, batchId: string): Promise<ResponseOf<typeof sendRecords>> => {
  const [batch, rejected] = await Promise.all([
    database.readOne<{ counts: Counts }>(
      sql`select ${COUNTS(sql`b`)} as counts from batch b where b.id = ${batchId}::uuid`,
    ),
    database.read<StoredRejected>(sql`
      select r.line, ${FAULTS} as faults from rejected_row r where r.batch_id = ${batchId}::uuid group by r.line order by r.line`),
  ]);
  if (batch === undefined) throw missing('batch');
  return { batchId, counts: batch.counts, rejected };
};

export const feedFormOf = async (database: Database): Promise<ResponseOf<typeof getFeedForm>> => ({
  units: await database.read(sql`select id, name from unit where ended_on is null order by path`),
  kinds: DELIVERED_KINDS.map((kind) => ({
    kind,
    fields: FIELDS[kind].map(({ name, required }) => ({ name, required })),
  })),
});

/** By the code that operators know; outside any viewer's scope, for the operator's own command. */
export const feedIdOf = async (database: Database, code: string): Promise<string | undefined> =>
  (await database.readOne<{ id: string }>(sql`select id from feed where code = ${code}`))?.id;

/** A delivery that waits to be worked off, or was left half done. */
export type WaitingBatch = {
  readonly id: string;
  readonly feed: Feed;
  readonly format: Exclude<BatchFormat, 'API'>;
  readonly receivedAt: Instant;
  readonly linesDone: number;
  readonly counts: Counts;
  readonly sha256: string;
};

export const waitingBatches = async (database: Database, feedId: string): Promise<readonly WaitingBatch[]> => {
  type Row = Omit<WaitingBatch, 'feed'> & { state: BatchState };
  const [feed, rows] = await Promise.all([
    database.readOne<Feed>(sql`select ${FEED} from feed f where f.id = ${feedId}::uuid`),
    database.read<Row>(sql`
      select b.id, b.format, b.received_at as "receivedAt", b.lines_done as "linesDone", ${COUNTS(sql`b`)} as counts, s.sha256
      from batch b join stored_file s on s.id = b.file_id
      where b.feed_id = ${feedId}::uuid and b.state in ('WAITING', 'RUNNING') order by b.id`),
  ]);
  return feed === undefined ? [] : rows.map((row) => ({ ...row, feed }));
};

/** Feeds with deliveries that have waited for longer than a job takes to start: their worker died, or the job was lost. */
export const feedsLeftWaiting = (database: Database, by: By, seconds: number): Promise<{ id: string }[]> =>
  database.read(sql`
    select distinct feed_id as id from batch
    where state in ('WAITING', 'RUNNING') and file_id is not null
      and received_at < ${by.now}::timestamptz - make_interval(secs => ${seconds})`);

/** One class of advisory locks, so that the key cannot meet another's. */
const FEED_LOCK = 7_301;

/** The right to work off a feed, held by the connection: it goes when the process does. */
export const feedLock = async (client: PoolClient, feedId: string): Promise<boolean> => {
  const { rows } = await client.query<{ mine: boolean }>('select pg_try_advisory_lock($1, hashtext($2)) as mine', [
    FEED_LOCK,
    feedId,
  ]);
  return rows[0]?.mine === true;
};
export const feedUnlock = async (client: PoolClient, feedId: string): Promise<void> => {
  await client.query('select pg_advisory_unlock($1, hashtext($2))', [FEED_LOCK, feedId]);
};

/** Active feeds overdue today that were not yet told of. */
export const feedsGoneStale = (database: Database, today: LocalDate, zone: string): Promise<{ id: string }[]> =>
  database.read(sql`
    select f.id from feed f where ${healthIs('STALE', today, zone)} and f.stale_since is null order by f.code`);

/** Where a sealed identity belongs, as the vault wants to know. */
export const sealedIdentity = (id: string): string => `sealed_identity.sealed:${id}`;
/** The same of the password or token with which a feed is fetched. */
export const pullSecret = (feedId: string): string => `feed.pull_cipher:${feedId}`;

/** Registers that say which of our own people an identity is: one's number beside one's digest, as the personnel offices send them. */
const NAMING = ['tenure', 'kin', 'payroll'] as const satisfies readonly Kind[];
/** Whether records of this kind may tell whose digest a subject is. */
export const namesPeople = (kind: string): boolean => (NAMING as readonly string[]).includes(kind);

/**
 * Which of our people these digests are (DOMAIN §7.2, FS-09): `digest`, `person_id`. No number is opened for it. Registers that
 * contradict each other name nobody.
 */
export const peopleBehind = (digests: Sql): Sql => sql`
  select named.digest, (array_agg(distinct p.id))[1] as person_id
  from (${join(
    NAMING.map(
      (kind) => sql`select person_hash as digest, person_code from ${sql([kind])}
        where county = 1 and superseded_at is null and person_code is not null and person_hash = any(${digests})`,
    ),
    ' union all ',
  )}) named
  join person p on p.code = named.person_code
  group by named.digest having count(distinct p.id) = 1`;
