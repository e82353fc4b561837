import type {
  openIdentity,
  getInformation,
  listMyFactSheets,
} from '@qingfeng/contracts/features/information/endpoints.ts';
import type { QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { TOTAL_CAP } from '@qingfeng/contracts/shared/wire.ts';
import type { Information } from '@qingfeng/domain/features/information/information.ts';
import { mayOpenIdentities } from '@qingfeng/domain/features/information/information.ts';
import { stepsOpenTo } from '@qingfeng/domain/features/information/life.ts';
import { COLUMNS, type Kind } from '@qingfeng/domain/features/rules/columns.ts';
import type { Explanation } from '@qingfeng/domain/features/rules/explain.ts';
import type { Rule } from '@qingfeng/domain/features/rules/language.ts';
import { isOwnKind, type OwnKind } from '@qingfeng/domain/features/sources/kinds.ts';
import { hasRole, type Viewer } from '@qingfeng/domain/shared/by.ts';
import type { Instant, LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { missing } from '@qingfeng/domain/shared/refusal.ts';
import { OFFICERS } from '@qingfeng/domain/shared/roles.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';
import type { Database, Sql } from '@qingfeng/platform/database.ts';
import { none, sql } from '@qingfeng/platform/database.ts';
import { visibleInformation, visibleWarning } from '../../shared/access.ts';
import { timelineOf } from '../audit/read.ts';
import { precisionOf } from '../rules/read.ts';
import { informationRowOf } from './read.ts';
import { sealedIdentity } from '../sources/read.ts';
import { scoreIn } from './read-score.ts';
import { informationIn } from './store.ts';
import { evidenceColumns, fieldsReadBy } from './evidence-columns.ts';

type Detail = ResponseOf<typeof getInformation>;
type Alert = NonNullable<Detail['alert']>;

/** Rows of evidence that a page shows at once; the count tells how many there are. */
const MOST_ROWS = 200;
const HISTORY = 10;
const TREND_MONTHS = 12;

type AlertRow = {
  id: string;
  at: Instant;
  ruleCode: string;
  ruleName: string;
  ruleVersionId: string;
  ruleVersion: number;
  definition: Rule;
  windowFrom: LocalDate;
  windowTo: LocalDate;
  explanation: Explanation;
  recordKind: Kind;
  recordIds: string[];
  subjectKind: string;
  subjectId: string;
};

const alertRow = (database: Database, alertId: string): Promise<AlertRow | undefined> =>
  database.readOne(sql`
    select a.id, a.at, a.rule_code as "ruleCode", r.name as "ruleName", a.rule_version_id as "ruleVersionId",
      v.number as "ruleVersion", v.definition, a.window_from as "windowFrom", a.window_to as "windowTo", a.explanation,
      a.record_kind as "recordKind", a.record_ids as "recordIds", a.subject_kind as "subjectKind", a.subject_id as "subjectId"
    from alert a join rule r on r.code = a.rule_code join rule_version v on v.id = a.rule_version_id
    where a.county = 1 and a.id = ${alertId}::uuid`);

/** A name of a column or table that came from the allow-list of kinds. */
const named = (name: string): Sql => sql([name]);

/** What a record of our own stands for, which is seen only by who may see that: the thing's kind, its id, and where `t` is the record. */
const behind = (viewer: Viewer, kind: OwnKind): { readonly thing: 'information' | 'warning'; readonly rows: Sql } =>
  kind === 'reported_matter'
    ? {
        thing: 'information',
        rows: sql`select i.id from information i where i.county = 1 and i.number = t.external_id and ${visibleInformation(viewer, sql`i`)}`,
      }
    : {
        thing: 'warning',
        rows: sql`select w.id from warning w where w.case_number = t.warning_ref and ${visibleWarning(viewer, sql`w`)}`,
      };

const evidenceOf = async (database: Database, viewer: Viewer, row: AlertRow, later: readonly string[]) => {
  const columns = evidenceColumns(row.recordKind);
  const known: Readonly<Record<string, { column: string }>> = COLUMNS[row.recordKind];
  const cells = columns.map(({ key }) => `'${key}', t.${known[key]?.column ?? 'external_id'}`).join(', ');
  const ids = [...row.recordIds, ...later];
  const own = isOwnKind(row.recordKind) ? behind(viewer, row.recordKind) : null;
  const rows = await database.read<{
    thingId: string | null;
    recordId: string;
    externalId: string;
    occurredOn: LocalDate;
    feed: string;
    cells: Record<string, string | number | null>;
    superseded: boolean;
  }>(sql`
    select ${own === null ? sql`null::uuid` : sql`thing.id`} as "thingId", t.record_id as "recordId", t.external_id as "externalId", t.occurred_on as "occurredOn", f.name as feed,
      jsonb_build_object(${named(cells)}) as cells, t.superseded_at is not null as superseded
    from ${named(row.recordKind)} t join feed f on f.id = t.feed_id
      ${own === null ? none : sql`cross join lateral (${own.rows}) thing`}
    where t.county = 1 and t.record_id = any(${ids.slice(0, MOST_ROWS)}::uuid[])
    order by t.occurred_on, t.external_id`);
  const read = fieldsReadBy(row.definition);
  return {
    columns: columns.map(({ key, label, numeric, instant, digest, identity }) => ({
      key,
      label,
      numeric,
      instant,
      digest,
      identity,
    })),
    rows: rows.map((record) => ({
      recordId: record.recordId,
      externalId: record.externalId,
      occurredOn: record.occurredOn,
      feed: record.feed,
      superseded: record.superseded,
      thing: own === null || record.thingId === null ? null : { kind: own.thing, id: record.thingId },
      cells: columns.map(({ key, inHundredths, choices }) => {
        const cell = record.cells[key] ?? null;
        if (typeof cell === 'string') return choices[cell] ?? cell;
        return inHundredths && typeof cell === 'number' ? cell / 100 : cell;
      }),
      matched: columns.flatMap(({ key }, index) => (read.has(key) ? [index] : [])),
    })),
    // How many there are that one may not see is not told either.
    rowsTotal: own === null ? ids.length : rows.length,
  };
};

const alertOf = async (
  database: Database,
  viewer: Viewer,
  alertId: string,
  mayOpenIdentities: boolean,
): Promise<{ alert: Alert; row: AlertRow } | null> => {
  const row = await alertRow(database, alertId);
  if (row === undefined) return null;
  const later = await database.read<Alert['later'][number]>(sql`
    select at, kind, record_ids as "recordIds" from alert_evidence where alert_id = ${alertId}::uuid order by id`);
  const joined = later.filter(({ kind }) => kind === 'JOINED').flatMap(({ recordIds }) => recordIds);
  const [evidence, feeds, precision] = await Promise.all([
    evidenceOf(database, viewer, row, joined),
    // What the platform writes itself is as of the finding; the days of its records may be limits that are still to come.
    database.read<Alert['feeds'][number]>(sql`
      select distinct f.name, f.data_until as "dataUntil", f.stale_since is not null as stale
      from feed f join record r on r.feed_id = f.id where f.status <> 'OWN' and r.county = 1 and r.id = any(${row.recordIds}::uuid[])`),
    precisionOf(database, row.ruleCode),
  ]);
  const { values, thresholds, sentence } = row.explanation;
  const told = ({ name, label, unit, value }: Explanation['values'][number]) => ({
    key: name,
    label: label.zh,
    unit,
    value: value === null ? '无' : value,
  });
  const [first] = thresholds.filter(({ value }) => typeof value === 'number');
  const alert: Alert = {
    id: row.id,
    at: row.at,
    ruleCode: row.ruleCode,
    ruleName: row.ruleName,
    ruleVersionId: row.ruleVersionId,
    ruleVersion: row.ruleVersion,
    recordKind: row.recordKind,
    precisionPermille: precision,
    windowFrom: row.windowFrom,
    windowTo: row.windowTo,
    sentence: { ...sentence },
    values: values.map(told),
    threshold:
      first === undefined || typeof first.value !== 'number'
        ? null
        : { key: first.name, label: first.label.zh, unit: first.unit, value: first.value },
    feeds,
    falsePositives: row.definition.falsePositives.map(({ words }) => words.zh),
    ...evidence,
    mayOpenIdentities,
    later,
  };
  return { alert, row };
};

/** The column by which the rule names its subject, and by which the subject's other records are found. */
const subjectColumn = ({ definition: { subject }, recordKind, subjectKind }: AlertRow): string | undefined => {
  const known: Readonly<Record<string, { column: string }>> = COLUMNS[recordKind];
  return known[subject.find(({ kind }) => kind === subjectKind)?.field ?? '']?.column;
};

/** Records of the subject per month, beside the median of all subjects of its sort that had any. */
const trendOf = async (database: Database, row: AlertRow): Promise<Detail['trend']> => {
  const column = subjectColumn(row);
  // Of matters of our own some are not for everyone who sees the finding.
  if (column === undefined || isOwnKind(row.recordKind)) return [];
  return database.read(sql`
    with months as (
      select to_char(m, 'YYYY-MM') as month, m::date as first, (m + interval '1 month')::date as next
      from generate_series(date_trunc('month', ${row.windowTo}::date) - make_interval(months => ${TREND_MONTHS - 1}::int),
        date_trunc('month', ${row.windowTo}::date), interval '1 month') m),
    counted as (
      select to_char(t.occurred_on, 'YYYY-MM') as month, t.${named(column)} as subject, count(*) as n
      from ${named(row.recordKind)} t
      where t.county = 1 and t.superseded_at is null and t.${named(column)} is not null
        and t.occurred_on >= (select min(first) from months) and t.occurred_on < (select max(next) from months)
      group by 1, 2)
    select months.month,
      coalesce((select n from counted c where c.month = months.month and c.subject = ${row.subjectId}), 0)::float as value,
      (select percentile_cont(0.5) within group (order by n) from counted c where c.month = months.month)::float as peer
    from months order by months.month`);
};

const proposalOf = (information: Information, names: ReadonlyMap<string, string>): Detail['proposal'] => {
  const { pending, notes } = information;
  if (pending === null) return null;
  const note = notes.find(({ id }) => id === pending.noteId);
  if (note === undefined) return null;
  return {
    kind: pending.kind,
    by: names.get(note.by) ?? '',
    at: note.at,
    reason: pending.kind === 'DISMISS' ? pending.reason : null,
    informationLevel: pending.kind === 'ADOPT' ? pending.level : null,
  };
};

/** Remarks that stand beside the steps of the life. */
const SAID_ON: Readonly<Record<string, string>> = { note: 'information.noted', receive: 'information.received' };

/** One matter under triage with its finding, evidence, history and open steps; what the viewer may not see is missing. */
export const informationOf = async (
  database: Database,
  viewer: Viewer,
  id: string,
  today: LocalDate,
): Promise<Detail> => {
  const row = await informationRowOf(database, viewer, id, today);
  const matter = await database.readOne<{
    body: Parameters<typeof informationIn>[0];
    alertId: string | null;
    mergedIntoId: string | null;
    warningId: string | null;
  }>(sql`
    select body, alert_id as "alertId", merged_into_id as "mergedIntoId", warning_id as "warningId"
    from information i where i.county = 1 and i.id = ${id}::uuid`);
  if (row === undefined || matter === undefined) throw missing('information');
  const information = informationIn(matter.body, row.version);
  const [found, history, factSheets, timeline, remarks, merged, warning, score] = await Promise.all([
    matter.alertId === null ? null : alertOf(database, viewer, matter.alertId, mayOpenIdentities(information, viewer)),
    database.read<Detail['history'][number]>(sql`
      select i.id, i.number, i.title, i.colour, i.state, i.received_at as "receivedAt" from information i
      where i.county = 1 and i.id <> ${id}::uuid and ${visibleInformation(viewer, sql`i`)}
        and ((i.subject_kind = ${row.subject.kind} and i.subject_id = ${row.subject.id})
          or (${information.unitId}::uuid is not null and i.unit_id = ${information.unitId}::uuid))
      order by (i.subject_kind = ${row.subject.kind} and i.subject_id = ${row.subject.id}) desc, i.id desc limit ${HISTORY}`),
    sheetsOf(database, sql`s.information_id = ${id}::uuid`),
    timelineOf(database, 'information', id),
    database.read<{ id: string; at: Instant; by: string; step: string; text: string }>(sql`
      select id, at, author_id as by, step, text from information_note where information_id = ${id}::uuid order by id`),
    matter.mergedIntoId === null
      ? undefined
      : database.readOne<{ id: string; number: string }>(sql`
          select i.id, i.number from information i where i.county = 1 and i.id = ${matter.mergedIntoId}::uuid
            and ${visibleInformation(viewer, sql`i`)}`),
    matter.warningId === null
      ? undefined
      : database.readOne<{ id: string; number: string }>(sql`
          select id, case_number as number from warning where id = ${matter.warningId}::uuid`),
    matter.alertId === null ? null : scoreIn(database, viewer, id),
  ]);
  const spoken = [
    ...information.notes.map((note) => ({
      id: note.id,
      at: note.at,
      by: note.by,
      step: timeline.find(({ body }) => body['noteId'] === note.id)?.type ?? 'information.noted',
      text: note.text,
    })),
    ...remarks.map((remark) => ({ ...remark, step: SAID_ON[remark.step] ?? 'information.noted' })),
  ].sort((a, b) => (a.at < b.at ? -1 : 1));
  const authors = await database.read<{ id: string; name: string }>(sql`
    select id, name from account where id = any(${spoken.map(({ by }) => by)}::uuid[])`);
  const names = new Map(authors.map((author) => [author.id, author.name]));
  return {
    ...row,
    openSteps: withProposal(information.state, matter.warningId, viewer, [
      ...stepsOpenTo(information, viewer, today, viewer.lent?.accountId ?? null),
    ]),
    alert: found?.alert ?? null,
    trend: found === null ? [] : await trendOf(database, found.row),
    history,
    proposal: proposalOf(information, names),
    informationLevel: information.level,
    score,
    dismissReason: information.dismissReason,
    mergedInto: merged ?? null,
    warning: warning ?? null,
    notes: spoken.map(({ by, ...note }) => ({ ...note, author: names.get(by) ?? '' })),
    factSheets,
    timeline,
  };
};

/** A warning begins a life of its own: it is offered beside the steps to whoever may draft one, until one is drafted. */
const withProposal = (
  state: Detail['state'],
  warningId: string | null,
  viewer: Viewer,
  steps: Detail['openSteps'],
): Detail['openSteps'] =>
  state === 'ADOPTED' && warningId === null && viewer.unitId !== null && hasRole(viewer, ...OFFICERS)
    ? [...steps, { step: 'propose', open: true, primary: true, why: null }]
    : steps;

const sheetsOf = (database: Database, condition: Sql): Promise<Detail['factSheets']> =>
  database.read(sql`
    select s.id, s.version, s.number, u.short_name as unit, s.question, s.due_on as "dueOn", s.asked_at as "askedAt", s.answer,
      a.name as "answeredBy", s.answered_at as "answeredAt", s.state
    from fact_sheet s join unit u on u.id = s.unit_id left join account a on a.id = s.answered_by
    where ${condition} order by s.asked_at desc, s.id desc`);

/** The questions of the commission to the viewer's own unit: what is asked and by when, never why. */
export const myFactSheets = async (
  database: Database,
  viewer: Viewer,
  { page, size, state }: QueryOf<typeof listMyFactSheets>,
): Promise<ResponseOf<typeof listMyFactSheets>> => {
  const own = sql`s.unit_id = ${viewer.unitId}::uuid and (${state ?? null}::text is null or s.state = ${state ?? null})`;
  const [items, total] = await Promise.all([
    sheetsOf(
      database,
      sql`s.id in (
      select s.id from fact_sheet s where ${own} order by s.asked_at desc, s.id desc limit ${size} offset ${(page - 1) * size})`,
    ),
    database.readOne<{ n: number }>(sql`
      select count(*)::int as n from (select 1 from fact_sheet s where ${own} limit ${TOTAL_CAP + 1}) c`),
  ]);
  const n = total?.n ?? 0;
  return { items, total: Math.min(n, TOTAL_CAP), totalCapped: n > TOTAL_CAP };
};

export const factSheetOf = async (database: Database, viewer: Viewer, id: string) => {
  const [sheet] = await sheetsOf(database, sql`s.id = ${id}::uuid and s.unit_id = ${viewer.unitId}::uuid`);
  if (sheet === undefined) throw missing('fact-sheet');
  return sheet;
};

/** What an opening shows, to the one who opened it. */
export const openedIdentityOf = async (
  database: Database,
  vault: Vault,
  viewer: Viewer,
  openingId: string,
): Promise<ResponseOf<typeof openIdentity>> => {
  const row = await database.readOne<{ id: string; sealed: string }>(sql`
    select s.id, s.sealed from identity_opening o join sealed_identity s on s.digest = o.digest
    where o.id = ${openingId}::uuid and o.account_id = ${viewer.accountId}::uuid`);
  if (row === undefined) throw missing('identity-opening');
  return { openingId, identity: vault.open(row.sealed, sealedIdentity(row.id)).toString() };
};
