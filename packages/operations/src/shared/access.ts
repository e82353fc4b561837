import { AUDIT_EXPORT_DECIDERS } from '@qingfeng/domain/features/audit/audit-export.ts';
import { REVIEW_KINDS, REVIEWS } from '@qingfeng/domain/features/identity/periodic-review.ts';
import { RECUSAL_DECIDERS } from '@qingfeng/domain/features/organisation/recusal.ts';
import { POLICY_AUTHORS } from '@qingfeng/domain/features/information/policy.ts';
import type { Viewer } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { EVERYDAY_ROLES } from '@qingfeng/domain/shared/roles.ts';
import type { Sql } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';

/**
 * The one access module (ARCHITECTURE §5): roles × data scope × recusal, as SQL that every list, search, export, attachment
 * and submitted id goes through. Deny by default: a kind of thing without a rule here is seen by nobody.
 */

const NOBODY = sql`false`;
const EVERYBODY = sql`true`;

/** Discipline staff whose scope is the whole county or the units their group covers. */
const DISCIPLINE: readonly Role[] = [
  'OFFICER',
  'RESIDENT_OFFICER',
  'CENTRE_CLERK',
  'HANDLING_HEAD',
  'COMMISSION_LEADER',
];

/** Units in scope: the county for commission-wide roles, else the covered list. `unit` is a column expression. */
const unitInScope = (viewer: Viewer, unit: Sql): Sql =>
  viewer.wholeCounty ? EVERYBODY : sql`${unit} = any(${viewer.coveredUnitIds}::uuid[])`;

/** Recusal removes access without a word: the person's own matters, kin, own superior, declared units (DOMAIN §7.2). */
const notRecused = (viewer: Viewer, person: Sql, unit: Sql): Sql => sql`
  (${person} is null or ${person} <> all(${viewer.recusedPersonIds}::uuid[]))
  and (${unit} is null or ${unit} <> all(${viewer.recusedUnitIds}::uuid[]))`;

/**
 * Alerts and information (疑点、廉情信息): discipline staff of the scope only. Neither the person, nor the unit, nor its
 * liaison sees one before service (§4.2, tipping-off). `alias` is the table's alias with columns unit_id, subject_person_id.
 */
export const visibleInformation = (viewer: Viewer, alias: Sql): Sql => {
  if (!hasRole(viewer, ...DISCIPLINE)) return NOBODY;
  const inScope = any([unitInScope(viewer, sql`${alias}.unit_id`), lent(viewer, alias)]);
  return sql`${inScope} and ${notRecused(viewer, sql`${alias}.subject_person_id`, sql`${alias}.unit_id`)}
    and ${notTheirSupplier(viewer, alias)}`;
};

/** The same of suppliers, which only information is about; most people declare none, and then nothing is asked. */
const notTheirSupplier = ({ recusedSupplierCodes }: Viewer, alias: Sql): Sql =>
  recusedSupplierCodes.length === 0
    ? EVERYBODY
    : sql`not (${alias}.subject_kind = 'SUPPLIER' and ${alias}.subject_id = any(${recusedSupplierCodes}::text[]))`;

/**
 * Tenders with their bids and the score of their prices: who may see alerts on them, within the scope, and nobody who must stay away from the
 * unit or from one of the bidders. `alias` has columns unit_id, bidder_codes.
 */
export const visibleTender = (viewer: Viewer, alias: Sql): Sql => {
  if (!hasRole(viewer, ...DISCIPLINE)) return NOBODY;
  const { recusedSupplierCodes } = viewer;
  const free =
    recusedSupplierCodes.length === 0 ? EVERYBODY : sql`not (${alias}.bidder_codes && ${recusedSupplierCodes}::text[])`;
  return sql`(${unitInScope(viewer, sql`${alias}.unit_id`)} and ${notRecused(viewer, sql`null::uuid`, sql`${alias}.unit_id`)} and ${free})`;
};

/**
 * A stage of joint verification for the one who is asked, from when it is asked: the question and what was released, nothing of the matter. Who
 * must stay away from the matter since then sees it no more. `stage` and `matter` are aliases of its row and of its information.
 */
