import { currentOf } from '@qingfeng/domain/features/calendar/clocks.ts';
import type { Information } from '@qingfeng/domain/features/information/information.ts';
import type { TriagePolicy } from '@qingfeng/domain/features/information/policy.ts';
import { policyOf } from '@qingfeng/domain/features/information/policy.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { visibleInformation } from '../../shared/access.ts';

/** Information as a change holds it, locked until the change is done. */
export type Held = {
  readonly information: Information;
  readonly number: string;
  readonly title: string;
  readonly colour: string | null;
  /** The matter it counts in, and whether it stays out of the inbox because of that. */
  readonly matterId: string | null;
  readonly quiet: string | null;
};

type Row = {
  version: number;
  body: Omit<Information, 'version' | 'snoozedUntil'> & { readonly snoozedUntil?: LocalDate | null };
  number: string;
  title: string;
  colour: string | null;
  matterId: string | null;
  quiet: string | null;
};

const MATTER: Sql = sql`i.version, i.body, i.number, i.title, i.colour, i.matter_id as "matterId", i.quiet`;
/** As it was kept; what was kept before anything could be put off is in the inbox. */
export const informationIn = (body: Row['body'], version: number): Information => ({
  ...body,
  snoozedUntil: body.snoozedUntil ?? null,
  version,
});

const toHeld = ({ version, body, ...beside }: Row): Held => ({
  information: informationIn(body, version),
  ...beside,
});

/** The policy in force: the highest version that a second person published; none: ours. */
export const POLICY_IN_FORCE: Sql = sql`
  select policy from triage_policy_version where state = 'PUBLISHED' order by number desc limit 1`;

/** What the county set of triage, inside a change. */
export const policyIn = async (tx: WriteTx): Promise<TriagePolicy> => {
  const [set] = await tx.$queryRaw<{ policy: Partial<TriagePolicy> }[]>(POLICY_IN_FORCE);
  return policyOf(set?.policy ?? {});
};

/** Of an alert `i`: what its matter is kept under; one alone is a matter by its own id. */
export const matterKey = (i: Sql): Sql => sql`coalesce(${i}.matter_id, ${i}.id)`;

const LOCK = sql`pg_advisory_xact_lock(hashtextextended(key::text, 7))`;
/**
 * One change at a time on each matter: what one alert becomes decides about the others of its matter. Always taken before any of its rows
 * is, and several in one order, so that nobody waits in a circle.
 */
export const lockMatters = async (tx: WriteTx, keys: readonly string[]): Promise<void> => {
  await tx.$executeRaw(sql`select ${LOCK} from (select key from unnest(${keys}::uuid[]) key order by key) k`);
};
export const lockMattersOf = async (tx: WriteTx, ids: readonly string[]): Promise<void> => {
  await tx.$executeRaw(sql`
    select ${LOCK} from (
      select ${matterKey(sql`i`)} as key from information i where i.county = 1 and i.id = any(${ids}::uuid[]) order by key) k`);
};

/** Loads and locks; unseen is missing, a changed version a conflict. The engine sees all. */
export const loadInformation = async (
  tx: WriteTx,
  by: By,
  id: string,
  version: number | null,
  engine = false,
): Promise<Held> => {
  await lockMattersOf(tx, [id]);
  const [row] = await tx.$queryRaw<Row[]>(sql`
    select ${MATTER} from information i
    where i.county = 1 and i.id = ${id}::uuid and ${engine ? sql`true` : visibleInformation(by.viewer, sql`i`)} for update`);
  if (row === undefined) throw missing('information');
  if (version !== null && row.version !== version) {
    const [last] = await tx.$queryRaw<{ at: Date }[]>(sql`
      select at from event where thing_kind = 'information' and thing_id = ${id}::uuid order by id desc limit 1`);
    throw new Refusal('thing.changed', { at: last?.at.toISOString() ?? null, version: row.version });
  }
  return toHeld(row);
};

/** Loads and locks several in one order, those that the viewer may see; each version is judged by the caller. */
export const loadMany = async (tx: WriteTx, by: By, ids: readonly string[]): Promise<ReadonlyMap<string, Held>> => {
  await lockMattersOf(tx, ids);
  const rows = await tx.$queryRaw<Row[]>(sql`
    select ${MATTER} from information i
    where i.county = 1 and i.id = any(${ids}::uuid[]) and ${visibleInformation(by.viewer, sql`i`)} order by i.id for update`);
  return new Map(rows.map((row) => [row.body.id, toHeld(row)]));
};

/** The day by which the present state should be over. */
export const dueOf = ({ deadlines }: Information) => {
  const running = [currentOf(deadlines, 'screening'), currentOf(deadlines, 'verifying')].find(
    (deadline) => deadline !== undefined && deadline.state !== 'STOPPED',
  );
  return running?.dueOn ?? null;
};

const ENDS: readonly string[] = ['DISMISSED', 'MERGED', 'TRANSFERRED', 'CLOSED'];

/** The columns that lists, scope and sweeps ask for, beside the matter itself. */
const columnsOf = (by: By, { version, ...body }: Information) => {
  const due = dueOf({ version, ...body });
  return {
    version,
    body,
    state: body.state,
    handlerId: body.handlerId,
    reviewerId: body.confirmedBy,
    pending: body.pending?.kind ?? null,
    informationLevel: body.level,
    dismissReason: body.dismissReason,
    mergedIntoId: body.targetId,
    // Only what nobody has taken sleeps.
    snoozedUntil: body.state !== 'RECEIVED' || body.snoozedUntil === null ? null : new Date(body.snoozedUntil),
    dueOn: due === null ? null : new Date(due),
    ...(ENDS.includes(body.state) ? { closedAt: by.now } : {}),
  };
};

export const saveInformation = async (tx: WriteTx, by: By, before: Information, next: Information): Promise<void> => {
  const { count } = await tx.information.updateMany({
    where: { county: 1, id: before.id, version: before.version },
    data: columnsOf(by, next),
  });
  if (count === 0) throw new Refusal('thing.changed', { at: by.now, version: next.version });
};

/** The same of several that the change has locked, in one statement. */
export const saveMany = async (tx: WriteTx, by: By, nexts: readonly Information[]): Promise<void> => {
  const rows = nexts.map((next) => ({ id: next.id, closedAt: null, ...columnsOf(by, next) }));
  await tx.$executeRaw(sql`
    update information i set version = r.version, body = r.body, state = r.state, handler_id = r."handlerId",
      reviewer_id = r."reviewerId", pending = r.pending, information_level = r."informationLevel", dismiss_reason = r."dismissReason",
      merged_into_id = r."mergedIntoId", snoozed_until = r."snoozedUntil"::date, due_on = r."dueOn"::date,
      closed_at = coalesce(r."closedAt", i.closed_at)
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as r(id uuid, version int, body jsonb, state text, "handlerId" uuid,
      "reviewerId" uuid, pending text, "informationLevel" smallint, "dismissReason" text, "mergedIntoId" uuid, "snoozedUntil" timestamptz,
      "dueOn" timestamptz, "closedAt" timestamptz)
    where i.county = 1 and i.id = r.id`);
};
