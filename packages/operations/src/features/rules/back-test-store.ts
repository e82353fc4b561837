import type { BackTestResult } from '@qingfeng/contracts/features/rules/back-tests.ts';
import type { Label, Period } from '@qingfeng/domain/features/rules/back-test.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, Sql, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import type { Parameters } from './version-store.ts';

/** What a version `v` says, as a digest: a back-test counts for exactly the wording that it tested. */
export const WORDING: Sql = sql`md5(v.definition::text || v.parameters::text)`;

/** Whether version `v`, as it stands, has been back-tested to the end. */
export const BACK_TESTED: Sql = sql`exists (
  select 1 from back_test b where b.rule_version_id = v.id and b.state = 'DONE' and b.wording = ${WORDING})`;

export const backTestEvent = (id: string, type: string, versionId: string): DomainEvent => ({
  thingKind: 'back-test',
  thingId: id,
  type,
  version: null,
  body: { versionId },
});

/** Puts a back-test of a version, as it stands, before the worker. */
export const queueBackTest = async (tx: WriteTx, by: By, versionId: string, period: Period): Promise<string> => {
  const id = by.newId();
  await tx.$executeRaw(sql`
    insert into back_test (id, rule_version_id, wording, from_on, to_on, requested_by, requested_at)
    select ${id}::uuid, v.id, ${WORDING}, ${period.from}::date, ${period.to}::date, ${by.viewer.accountId}::uuid, ${by.now}::timestamptz
    from rule_version v where v.id = ${versionId}::uuid`);
  await enqueue(tx, 'back-test', { id }, { queue: 'back-tests' });
  return id;
};

export type WaitingTest = Period & {
  readonly id: string;
  readonly versionId: string;
  readonly definition: Rule;
  readonly parameters: Parameters;
};

/** Takes a back-test in hand: one that waits, or one that a worker which died had begun. */
export const startBackTest = (database: Database, id: string): Promise<WaitingTest | undefined> =>
  database.readOne<WaitingTest>(sql`
    with started as (
      update back_test set state = 'RUNNING', percent = 5, started_at = clock_timestamp()
      where id = ${id}::uuid and state in ('QUEUED', 'RUNNING') returning *)
    select s.id, s.from_on as "from", s.to_on as "to", v.id as "versionId", v.definition, v.parameters
    from started s join rule_version v on v.id = s.rule_version_id`);

export const saveProgress = (database: Database, id: string, percent: number): Promise<unknown> =>
  database.read(sql`update back_test set percent = ${percent}::int where id = ${id}::uuid and state = 'RUNNING'`);

/** Ends one that still runs; a cancelled one stays as it is. Returns whether it did. */
export const endBackTest = async (
  tx: WriteTx,
  id: string,
  state: 'DONE' | 'FAILED',
  result: BackTestResult | null,
): Promise<boolean> => {
  const ended = await tx.$executeRaw(sql`
    update back_test set state = ${state}, percent = case when ${state} = 'DONE' then 100 else percent end,
      finished_at = clock_timestamp(), result = ${result === null ? null : JSON.stringify(result)}::jsonb
    where id = ${id}::uuid and state = 'RUNNING'`);
  return ended > 0;
};

const nameOf = (id: string): string => `back-test ${id}`;

/** Reads under the test's own name, so that whoever cancels finds the statement and stops it. */
export const readNamed = async <Row>(database: Database, id: string, statement: Sql): Promise<Row[]> => {
  const client = await database.pool.connect();
  try {
    const before = await client.query<{ name: string }>(`select current_setting('application_name') as name`);
    await client.query(`select set_config('application_name', $1, false)`, [nameOf(id)]);
    try {
      return (await client.query({ text: statement.text, values: statement.values })).rows as Row[];
    } finally {
      await client.query(`select set_config('application_name', $1, false)`, [before.rows[0]?.name ?? '']);
    }
  } finally {
    client.release();
  }
};

/** Stops the statement of a test that runs; one that has none under way ends at its next step. */
export const stopNamed = (database: Database, id: string): Promise<unknown> =>
  database.read(sql`
    select pg_cancel_backend(pid) from pg_stat_activity
    where application_name = ${nameOf(id)} and usename = current_user and datname = current_database()`);

/** Alerts of the rule with the verdict of people on each (MR-14). A data error and what is still open are no verdicts. */
export const labelsOf = (database: Database, ruleCode: string): Promise<Label[]> =>
  database.read<Label>(sql`
    select i.id as "informationId", a.dedupe_key as "dedupeKey", a.record_ids as "recordIds", i.unit_id as "unitId",
      a.window_to as "to",
      case when i.state in ('ADOPTED', 'TRANSFERRED') or (i.state = 'CLOSED' and i.information_level is not null) then 'CONFIRMED'
        when i.dismiss_reason in ('UNTRUE', 'LAWFUL_EXCEPTION', 'RULE_FAULT')
          and not coalesce((i.body ->> 'dismissedByEngine')::boolean, false) then 'FALSE'
        else 'NONE' end as outcome
    from alert a join information i on i.county = 1 and i.alert_id = a.id
    where a.county = 1 and a.rule_code = ${ruleCode}`);

/** How many alerts an officer decides on a day on which he decides any, over the last twelve weeks. */
export const decidedADay = async (database: Database, today: LocalDate): Promise<number | null> => {
  const row = await database.readOne<{ pace: number | null }>(sql`
    select count(*)::float8 / nullif(count(distinct (i.handler_id, i.closed_at::date)), 0) as pace
    from information i
    where i.county = 1 and i.source = 'ALERT' and i.handler_id is not null and i.closed_at > ${today}::date - 84`);
  return row?.pace ?? null;
};