export const visibleStage = (viewer: Viewer, stage: Sql, matter: Sql): Sql => sql`
  (${stage}.account_id = ${viewer.accountId}::uuid and ${stage}.state in ('ASKED', 'ANSWERED', 'RETURNED')
   and ${notRecused(viewer, sql`${matter}.subject_person_id`, sql`${matter}.unit_id`)}
   and ${matter}.unit_id is distinct from ${viewer.unitId}::uuid and ${notTheirSupplier(viewer, matter)})`;

/** Whether someone is of those who see matters at all, each within the scope. */
export const seesMatters = (viewer: Viewer): boolean => hasRole(viewer, ...DISCIPLINE);

/** The same for what is no row: a hit that a version of a rule would find and no alert tells of. */
export const visibleMatter = (
  viewer: Viewer,
  { personId, unitId }: { readonly personId: string | null; readonly unitId: string | null },
): boolean =>
  seesMatters(viewer) &&
  (viewer.wholeCounty || (unitId !== null && viewer.coveredUnitIds.includes(unitId))) &&
  (personId === null || !viewer.recusedPersonIds.includes(personId)) &&
  (unitId === null || !viewer.recusedUnitIds.includes(unitId));

/**
 * Warnings: discipline staff of the scope; the deciding bodies from the moment it waits for them, who lifts it
 * from service; the records clerk once
 * lifted; whoever is named on the matter; none of them where they must stay away, named or not. The object's side is `knownToObject`.
 */
export const visibleWarning = (viewer: Viewer, alias: Sql): Sql =>
  sql`(${any(waysToWarnings(viewer, alias))} and ${notRecusedFrom(viewer, alias)})`;

const notRecusedFrom = (viewer: Viewer, alias: Sql): Sql =>
  notRecused(viewer, sql`${alias}.object_person_id`, sql`${alias}.object_unit_id`);

const waysToWarnings = (viewer: Viewer, alias: Sql): Sql[] => {
  const ways: Sql[] = [];
  if (hasRole(viewer, ...DISCIPLINE)) ways.push(unitInScope(viewer, sql`${alias}.object_unit_id`));
  if (hasRole(viewer, 'COMMITTEE_SECRETARY', 'LG_OFFICE', 'LEADING_GROUP')) {
    ways.push(sql`(${alias}.decision_roles && ${viewer.roles}::text[] and ${alias}.state <> 'DRAFT')`);
  }
  if (hasRole(viewer, 'RECORDS_CLERK')) ways.push(sql`(${alias}.state in ('LIFTED','ARCHIVED'))`);
  ways.push(sql`(${alias}.named_account_ids @> array[${viewer.accountId}::uuid])`);
  if (viewer.lent !== undefined) ways.push(lent(viewer, alias));
  return ways;
};

/**
 * `visibleWarning` in parts that no row is in twice, so that each is counted by an index of its own: one condition with "or" makes PostgreSQL
 * pass over every row. Together they are the same rows.
 */
export const visibleWarningParts = (viewer: Viewer, alias: Sql): Sql[] => {
  if (viewer.wholeCounty && hasRole(viewer, ...DISCIPLINE)) return [visibleWarning(viewer, alias)];
  return waysToWarnings(viewer, alias).map((way, nth, ways) =>
    ways
      .slice(0, nth)
      .reduce(
        (part, before) => sql`${part} and ${before} is not true`,
        sql`${way} and ${notRecusedFrom(viewer, alias)}`,
      ),
  );
};

/**
 * The object's own side: nothing before a paper waits to be signed for (`object_view`, kept by the life of a warning). A unit's
 * warning is known to its head, who signs for it.
 */
export const knownToObject = (viewer: Viewer, alias: Sql): Sql =>
  viewer.personId === null
    ? NOBODY
    : sql`(${alias}.object_person_id = ${viewer.personId}::uuid and ${alias}.object_view <> 'NOTHING')`;

