import type { BatchFormat, BatchState, Counts } from '@qingfeng/domain/features/sources/batch.ts';
import type { ContractState, DataContract, Terms } from '@qingfeng/domain/features/sources/data-contract.ts';
import type { FeedFormat } from '@qingfeng/domain/features/sources/feed.ts';
import type { Kind, OwnKind } from '@qingfeng/domain/features/sources/kinds.ts';
import type { Mapping } from '@qingfeng/domain/features/sources/mapping.ts';
import type { Pull, PullOutcome } from '@qingfeng/domain/features/sources/pull.ts';
import type { Fault } from '@qingfeng/domain/features/sources/reject.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { RefusalCode, RefusalDetails } from '@qingfeng/domain/shared/refusal.ts';
import type { Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleFeed } from '../../shared/access.ts';

/** What ingest needs to know of a feed. */
export type Feed = {
  readonly id: string;
  readonly code: string;
  readonly kind: Kind;
  readonly format: FeedFormat;
  readonly status: string;
  readonly contractState: ContractState;
  readonly agreedFrom: LocalDate | null;
  readonly agreedUntil: LocalDate | null;
  readonly allowedFields: readonly string[];
  /** The version in force; null where it has none. */
  readonly mapping: Mapping | null;
  readonly retentionMonths: number | null;
  readonly version: number;
};

/** The mapping of the feed `f` that is in force. */
export const IN_FORCE: Sql = sql`(select m.mapping from feed_mapping m where m.feed_id = f.id and m.state = 'IN_FORCE')`;

export const FEED: Sql = sql`f.id, f.code, f.kind, f.format, f.status, f.contract_state as "contractState", f.agreed_from::text as "agreedFrom",
  f.agreed_until::text as "agreedUntil", f.allowed_fields as "allowedFields", ${IN_FORCE} as mapping,
  f.retention_months as "retentionMonths", f.version`;

/** A feed that the viewer may see. */
export const loadFeed = async (tx: WriteTx, by: By, id: string): Promise<Feed> => {
  const [feed] = await tx.$queryRaw<Feed[]>(sql`
    select ${FEED} from feed f where f.id = ${id}::uuid and ${visibleFeed(by.viewer, sql`f`)}`);
  if (feed === undefined) throw missing('feed');
  return feed;
};

/** The feed of what the platform tells its own rules. */
export const loadOwnFeed = async (tx: WriteTx, kind: OwnKind): Promise<Feed> => {
  const [feed] = await tx.$queryRaw<Feed[]>(
    sql`select ${FEED} from feed f where f.kind = ${kind} and f.status = 'OWN'`,
  );
  if (feed === undefined) throw new TypeError(`no feed of our own for ${kind}`);
  return feed;
};

/** Of which records a feed has which content now. */
export const contentsOf = async (
  tx: WriteTx,
  feedId: string,
  externalIds: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx.$queryRaw<{ externalId: string; hash: string }[]>(sql`
    select external_id as "externalId", encode(content_hash, 'hex') as hash from record_key
    where feed_id = ${feedId}::uuid and external_id = any(${externalIds}::text[])`);
  return new Map(rows.map(({ externalId, hash }) => [externalId, hash]));
};

/** What was agreed about a feed that the viewer may see, held until the end of the change. */
export const loadContract = async (tx: WriteTx, by: By, id: string): Promise<Terms & Held> => {
  const [row] = await tx.$queryRaw<(Terms & Omit<Held, 'contract'> & DataContract)[]>(sql`
    select f.id, f.code, f.name, f.version, f.unit_id as "unitId", f.provider, f.purpose, f.legal_basis as "legalBasis",
      f.allowed_fields as "allowedFields", f.agreement_ref as "agreementRef", f.agreed_from::text as "agreedFrom",
      f.agreed_until::text as "agreedUntil", f.retention_months as "retentionMonths", f.pull, f.contract_state as state, f.contract_by as by
    from feed f where f.id = ${id}::uuid and ${visibleFeed(by.viewer, sql`f`)} for update`);
  if (row === undefined) throw missing('feed');
  const { state, by: author, ...held } = row;
  return { ...held, contract: { state, by: author } };
};

