import type { ContentCategory, Information } from '@qingfeng/domain/features/information/information.ts';
import { receive } from '@qingfeng/domain/features/information/life.ts';
import type { Explanation } from '@qingfeng/domain/features/rules/explain.ts';
import type { Kind } from '@qingfeng/domain/features/rules/columns.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { yearOf } from '@qingfeng/domain/shared/local-date.ts';
import { initialsOf } from '@qingfeng/platform/chinese.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { groupMatters } from './group-matters.ts';
import { settleMatters } from './settle-matters.ts';
import { policyIn } from './store.ts';
import { openTakeTasks } from './take-tasks.ts';

/** A finding about to be kept: everything that is needed to read it again years later without its rule. */
export type NewAlert = {
  readonly id: string;
  readonly ruleCode: string;
  readonly ruleVersionId: string;
  readonly dedupeKey: string;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly subjectLabel: string;
  readonly personId: string | null;
  readonly unitId: string | null;
  readonly colour: 'RED' | 'YELLOW' | 'BLUE';
  /** In fen. */
  readonly amountMinor: number | null;
  readonly from: string;
  readonly to: string;
  readonly dataAsOf: string;
  readonly explanation: Explanation & { readonly find: string };
  readonly recordKind: Kind;
  readonly recordIds: readonly string[];
  readonly title: string;
};

/** What kind of content a finding on these records is (IC-08): money and goods, trade, lawful administration. */
const CATEGORIES: Readonly<Record<string, ContentCategory>> = {
  expense: 'IIC-06',
  procurement: 'IIC-07',
  approval: 'IIC-03',
};

/**
 * Keeps what is new of these findings as alerts, each with its information to be triaged and the task to take it, set-based. A
 * matter whose key is taken gets no second alert; rows that came to it since are put beside it as evidence.
 */
export const receiveAlerts = async (
  tx: WriteTx,
  by: By,
  runId: string,
  found: readonly NewAlert[],
): Promise<{ made: number; events: DomainEvent[] }> => {
  if (found.length === 0) return { made: 0, events: [] };
  const keys = found.map(({ id, ruleCode, dedupeKey }) => ({ id, rule_code: ruleCode, dedupe_key: dedupeKey }));
  const claimed = await tx.$queryRaw<{ alertId: string }[]>(sql`
    insert into alert_key (county, rule_code, dedupe_key, alert_id)
    select 1, k.rule_code, k.dedupe_key, k.id
    from jsonb_to_recordset(${JSON.stringify(keys)}::jsonb) as k(id uuid, rule_code text, dedupe_key text)
    on conflict do nothing returning alert_id as "alertId"`);
  const won = new Set(claimed.map(({ alertId }) => alertId));
  const known = found.filter(({ id }) => !won.has(id));
  await joinEvidence(tx, by, known);
  const fresh = found.filter(({ id }) => won.has(id));
  if (fresh.length === 0) return { made: 0, events: [] };

  const year = yearOf(by.today);
  const first = await takeNumbers(tx, year, fresh.length);
  const matters = fresh.map((alert, index) => {
    const { next, events } = receive(
      {
        source: 'ALERT',
        sourceId: alert.id,
        category: CATEGORIES[alert.recordKind] ?? 'IIC-13',
        unitId: alert.unitId,
        personId: alert.personId,
        evidence: [alert.id],
      },
      by,
    );
    return { alert, information: next, events, number: numberOf('YD', year, first + index) };
  });
  const policy = await policyIn(tx);
  const { matterOf, left, events } = await groupMatters(
    tx,
    by,
    matters.map(({ alert, information: { id } }) => ({ ...alert, informationId: id })),
    policy,
  );
  await insertAlerts(tx, by, runId, fresh);
  await insertInformation(tx, by, matters, matterOf);
  const ids = matters.map(({ information: { id } }) => id);
  const touched = [...new Set([...ids.map((id) => matterOf(id) ?? id), ...left])];
  const settled = await settleMatters(tx, by, touched, policy, new Set(ids));
  await openTakeTasks(
    tx,
    by,
    ids.filter((id) => !settled.quiet.has(id)),
  );
  return {
    made: fresh.length,
    events: [...matters.flatMap((matter) => [...matter.events]), ...events, ...settled.events],
  };
};

/** The first of `count` numbers of the year, taken at once. */
const takeNumbers = async (tx: WriteTx, year: number, count: number): Promise<number> => {
  const [row] = await tx.$queryRaw<{ last: number }[]>(sql`
    insert into letter_counter (organ_code, kind, year, last) values ('', 'ALERT', ${year}::int, ${count}::int)
    on conflict (organ_code, kind, year) do update set last = letter_counter.last + ${count}::int returning last`);
  return (row?.last ?? count) - count + 1;
};

/** YD-2026-0931 */
export const numberOf = (prefix: string, year: number, n: number): string =>
  `${prefix}-${String(year)}-${String(n).padStart(4, '0')}`;