/**
 * Feeds, batches and rejected rows: who runs the feed (own unit) sees counts of rows, never a hit; rule and data staff see all, discipline
 * staff those of their scope. What the platform tells its own rules is run by nobody, and nobody sees it here.
 */
export const visibleFeed = (viewer: Viewer, alias: Sql): Sql => {
  const delivers = sql`${alias}.unit_id is not null`;
  if (hasRole(viewer, 'RULE_ADMIN', 'DATA_SECURITY_OFFICER')) return sql`(${delivers})`;
  const ways: Sql[] = [];
  if (hasRole(viewer, 'OFFICER', 'CENTRE_CLERK', 'COMMISSION_LEADER'))
    ways.push(unitInScope(viewer, sql`${alias}.unit_id`));
  if (hasRole(viewer, 'UNIT_LIAISON') && viewer.unitId !== null)
    ways.push(sql`${alias}.unit_id = ${viewer.unitId}::uuid`);
  return sql`(${delivers} and ${any(ways)})`;
};

/** Rule texts and thresholds: those who write, review and use rules; the watched see a rule's name and purpose at most. */
export const maySeeRules = (viewer: Viewer): boolean => hasRole(viewer, ...DISCIPLINE, 'RULE_ADMIN');
export const visibleRule = (viewer: Viewer): Sql => (maySeeRules(viewer) ? EVERYBODY : NOBODY);

/** Inner catalogue: published items to everyone inside; drafts to the own unit's editors and the reviewers (§4.4). */
export const visiblePowerItem = (viewer: Viewer, alias: Sql): Sql => {
  if (viewer.roles.includes('PUBLIC')) return sql`${alias}.published_version_id is not null`;
  if (hasRole(viewer, 'CATALOGUE_REVIEWER', ...DISCIPLINE)) return EVERYBODY;
  const own = viewer.unitId === null ? NOBODY : sql`${alias}.unit_id = ${viewer.unitId}::uuid`;
  return sql`(${alias}.published_version_id is not null or ${own} or ${lent(viewer, alias)})`;
};

/** Years of the calendar: what is or was in force to everyone inside; proposals and what became of them to those who keep it. */
export const visibleCalendarYear = (viewer: Viewer, alias: Sql): Sql =>
  hasRole(viewer, 'BIZ_ADMIN') ? EVERYBODY : sql`${alias}.state = 'PUBLISHED'`;

/** Who knows cadres of the scope by name because the office held is about people; for anyone else the own unit is all. */
const KNOWS_CADRES: readonly Role[] = [
  ...DISCIPLINE,
  'CASE_SUPERVISOR',
  'PETITION_CLERK',
  'COMMITTEE_SECRETARY',
  'LG_OFFICE',
  'BIZ_ADMIN',
];

/** Units of the directory: those in the scope of the office held, the own one, those above it and below it. */
export const visibleUnit = (viewer: Viewer, alias: Sql): Sql => {
  const ways = [unitInScope(viewer, sql`${alias}.id`)];
  if (viewer.unitPath !== null)
    ways.push(sql`${alias}.path like ${`${viewer.unitPath}%`}`, sql`${viewer.unitPath} like ${alias}.path || '%'`);
  return any(ways);
};

/** The own unit's people, for its leaders those of the units below as well; oneself. `alias` has columns id, unit_id. */
const ownPeople = (viewer: Viewer, alias: Sql, everyColleague: boolean): Sql[] => {
  const ways: Sql[] = [];
  if (viewer.personId !== null) ways.push(sql`${alias}.id = ${viewer.personId}::uuid`);
  if (everyColleague && viewer.unitId !== null) ways.push(sql`${alias}.unit_id = ${viewer.unitId}::uuid`);
  if (hasRole(viewer, 'LEADER') && viewer.unitPath !== null)
    ways.push(sql`${alias}.unit_id in (select id from unit where path like ${`${viewer.unitPath}%`})`);
  return ways;
};

