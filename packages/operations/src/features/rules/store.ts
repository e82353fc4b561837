import { hash } from 'node:crypto';
import type { SaidThreshold } from '@qingfeng/domain/features/rules/explain.ts';
import type { Kind } from '@qingfeng/domain/features/rules/columns.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { readsOf } from '@qingfeng/domain/features/rules/parts.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { join, sql } from '@qingfeng/platform/database.ts';
import { peopleBehind } from '../sources/read.ts';

/** A published wording of a rule with its parameters set: what is evaluated. */
export type PublishedRule = { readonly versionId: string; readonly number: number; readonly rule: Rule };

type Row = { versionId: string; number: number; definition: Rule; parameters: Record<string, SaidThreshold['value']> };

/** The rule as this version says it: its definition with the version's own values of the parameters. */
export const withParameters = (definition: Rule, values: Readonly<Record<string, SaidThreshold['value']>>): Rule => ({
  ...definition,
  parameters: Object.fromEntries(
    Object.entries(definition.parameters).map(([name, parameter]) => [
      name,
      { ...parameter, value: values[name] ?? parameter.value },
    ]),
  ),
});

/** Published wordings never change: each is read and taken apart once, not with every delivery. */
const known = new Map<string, PublishedRule & { readonly reads: ReadonlySet<Kind> }>();

/** Rules that run now: active ones in their published version; `kind` narrows it to those that read one kind of record. */
export const publishedRules = async (database: Database, kind: Kind | null): Promise<PublishedRule[]> => {
  const running = await database.read<{ versionId: string }>(sql`
    select published_version_id as "versionId" from rule where state = 'ACTIVE' and published_version_id is not null order by code`);
  const unknown = running.map(({ versionId }) => versionId).filter((id) => !known.has(id));
  if (unknown.length > 0) {
    const rows = await database.read<Row>(sql`
      select id as "versionId", number, definition, parameters from rule_version where id = any(${unknown}::uuid[])`);
    for (const { versionId, number, definition, parameters } of rows) {
      const rule = withParameters(definition, parameters);
      known.set(versionId, { versionId, number, rule, reads: new Set(readsOf(rule).keys()) });
    }
  }
  return running.flatMap(({ versionId }) => {
    const rule = known.get(versionId);
    return rule === undefined || (kind !== null && !rule.reads.has(kind)) ? [] : [rule];
  });
};

export type Touched = { readonly recordId: string; readonly occurredOn: LocalDate };

/** A promoted part of a delivery: its revisions are those of the batch with ids in the span. */
export type ArrivedPart = { readonly batchId: string; readonly fromRecord: string; readonly toRecord: string };

/** Revisions that promoted parts made, and those that they replaced: whatever they may have changed is looked at again. */
export const touchedBy = async (
  database: Database,
  parts: readonly ArrivedPart[],
): Promise<{ came: Touched[]; replaced: Touched[] }> => {
  const rows = (
    await Promise.all(
      parts.map(({ batchId, fromRecord, toRecord }) =>
        database.read<Touched & { replacesId: string | null; replacesOn: LocalDate | null }>(sql`
          select id as "recordId", occurred_on as "occurredOn", replaces_id as "replacesId", replaces_on as "replacesOn"
          from record where county = 1 and batch_id = ${batchId}::uuid
            and id between ${fromRecord}::uuid and ${toRecord}::uuid`),
      ),
    )
  ).flat();
  return {
    came: rows.map(({ recordId, occurredOn }) => ({ recordId, occurredOn })),
    replaced: rows.flatMap(({ replacesId, replacesOn }) =>
      replacesId === null || replacesOn === null ? [] : [{ recordId: replacesId, occurredOn: replacesOn }],
    ),
  };
};

export type Ask = <Row>(statement: Sql) => Promise<Row[]>;

/**
 * For statements that are asked again and again with other values and look at few rows: planned once a connection, since planning
 * one over two years of months takes longer than running it; and by indexes, since what the planner knows of a table that grows by the
 * second is old, and it would rather read all of it (one rule of a batch of 50 took 165 ms so and takes 6).
 */
export const askingOften = async <Result>({ pool }: Database, work: (ask: Ask) => Promise<Result>): Promise<Result> => {
  const client = await pool.connect();
  try {
    await client.query(OFTEN);
    const result = await work(async <Row>({ text, values }: Sql) => {
      const name = hash('sha1', text);
      return (await client.query({ name, text, values })).rows as Row[];
    });
    await client.query('commit');
    client.release();
    return result;
  } catch (error) {
    // Its settings and its transaction are in doubt.
    client.release(true);
    throw error;
  }
};
const OFTEN = `
  begin read only; set local plan_cache_mode = force_generic_plan; set local enable_seqscan = off;
  set local max_parallel_workers_per_gather = 0`;