type Held = {
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly version: number;
  readonly contract: DataContract;
};

/** What the data security officer decided. */
export const saveContract = async (
  tx: WriteTx,
  by: By,
  id: string,
  state: ContractState,
  reason: string | null,
): Promise<void> => {
  await tx.$executeRaw(sql`
    update feed set contract_state = ${state}, contract_decided_by = ${by.viewer.accountId}::uuid,
      contract_decided_at = ${by.now}::timestamptz, contract_reason = ${reason}, version = version + 1
    where id = ${id}::uuid`);
};

/** A delivery that came before other terms were written, or before the approval was taken back, is not worked off any more. */
export const mustBeApproved = async (tx: WriteTx, feedId: string): Promise<void> => {
  const [feed] = await tx.$queryRaw<{ state: ContractState }[]>(sql`
    select contract_state as state from feed where id = ${feedId}::uuid`);
  if (feed !== undefined && feed.state !== 'APPROVED')
    throw new Refusal('source.contract-not-approved', { state: feed.state });
};

/** Other terms were written: they wait, and the last decision speaks of them no more. */
export const awaitContract = async (tx: WriteTx, by: By, id: string): Promise<void> => {
  await tx.$executeRaw(sql`
    update feed set contract_state = 'PENDING', contract_by = ${by.viewer.accountId}::uuid, contract_at = ${by.now}::timestamptz,
      contract_decided_by = null, contract_decided_at = null, contract_reason = null
    where id = ${id}::uuid`);
};

/** A feed takes records while it is active and what was agreed about it is approved and holds. */
export const mustTake = (
  {
    status,
    contractState,
    agreedFrom,
    agreedUntil,
  }: Pick<Feed, 'status' | 'contractState' | 'agreedFrom' | 'agreedUntil'>,
  today: LocalDate,
): void => {
  if (contractState !== 'APPROVED') throw new Refusal('source.contract-not-approved', { state: contractState });
  if (status !== 'ACTIVE') throw new Refusal('source.feed-paused');
  if ((agreedFrom !== null && today < agreedFrom) || (agreedUntil !== null && today > agreedUntil))
    throw new Refusal('source.agreement-over', { from: agreedFrom, until: agreedUntil });
};

export type Agreed = {
  readonly name: string;
  readonly unitId: string;
  readonly provider: string;
  readonly purpose: string;
  readonly legalBasis: string;
  readonly allowedFields: readonly string[];
  readonly everyDays: number;
  readonly agreementRef: string;
  readonly agreedFrom: string | null;
  readonly agreedUntil: string | null;
  readonly retentionMonths: number | null;
  readonly pull: Pull | null;
};

export type NewFeed = Agreed & { readonly code: string; readonly kind: Kind; readonly format: FeedFormat };

const jsonOf = (value: object | null): string | null => (value === null ? null : JSON.stringify(value));

/** False when the code is taken. */
export const insertFeed = async (tx: WriteTx, by: By, id: string, feed: NewFeed): Promise<boolean> => {
  const count = await tx.$executeRaw(sql`
    insert into feed (id, code, name, unit_id, kind, format, provider, purpose, legal_basis, allowed_fields, every_days, registered_at,
      agreement_ref, agreed_from, agreed_until, retention_months, pull)
    values (${id}::uuid, ${feed.code}, ${feed.name}, ${feed.unitId}::uuid, ${feed.kind}, ${feed.format}, ${feed.provider}, ${feed.purpose},
            ${feed.legalBasis}, ${feed.allowedFields}::text[], ${feed.everyDays}, ${by.now}::timestamptz,
            ${feed.agreementRef}, ${feed.agreedFrom}::date, ${feed.agreedUntil}::date, ${feed.retentionMonths}::int, ${jsonOf(feed.pull)}::jsonb)
    on conflict (code) do nothing`);
  return count === 1;
};