/** Cadres by name and post, which is no matter of theirs: kin and superiors are in the directory like anyone. */
export const visibleCadre = (viewer: Viewer, alias: Sql): Sql => {
  const ways = ownPeople(viewer, alias, true);
  if (hasRole(viewer, ...KNOWS_CADRES)) ways.push(unitInScope(viewer, sql`${alias}.unit_id`));
  return any(ways);
};

/** What goes beyond name and post (level, posts held before): discipline staff in scope unless they stay away, the leaders, oneself. */
export const visibleCadreDetail = (viewer: Viewer, alias: Sql): Sql => {
  const ways = ownPeople(viewer, alias, false);
  if (hasRole(viewer, ...DISCIPLINE))
    ways.push(
      sql`(${unitInScope(viewer, sql`${alias}.unit_id`)} and ${notRecused(viewer, sql`${alias}.id`, sql`${alias}.unit_id`)})`,
    );
  return any(ways);
};

/**
 * Recusals: one's own and those one applied for; the commission's leaders decide on them. Whom a recusal is towards never sees it: it
 * would tell of a matter.
 */
export const visibleRecusal = (viewer: Viewer, alias: Sql): Sql => {
  const ways = [sql`${alias}.applied_by = ${viewer.accountId}::uuid`];
  if (viewer.personId !== null) ways.push(sql`${alias}.person_id = ${viewer.personId}::uuid`);
  if (hasRole(viewer, 'COMMISSION_LEADER'))
    ways.push(
      sql`(${viewer.wholeCounty ? EVERYBODY : sql`exists (select from person p where p.id = ${alias}.person_id and ${unitInScope(viewer, sql`p.unit_id`)})`}
        and ${alias}.other_person_id is distinct from ${viewer.personId}::uuid)`,
    );
  return any(ways);
};

/** Tasks: one's own, and those of a role one holds for the unit, unless one must stay away from whom they are about. */
export const visibleTask = (viewer: Viewer, alias: Sql): Sql => sql`
  ((${alias}.account_id = ${viewer.accountId}::uuid
    or (${alias}.account_id is null and ${alias}.role = any(${viewer.roles}::text[])
        and (${alias}.scope_unit_id is null
             or ${alias}.scope_unit_id = ${viewer.unitId}::uuid
             or ${alias}.scope_unit_id = any(${viewer.coveredUnitIds}::uuid[]))))
   and ${clearOfTask(viewer, alias)} and ${notOwnRecusal(viewer, alias)} and ${notOwnPolicy(viewer, alias)})`;

/** A leader decides on recusals, but on none that binds him, is towards him, or that he applied for. */
const notOwnRecusal = (viewer: Viewer, alias: Sql): Sql =>
  hasRole(viewer, ...RECUSAL_DECIDERS)
    ? sql`(${alias}.thing_kind <> 'recusal' or not exists (
        select from recusal r where r.id = ${alias}.thing_id
          and (r.applied_by = ${viewer.accountId}::uuid or ${viewer.personId}::uuid in (r.person_id, r.other_person_id))))`
    : EVERYBODY;

/** A policy is published by another than who proposed it. */
const notOwnPolicy = (viewer: Viewer, alias: Sql): Sql =>
  hasRole(viewer, ...POLICY_AUTHORS)
    ? sql`(${alias}.thing_kind <> 'triage-policy' or not exists (
        select from triage_policy_version v where v.id = ${alias}.thing_id and v.proposed_by = ${viewer.accountId}::uuid))`
    : EVERYBODY;

/**
 * The viewer need not stay away from what the task is about; of what was done before, too, only that is told. What one has to do in one's
 * own matter, as the person warned, is one's own.
 */
export const clearOfTask = (viewer: Viewer, alias: Sql): Sql => sql`
  ((${alias}.account_id = ${viewer.accountId}::uuid and ${alias}.about_person_id = ${viewer.personId}::uuid)
   or (${notRecused(viewer, sql`${alias}.about_person_id`, sql`${alias}.unit_id`)} and ${notOfTheirSupplier(viewer, alias)}))`;