/** Renews what the planner knows of kinds of which much has come. */
export const renewStatistics = async (database: Database, kinds: Iterable<Kind>): Promise<void> => {
  for (const kind of kinds) await database.read(sql`select renew_statistics(${kind})`);
};

/** Up to which day the records of a kind are known to be complete, and when they last came; per kind over its feeds. */
export const dataAsOf = async (
  database: Database,
  kind: string,
): Promise<{ until: LocalDate | null; receivedAt: Instant | null }> =>
  (await database.readOne<{ until: LocalDate | null; receivedAt: Instant | null }>(sql`
    select max(data_until) as until, max(last_received_at) as "receivedAt" from feed where kind = ${kind} and status = 'ACTIVE'`)) ?? {
    until: null,
    receivedAt: null,
  };

/** Whether a register had nothing before these came: then they change what was said of everything that asks it. */
export const areTheFirst = (database: Database, kind: Kind, came: readonly Touched[]): Promise<boolean> =>
  askingOften(database, async (ask) => {
    const [before] = await ask<{ there: boolean }>(sql`
      select exists (select from ${sql([kind])} where county = 1 and superseded_at is null
        and record_id <> all(${came.map(({ recordId }) => recordId)}::uuid[])) as there`);
    return before?.there !== true;
  });

/** Alerts that rest on revisions which were replaced, with the state of their triage. */
export const alertsOn = (database: Database, replaced: readonly Touched[]) =>
  database.read<{
    alertId: string;
    ruleCode: string;
    dedupeKey: string;
    informationId: string;
    recordIds: string[];
  }>(sql`
    select a.id as "alertId", a.rule_code as "ruleCode", a.dedupe_key as "dedupeKey", i.id as "informationId", a.record_ids as "recordIds"
    from alert a join information i on i.county = 1 and i.alert_id = a.id
    where a.county = 1 and a.record_ids && ${replaced.map(({ recordId }) => recordId)}::uuid[]`);

export type Named = { readonly label: string; readonly personId: string | null; readonly unitId: string | null };

/** A subject as a hit names it, with one of the records that name it. */
type Subject = {
  readonly kind: string;
  readonly id: string;
  readonly recordKind: string;
  readonly recordId: string | null;
};

/** Where records name suppliers: kind, code and name. */
const SUPPLIERS = [
  ['expense', 'payee_code', 'payee'],
  ['procurement', 'supplier_code', 'supplier'],
  ['bid', 'bidder_code', 'bidder'],
  ['contract', 'contractor_code', 'contractor'],
] as const satisfies readonly (readonly [Kind, string, string])[];

/** Who the subjects are, as far as they are ours: people and units by code, people also behind a digest that a register names, suppliers by the name in the record of the hit. */
export const namesOf = async (
  database: Database,
  subjects: readonly Subject[],
): Promise<ReadonlyMap<string, Named>> => {
  if (subjects.length === 0) return new Map();
  const of = (kind: string): string[] => [...new Set(subjects.filter((one) => one.kind === kind).map(({ id }) => id))];
  // One record of each: a supplier of a thousand claims is looked up once.
  const suppliers = new Map(subjects.filter(({ kind }) => kind === 'SUPPLIER').map((one) => [one.id, one]));
  const records = (kind: string): string[] =>
    [...suppliers.values()].flatMap(({ recordKind, recordId }) =>
      recordKind === kind && recordId !== null ? [recordId] : [],
    );
  const rows = await database.read<Named & { kind: string; id: string }>(sql`
    select 'PERSON' as kind, code as id, name as label, id as "personId", unit_id as "unitId" from person where code = any(${of('PERSON')}::text[])
    union all
    select 'UNIT', code, short_name, null, id from unit where code = any(${of('UNIT')}::text[])
    union all
    select 'IDENTITY', known.digest, p.name, p.id, p.unit_id
    from (${peopleBehind(sql`${of('IDENTITY')}::text[]`)}) known join person p on p.id = known.person_id
    ${join(
      SUPPLIERS.map(
        ([kind, code, name]) => sql`
          union all
          select distinct on (1, 2) 'SUPPLIER', ${sql([code])}, ${sql([name])}, null::uuid, null::uuid from ${sql([kind])}
          where county = 1 and record_id = any(${records(kind)}::uuid[]) and ${sql([name])} is not null`,
      ),
      '',
    )}`);
  return new Map(rows.map(({ kind, id, label, personId, unitId }) => [`${kind} ${id}`, { label, personId, unitId }]));
};

/** Values as one JSON parameter, for set-based inserts. */
export const recordset = (rows: readonly object[], columns: string): Sql =>
  sql`jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row(${sql([columns])})`;