/** Saves what was agreed, bound to the version that was read. */
export const saveFeed = async (
  tx: WriteTx,
  by: By,
  id: string,
  version: number,
  feed: Agreed & { readonly status: string },
): Promise<void> => {
  const count = await tx.$executeRaw(sql`
    update feed set name = ${feed.name}, unit_id = ${feed.unitId}::uuid, provider = ${feed.provider}, purpose = ${feed.purpose},
      legal_basis = ${feed.legalBasis}, allowed_fields = ${feed.allowedFields}::text[], every_days = ${feed.everyDays},
      agreement_ref = ${feed.agreementRef}, agreed_from = ${feed.agreedFrom}::date,
      agreed_until = ${feed.agreedUntil}::date, retention_months = ${feed.retentionMonths}::int, pull = ${jsonOf(feed.pull)}::jsonb, status = ${feed.status}, version = version + 1
    where id = ${id}::uuid and version = ${version}`);
  if (count === 0) throw new Refusal('thing.changed', { at: by.now, version: version + 1 });
};

export const mustBeUnit = async (tx: WriteTx, unitId: string): Promise<void> => {
  if ((await tx.unit.count({ where: { id: unitId, endedOn: null } })) === 0) throw missing('unit');
};

/** A delivery came: the feed is fresh again. `until` is the latest day that its rows tell of. */
export const freshen = async (
  tx: WriteTx,
  feedId: string,
  batch: { readonly id: string; readonly receivedAt: Instant },
  until: string | null,
): Promise<void> => {
  await tx.$executeRaw(sql`
    update feed set last_batch_id = ${batch.id}::uuid, last_received_at = greatest(last_received_at, ${batch.receivedAt}::timestamptz),
      data_until = greatest(data_until, ${until}::date), stale_since = null
    where id = ${feedId}::uuid`);
};

export type NewBatch = {
  readonly id: string;
  readonly feedId: string;
  readonly format: BatchFormat;
  readonly state: BatchState;
  readonly fileId?: string;
  readonly fileName?: string;
};

export const insertBatch = async (tx: WriteTx, by: By, batch: NewBatch): Promise<void> => {
  await tx.batch.create({ data: { ...batch, receivedAt: by.now, receivedBy: by.viewer.accountId } });
};

/** Where a delivery stands, held until the end of the change. */
export type Progress = {
  readonly state: BatchState;
  readonly cancelRequested: boolean;
  readonly linesDone: number;
  readonly attempts: number;
};

export const lockBatch = async (tx: WriteTx, id: string): Promise<Progress> => {
  const [row] = await tx.$queryRaw<Progress[]>(sql`
    select state, cancel_requested as "cancelRequested", lines_done as "linesDone", attempts from batch where id = ${id}::uuid for update`);
  if (row === undefined) throw missing('batch');
  return row;
};

/** Begins a delivery, or goes on with it, by the mapping that was in force when its first rows were read; returns that. */
export const startBatch = async (
  tx: WriteTx,
  by: By,
  id: string,
  linesTotal: number | null,
): Promise<Mapping | null> => {
  const [started] = await tx.$queryRaw<{ mapping: Mapping | null }[]>(sql`
    update batch set state = 'RUNNING', started_at = coalesce(started_at, ${by.now}::timestamptz), lines_total = ${linesTotal},
      attempts = attempts + 1,
      mapping_id = case when lines_done > 0 then mapping_id
        else (select m.id from feed_mapping m where m.feed_id = batch.feed_id and m.state = 'IN_FORCE') end
    where id = ${id}::uuid
    returning (select m.mapping from feed_mapping m where m.id = batch.mapping_id) as mapping`);
  return started?.mapping ?? null;
};

/** Moves the cursor on, with what became of the rows. */
export const advanceBatch = async (tx: WriteTx, id: string, linesDone: number, counts: Counts): Promise<void> => {
  await tx.$executeRaw(sql`
    update batch set lines_done = ${linesDone}, attempts = 0, accepted = accepted + ${counts.accepted}, corrected = corrected + ${counts.corrected},
      unchanged = unchanged + ${counts.unchanged}, repeated = repeated + ${counts.repeated}, rejected = rejected + ${counts.rejected}
    where id = ${id}::uuid`);
};

