import type { Counts } from '@qingfeng/domain/features/sources/batch.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import { copyInto } from '@qingfeng/platform/copy.ts';
import type { Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { PoolClient } from 'pg';
import type { Part } from './staged.ts';
import { ownColumns, stagedColumns } from './staged.ts';

/** Names of tables and columns, which come only from the table of kinds. */
const named = (text: string): Sql => sql([text]);
const listed = (names: readonly string[], prefix = ''): Sql => named(names.map((name) => prefix + name).join(', '));

/** Where a part lies when it is promoted: staged by COPY, or, when small, in the statement itself. */
export type Source = Sql;

/** Puts a part where promotion finds it. Outside the transaction: what is staged means nothing until it is promoted. */
export const stage = async (client: PoolClient, part: Part): Promise<Source> => {
  await copyInto(
    client,
    `staged_${part.kind}`,
    stagedColumns(part.kind).map(({ name }) => name),
    part.rows,
  );
  return sql`${named(`staged_${part.kind}`)}
    where batch_id = ${part.batchId}::uuid and line between ${part.lines.from} and ${part.lines.to}`;
};

/** The rows of a small part as a value of the statement, which saves the way over the staging table. */
export const given = (part: Part): Source => {
  const columns = stagedColumns(part.kind);
  const rows = part.rows.map((row) => Object.fromEntries(columns.map(({ name }, index) => [name, row[index] ?? null])));
  const types = columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  return sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(${named(types)})`;
};

/** Staged rows that are promoted, or were left by a process that died. */
export const unstage = async (tx: WriteTx, kind: Kind, batchId: string): Promise<void> => {
  await tx.$executeRaw(sql`delete from ${named(`staged_${kind}`)} where batch_id = ${batchId}::uuid`);
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
 * month of its day while the old one, in its month, is superseded. One delivery of a feed at a time passes here, so that two
 * cannot both find an id new.
 */
export const promote = async (tx: WriteTx, source: Source, to: Promotion): Promise<Promoted> => {
  const own = ownColumns(to.kind).map(({ name }) => name);
  const table = named(to.kind);
  await tx.$executeRaw(sql`select pg_advisory_xact_lock(hashtextextended(${to.feedId}, 0))`);
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