const notOfTheirSupplier = (viewer: Viewer, alias: Sql): Sql =>
  viewer.recusedSupplierCodes.length === 0
    ? EVERYBODY
    : sql`not exists (
        select from information i where i.county = 1 and i.id = ${alias}.thing_id and not ${notTheirSupplier(viewer, sql`i`)})`;

/**
 * The colleague's own tasks that a delegation passes on: nothing that the colleague must do in person, nothing about whom the stand-in
 * stays away from, and nothing on a thing that the stand-in had a hand in: what takes two people is not done by one (DOMAIN §7.1).
 */
export const delegatedTask = (viewer: Viewer, alias: Sql, day: LocalDate, inPerson: readonly string[]): Sql => sql`
  (${alias}.account_id in (
     select d.from_account_id from delegation d join account away on away.id = d.from_account_id and away.status = 'ACTIVE'
     where d.to_account_id = ${viewer.accountId}::uuid and d.ended_at is null and ${day}::date between d.from_on and d.to_on
       and not exists (
         select 1 from role_grant g where g.account_id = d.from_account_id and ${runningGrant(day)}
           and g.role <> all(${[...EVERYDAY_ROLES, ...viewer.roles]}::text[])))
   and ${alias}.act <> all(${inPerson}::text[])
   and ${clearOfTask(viewer, alias)}
   and not exists (
     select 1 from event e where e.thing_kind = ${alias}.thing_kind and e.thing_id = ${alias}.thing_id
       and e.actor_id = ${viewer.accountId}::uuid and e.on_behalf_of is null))`;

/** A grant `g` that is in force on the day. */
export const runningGrant = (day: LocalDate): Sql =>
  sql`g.revoked_at is null and (g.ends_on is null or g.ends_on >= ${day}::date)`;

/** The one thing that a delegation opens for this request. */
const lent = (viewer: Viewer, alias: Sql): Sql =>
  viewer.lent === undefined ? NOBODY : sql`${alias}.id = ${viewer.lent.thingId}::uuid`;

/** Whose numbers may be counted: the own unit and below, the county for discipline staff. For aggregates only; cells under 5 are suppressed by the caller. */
export const countableBy = (viewer: Viewer, unit: Sql): Sql => {
  if (viewer.wholeCounty) return EVERYBODY;
  if (viewer.unitPath === null) return NOBODY;
  return sql`${unit} in (select id from unit where path like ${`${viewer.unitPath}%`})`;
};

/**
 * Monthly reviews of the three administrators: each one's own, what was raised to him from then on, and all of them for the audit
 * administrator, who sees what the other two do.
 */
export const visibleReview = (viewer: Viewer, alias: Sql): Sql => {
  if (hasRole(viewer, 'AUDIT_ADMIN')) return EVERYBODY;
  const mine = REVIEW_KINDS.filter((kind) => hasRole(viewer, REVIEWS[kind].by));
  const answered = REVIEW_KINDS.filter((kind) => {
    const { answeredBy } = REVIEWS[kind];
    return answeredBy !== null && hasRole(viewer, answeredBy);
  });
  return sql`(${alias}.kind = any(${mine}::text[])
    or (${alias}.kind = any(${answered}::text[]) and (${alias}.state = 'RAISED' or ${alias}.answered_at is not null)))`;
};

/** Exports of the record: one's own, and all of them for who approves them. Neither shows an event. */
export const visibleAuditExport = (viewer: Viewer, alias: Sql): Sql =>
  hasRole(viewer, ...AUDIT_EXPORT_DECIDERS) ? EVERYBODY : sql`${alias}.requested_by = ${viewer.accountId}::uuid`;

/** The record: the audit administrator reads who did what; nobody else reads it outside a thing's own timeline. */
export const visibleEvent = (viewer: Viewer): Sql => (hasRole(viewer, 'AUDIT_ADMIN') ? EVERYBODY : NOBODY);

const any = (ways: readonly Sql[]): Sql => {
  const [first, ...rest] = ways;
  if (first === undefined) return NOBODY;
  return sql`(${rest.reduce((all, way) => sql`${all} or ${way}`, first)})`;
};