export const endBatch = async (
  tx: WriteTx,
  by: By,
  id: string,
  state: BatchState,
  error: { readonly code: RefusalCode; readonly details: RefusalDetails } | null = null,
  /** The heading line of a table, empty where none was read. */
  headings: readonly string[] = [],
): Promise<void> => {
  await tx.$executeRaw(sql`
    update batch set state = ${state}, finished_at = ${by.now}::timestamptz, headings = ${headings}::text[], error = ${error?.code ?? null},
      error_details = ${error === null ? null : JSON.stringify(error.details)}::jsonb
    where id = ${id}::uuid`);
};

export const requestCancel = async (tx: WriteTx, id: string): Promise<void> => {
  await tx.batch.update({ where: { id }, data: { cancelRequested: true } });
};

/** A row that was not taken, with what is wrong with it and, for files in columns, its cells by field. */
export type Rejected = {
  readonly line: number;
  readonly faults: readonly Fault[];
  readonly cells: Readonly<Record<string, string>> | null;
};

export const insertRejected = async (tx: WriteTx, batchId: string, rejected: readonly Rejected[]): Promise<void> => {
  const rows = rejected.flatMap(({ line, faults, cells }) =>
    faults.map((fault, nth) => ({ line, nth, ...fault, cells: nth === 0 ? cells : null })),
  );
  if (rows.length === 0) return;
  await tx.$executeRaw(sql`
    insert into rejected_row (batch_id, line, nth, reason, field, value, heading, rule, cells)
    select ${batchId}::uuid, given.* from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as given(line int, nth smallint, reason text, field text, value text, heading text, rule text, cells jsonb)`);
};

/** Feeds found overdue, marked so that each stale period is told once. Returns those newly found. */
export const markStale = async (
  tx: WriteTx,
  by: By,
  ids: readonly string[],
): Promise<readonly { readonly id: string; readonly version: number }[]> =>
  tx.$queryRaw(sql`
    update feed set stale_since = ${by.today}::date where id = any(${ids}::uuid[]) and stale_since is null returning id, version`);

/**
 * Puts a feed on the clock, or takes it off; the secret is kept when none is given. At another place fetching begins anew: how far it got
 * at the old one says nothing there.
 */
export const savePulling = async (
  tx: WriteTx,
  by: By,
  feedId: string,
  pull: Pull | null,
  cipher: string | null,
  moved: boolean,
): Promise<void> => {
  if (pull === null) {
    await tx.$executeRaw(sql`delete from feed_pull where feed_id = ${feedId}::uuid`);
    await tx.$executeRaw(sql`update feed set pull_cipher = null where id = ${feedId}::uuid`);
    return;
  }
  if (cipher !== null) await tx.$executeRaw(sql`update feed set pull_cipher = ${cipher} where id = ${feedId}::uuid`);
  await tx.$executeRaw(sql`
    insert into feed_pull (feed_id, next_at) values (${feedId}::uuid, ${by.now}::timestamptz)
    on conflict (feed_id) do update set next_at = ${by.now}::timestamptz, failures = 0,
      mark = case when ${moved} then '{}' else feed_pull.mark end`);
};

/** What became of a fetch, and when the next one is. */
export const endPull = async (
  tx: WriteTx,
  by: By,
  feedId: string,
  end: {
    readonly outcome: PullOutcome;
    readonly error: { readonly code: string; readonly details: RefusalDetails } | null;
    readonly deliveries: number;
    readonly failures: number;
    readonly nextAt: Instant;
    readonly mark: Readonly<Record<string, string>> | null;
  },
): Promise<void> => {
  await tx.$executeRaw(sql`
    update feed_pull set last_at = ${by.now}::timestamptz, next_at = ${end.nextAt}::timestamptz, outcome = ${end.outcome},
      error = ${end.error?.code ?? null}, error_facts = ${JSON.stringify(end.error?.details ?? {})}::jsonb,
      deliveries = deliveries + ${end.deliveries}::int, failures = ${end.failures}::int,
      mark = coalesce(${jsonOf(end.mark)}::jsonb, mark)
    where feed_id = ${feedId}::uuid`);
};