const insertAlerts = async (tx: WriteTx, by: By, runId: string, alerts: readonly NewAlert[]): Promise<void> => {
  const rows = alerts.map((alert) => ({
    id: alert.id,
    rule_code: alert.ruleCode,
    rule_version_id: alert.ruleVersionId,
    dedupe_key: alert.dedupeKey,
    subject_kind: alert.subjectKind,
    subject_id: alert.subjectId,
    subject_label: alert.subjectLabel,
    subject_person_id: alert.personId,
    unit_id: alert.unitId,
    colour: alert.colour,
    amount_minor: alert.amountMinor,
    window_from: alert.from,
    window_to: alert.to,
    data_as_of: alert.dataAsOf,
    explanation: alert.explanation,
    record_kind: alert.recordKind,
    record_ids: alert.recordIds,
  }));
  await tx.$executeRaw(sql`
    insert into alert (county, id, at, run_id, rule_code, rule_version_id, dedupe_key, subject_kind, subject_id, subject_label,
      subject_person_id, unit_id, colour, amount_minor, currency, window_from, window_to, data_as_of, explanation, record_kind, record_ids)
    select 1, id, ${by.now}::timestamptz, ${runId}::uuid, rule_code, rule_version_id, dedupe_key, subject_kind, subject_id, subject_label,
      subject_person_id, unit_id, colour, amount_minor, case when amount_minor is null then null else 'CNY' end,
      window_from, window_to, data_as_of, explanation, record_kind, record_ids
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as a(id uuid, rule_code text, rule_version_id uuid, dedupe_key text,
      subject_kind text, subject_id text, subject_label text, subject_person_id uuid, unit_id uuid, colour text, amount_minor bigint,
      window_from date, window_to date, data_as_of timestamptz, explanation jsonb, record_kind text, record_ids uuid[])`);
};

type Matter = { readonly alert: NewAlert; readonly information: Information; readonly number: string };

const insertInformation = async (
  tx: WriteTx,
  by: By,
  matters: readonly Matter[],
  matterOf: (id: string) => string | null,
): Promise<void> => {
  const rows = matters.map(({ alert, information: { version, ...body }, number }) => ({
    id: body.id,
    number,
    matter_id: matterOf(body.id),
    alert_id: alert.id,
    rule_code: alert.ruleCode,
    colour: alert.colour,
    title: alert.title,
    subject_kind: alert.subjectKind,
    subject_id: alert.subjectId,
    subject_label: alert.subjectLabel,
    subject_person_id: alert.personId,
    unit_id: alert.unitId,
    amount_minor: alert.amountMinor,
    data_as_of: alert.dataAsOf,
    search: [number, alert.title, initialsOf(alert.subjectLabel), alert.subjectId, alert.ruleCode]
      .join(' ')
      .toLowerCase(),
    state: body.state,
    body,
    version,
  }));
  await tx.$executeRaw(sql`
    with i as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as i(id uuid, number text, matter_id uuid, alert_id uuid, rule_code text,
        colour text, title text, subject_kind text, subject_id text, subject_label text, subject_person_id uuid, unit_id uuid,
        amount_minor bigint, data_as_of timestamptz, search text, state text, body jsonb, version int)),
    numbered as (insert into information_number (number, information_id) select number, id from i)
    insert into information (county, id, number, matter_id, source, alert_id, rule_code, state, colour, title, subject_kind, subject_id,
      subject_label, subject_person_id, unit_id, amount_minor, currency, data_as_of, received_at, body, search, version)
    select 1, i.id, number, matter_id, 'ALERT', alert_id, rule_code, state, colour, title, subject_kind, subject_id, subject_label,
      subject_person_id, unit_id, amount_minor, case when amount_minor is null then null else 'CNY' end, data_as_of,
      ${by.now}::timestamptz, body, concat_ws(' ', i.search, lower(u.short_name), lower(u.name), lower(u.initials)), version
    from i left join unit u on u.id = i.unit_id`);
};

/** Rows that came to a known matter since: put beside the finding, which itself stays as it was. */
const joinEvidence = async (tx: WriteTx, by: By, known: readonly NewAlert[]): Promise<void> => {
  if (known.length === 0) return;
  const rows = known.map(({ ruleCode, dedupeKey, recordIds }) => ({
    id: by.newId(),
    rule_code: ruleCode,
    dedupe_key: dedupeKey,
    record_ids: recordIds,
  }));
  await tx.$executeRaw(sql`
    insert into alert_evidence (id, alert_id, at, kind, record_ids)
    select k.id, a.id, ${by.now}::timestamptz, 'JOINED', fresh.ids
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as k(id uuid, rule_code text, dedupe_key text, record_ids uuid[])
    join alert_key key on key.county = 1 and key.rule_code = k.rule_code and key.dedupe_key = k.dedupe_key
    join alert a on a.county = 1 and a.id = key.alert_id
    cross join lateral (
      select array_agg(r) as ids from unnest(k.record_ids) r
      where r <> all(a.record_ids)
        and not exists (select 1 from alert_evidence e where e.alert_id = a.id and r = any(e.record_ids))) fresh
    where fresh.ids is not null`);
};
