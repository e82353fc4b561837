import type { Counts } from '@qingfeng/domain/features/sources/batch.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Release, Tree } from '@qingfeng/domain/features/sources/ocds/release.ts';
import { releaseKey } from '@qingfeng/domain/features/sources/ocds/release.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addMonths, localDate } from '@qingfeng/domain/shared/local-date.ts';
import { openCopy } from '@qingfeng/platform/copy.ts';
import type { Copying } from '@qingfeng/platform/copy.ts';
import type { Database, Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { none, sql } from '@qingfeng/platform/database.ts';
import type { PoolClient } from 'pg';
import type { Batch, Numbered, Part, SmallPart } from './staged.ts';
import { account, cellsOf, ownColumns, stagedColumns } from './staged.ts';

/** Names of tables and columns, which come only from the table of kinds. */
const named = (text: string): Sql => sql([text]);
const listed = (names: readonly string[]): Sql => named(names.join(', '));

/** Where a part lies when it is promoted: staged by COPY, or, when small, in the statement itself. */
export type Source = Sql;

export type Staging = {
  readonly size: () => number;
  readonly take: (one: Numbered) => Promise<void> | undefined;
  /** The part and where it lies, null when it is empty. */
  readonly end: () => Promise<{ readonly part: Part; readonly source: Source } | null>;
  /** For when the rows cannot be read to the end: the connection is free again. */
  readonly abandon: () => Promise<void>;
};

/**
 * Puts rows where promotion finds them, each as it comes: ten thousand kept as objects would cost the collector more than all else.
 * Outside the transaction, since what is staged means nothing until it is promoted.
 */
export const openStaging = (client: PoolClient, batch: Batch, newId: () => string): Staging => {
  const table = `staged_${batch.kind}`;
  const columns = stagedColumns(batch.kind).map(({ name }) => name);
  const { size, take, part } = account(batch);
  let copying: Copying | null = null;
  return {
    size,
    take: (one) => {
      take(one);
      copying ??= openCopy(client, table, columns);
      return copying.write(cellsOf(batch, one, newId));
    },
    end: async () => {
      const whole = part();
      if (whole === null || copying === null) return null;
      await copying.end();
      const { from, to } = whole.lines;
      const source = sql`${named(table)} where batch_id = ${batch.id}::uuid and line between ${from} and ${to}`;
      return {
        part: whole,
        source: whole.replaced.length === 0 ? source : sql`${source} and line <> all(${whole.replaced}::int[])`,
      };
    },
    abandon: async () => copying?.abandon(),
  };
};

/** The rows of a small part as a value of the statement, which saves the way over the staging table. */
export const given = (part: SmallPart): Source => {
  const columns = stagedColumns(part.kind);
  const rows = part.rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
  const types = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(${named(types)})`;
};

/** Removes staged rows: those promoted, or all that a process which died left of a delivery. */
export const unstage = async (tx: WriteTx, kind: Kind, batchId: string, lines?: Part['lines']): Promise<void> => {
  const within = lines === undefined ? none : sql`and line between ${lines.from} and ${lines.to}`;
  await tx.$executeRaw(sql`delete from ${named(`staged_${kind}`)} where batch_id = ${batchId}::uuid ${within}`);
};

/** Lets go of the room that removed rows left, when nobody is staging. */
export const clearStaging = async (database: Database, kind: Kind): Promise<void> => {
  await database.read(sql`select clear_staging(${kind})`);
};

/** Months further back than this stay in the table's default partition: an old register does not make hundreds of partitions. */
const MONTHS_BACK = 36;
const madeMonths = new WeakMap<Database, Set<string>>();

/** Makes the months of these days in the envelope and the typed table (a register has none), once per process and month. */
export const ensureMonths = async (database: Database, by: By, kind: Kind, days: Part['days']): Promise<void> => {
  const made = madeMonths.get(database) ?? new Set<string>();
  madeMonths.set(database, made);
  const earliest = addMonths(by.today, -MONTHS_BACK);
  const missing: LocalDate[] = [];
  const first = localDate(`${(days.from < earliest ? earliest : days.from).slice(0, 7)}-01`);
  for (let month = first; month <= days.to; month = addMonths(month, 1))
    if (!made.has(kind + month)) missing.push(month);
  const [from, to] = [missing[0], missing.at(-1)];
  if (from === undefined || to === undefined) return;
  await database.read(sql`
    select ensure_months(name, ${from}::date, ${to}::date) from partitioned_table where name in ('record', ${kind})`);
  for (const month of missing) made.add(kind + month);
};

/** Deliveries of one feed pass one at a time, so that two cannot both find an id new. Held until the end of the change. */
export const takeTurn = async (tx: WriteTx, feedId: string): Promise<void> => {
  await tx.$executeRaw(sql`select pg_advisory_xact_lock(hashtextextended(${feedId}, 0))`);
};

export type Promotion = {
  readonly feedId: string;
  readonly batchId: string;
  readonly kind: Kind;
  readonly now: Instant;
  /** Whether a delivery received earlier must give way to a newer one; rows merged from all releases never do. */
  readonly inOrder: boolean;
};

type Promoted = {
  readonly counts: Omit<Counts, 'rejected'>;
  readonly fromRecord: string | null;
  readonly toRecord: string | null;
};

/**
 * Nothing is known of the staged rows, and what is known of a table that just grew is old: the planner must not take it for small
 * and read all of it for every row. The part is read five times, so it stays in memory.
 */
const PLANNED = sql`
  select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true),
    set_config('enable_mergejoin', 'off', true), set_config('work_mem', '64MB', true)`;

/**
 * Promotes a part by one statement: what is new is inserted, what says the same is left, what says otherwise becomes a new revision in the
 * month of its day while the old one, in its month, is superseded.
 */
export const promote = async (tx: WriteTx, source: Source, to: Promotion): Promise<Promoted> => {
  const own = ownColumns(to.kind).map(({ name }) => name);
  const table = named(to.kind);
  await takeTurn(tx, to.feedId);
  await tx.$executeRaw(PLANNED);
  const rows = await tx.$queryRaw<{ outcome: string; rows: bigint; first: string | null; last: string | null }[]>(sql`
    with part as materialized (
      select part.*, unit.id as unit_id, old.record_id as old_id, old.occurred_on as old_on, coalesce(old.revision, 0) + 1 as revision,
        case
          when old.record_id is null then 'accepted'
          when ${to.inOrder} and old.batch_id > ${to.batchId}::uuid then 'late'
          when old.content_hash = part.content_hash then case when old.batch_id = ${to.batchId}::uuid then 'late' else 'unchanged' end
          when old.batch_id = ${to.batchId}::uuid then 'again'
          else 'corrected'
        end as outcome
      from (select * from ${source}) part
      left join record_key old on old.feed_id = ${to.feedId}::uuid and old.external_id = part.external_id
      left join unit on unit.code = part.unit_code),
    keyed as (
      insert into record_key (feed_id, external_id, record_id, revision, content_hash, occurred_on, batch_id)
      select ${to.feedId}::uuid, external_id, record_id, 1, content_hash, occurred_on, batch_id
      from part where outcome = 'accepted'),
    rekeyed as (
      update record_key set record_id = part.record_id, revision = part.revision, content_hash = part.content_hash,
        occurred_on = part.occurred_on, batch_id = greatest(record_key.batch_id, part.batch_id)
      from part
      where outcome in ('corrected', 'again')
        and record_key.feed_id = ${to.feedId}::uuid and record_key.external_id = part.external_id),
    enveloped as (
      insert into record (id, feed_id, kind, external_id, revision, content_hash, occurred_on, unit_id, received_at, batch_id, replaces_id, replaces_on)
      select record_id, ${to.feedId}::uuid, ${to.kind}, external_id, revision, content_hash, occurred_on, unit_id,
        ${to.now}::timestamptz, batch_id, old_id, old_on
      from part where outcome in ('accepted', 'corrected', 'again')),
    typed as (
      insert into ${table} (record_id, feed_id, external_id, occurred_on, unit_id, unit_code, ${listed(own)})
      select record_id, ${to.feedId}::uuid, external_id, occurred_on, unit_id, unit_code, ${listed(own)}
      from part where outcome in ('accepted', 'corrected', 'again')),
    superseded as (
      update ${table} old set superseded_at = ${to.now}::timestamptz
      from part
      where outcome in ('corrected', 'again') and old.county = 1 and old.record_id = old_id and old.occurred_on = old_on)
    select outcome, count(*) as rows, min(record_id::text) as first, max(record_id::text) as last from part group by outcome`);
  const count = (...outcomes: string[]): number =>
    rows.reduce((sum, row) => (outcomes.includes(row.outcome) ? sum + Number(row.rows) : sum), 0);
  const made = rows.filter((row) => row.outcome !== 'unchanged' && row.outcome !== 'late');
  return {
    counts: {
      accepted: count('accepted'),
      corrected: count('corrected'),
      unchanged: count('unchanged'),
      repeated: count('late', 'again'),
    },
    fromRecord: made.reduce<string | null>(
      (least, { first }) => (least === null || (first ?? '') < least ? first : least),
      null,
    ),
    toRecord: made.reduce<string | null>(
      (most, { last }) => (most === null || (last ?? '') > most ? last : most),
      null,
    ),
  };
};

/** Remembers releases, and gives back all that is remembered of their processes. The feed's turn must be taken. */
export const rememberReleases = async (
  tx: WriteTx,
  feedId: string,
  batchId: string,
  releases: readonly Release[],
): Promise<ReadonlyMap<string, readonly Release[]>> => {
  const rows = new Map(
    releases.map(({ body, ...release }) => {
      const key = releaseKey({ body, ...release });
      return [`${release.ocid} ${key}`, { ocid: release.ocid, release_key: key, body: { ...release, body } }];
    }),
  );
  await tx.$executeRaw(sql`
    insert into ocds_release (feed_id, ocid, release_key, body, batch_id)
    select ${feedId}::uuid, given.*, ${batchId}::uuid
    from jsonb_to_recordset(${JSON.stringify([...rows.values()])}::jsonb) as given(ocid text, release_key text, body jsonb)
    on conflict (feed_id, ocid, release_key) do update set body = excluded.body, batch_id = excluded.batch_id
    where ocds_release.batch_id <= excluded.batch_id`);
  const ocids = [...new Set(releases.map(({ ocid }) => ocid))];
  const known = await tx.$queryRaw<{ ocid: string; body: Omit<Release, 'body'> & { body: Tree } }[]>(sql`
    select ocid, body from ocds_release where feed_id = ${feedId}::uuid and ocid = any(${ocids}::text[])`);
  const byProcess = new Map<string, Release[]>(ocids.map((ocid) => [ocid, []]));
  for (const { ocid, body } of known) byProcess.get(ocid)?.push(body);
  return byProcess;
};
