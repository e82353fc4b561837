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

/** The day by which the present state should be over. */
export const dueOf = ({ deadlines }: Information) => {
  const running = [currentOf(deadlines, 'screening'), currentOf(deadlines, 'verifying')].find(
    (deadline) => deadline !== undefined && deadline.state !== 'STOPPED',
  );
  return running?.dueOn ?? null;
};

const ENDS: readonly string[] = ['DISMISSED', 'MERGED', 'TRANSFERRED', 'CLOSED'];

export const saveInformation = async (tx: WriteTx, by: By, before: Information, next: Information): Promise<void> => {
  const { version, ...body } = next;
  const due = dueOf(next);
  const { count } = await tx.information.updateMany({
    where: { county: 1, id: before.id, version: before.version },
    data: {
      version,
      body,
      state: next.state,
      handlerId: next.handlerId,
      reviewerId: next.confirmedBy,
      pending: next.pending?.kind ?? null,
      informationLevel: next.level,
      dismissReason: next.dismissReason,
      mergedIntoId: next.targetId,
      // Only what nobody has taken sleeps.
      snoozedUntil: next.state !== 'RECEIVED' || next.snoozedUntil === null ? null : new Date(next.snoozedUntil),
      dueOn: due === null ? null : new Date(due),
      ...(ENDS.includes(next.state) ? { closedAt: by.now } : {}),
    },
  });
  if (count === 0) throw new Refusal('thing.changed', { at: by.now, version });
};
