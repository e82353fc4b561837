import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import type { Kind } from '@qingfeng/domain/features/sources/kinds.ts';
import { DELIVERED_KINDS, FIELDS, OWN_KINDS } from '@qingfeng/domain/features/sources/kinds.ts';
import { Bad, readValue } from '@qingfeng/domain/features/sources/values.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import { dayOf, instant } from '@qingfeng/domain/shared/local-date.ts';
import { publishShippedCalendar } from '@qingfeng/operations/features/calendar/publish-calendar.ts';
import { evaluateRules } from '@qingfeng/operations/features/rules/evaluate-rules.ts';
import { publishShippedRules } from '@qingfeng/operations/features/rules/publish-rules.ts';
import { openDoor, type Reading } from '@qingfeng/operations/features/sources/identities.ts';
import { decideContract } from '@qingfeng/operations/features/sources/decide-contract.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { keepOwn } from '@qingfeng/operations/features/sources/keep-own-records.ts';
import { receiveUpload } from '@qingfeng/operations/features/sources/receive-upload.ts';
import { registerFeed } from '@qingfeng/operations/features/sources/register-feed.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { parseCsv } from '../simulate/csv.ts';
import { readCalendarYears } from '../simulate/read-inputs.ts';
import type { Truth } from '../simulate/records.ts';
import { type Hit, type Score, scoresOf, type SubjectIds } from './score.ts';

export type Stand = {
  readonly database: Database;
  readonly files: FileStore;
  readonly reading: Reading;
  readonly say: (line: string) => void;
};

const operator = (zone: string): By => {
  const now = instant(new Date());
  const viewer = { ...SYSTEM, roles: ['RULE_ADMIN'] as const };
  return { viewer, onBehalfOf: null, now, today: dayOf(now, zone), newId, requestId: 'evaluate' };
};

/** Who approves that the data may be used: another than who registers it. */
const securityOfficer = (by: By): By => ({
  ...by,
  viewer: { ...by.viewer, accountId: newId(), roles: ['DATA_SECURITY_OFFICER'] },
});

/** The one unit that all sources of an evaluation belong to. */
const insertUnit = async (database: Database): Promise<string> => {
  const id = newId();
  await database.read(sql`
    insert into unit (id, code, name, short_name, kind, path, initials)
    values (${id}::uuid, 'EVALUATION', '评估', '评估', 'DEPARTMENT', ${`/${id}/`}, 'pg')`);
  return id;
};

/** Brings every table of a directory in through the door that any delivery takes. */
const load = async (stand: Stand, by: By, directory: string): Promise<void> => {
  const { database, files, reading, say } = stand;
  const unitId = await insertUnit(database);
  for (const kind of DELIVERED_KINDS) {
    const file = path.join(directory, `${kind}.csv`);
    if (!existsSync(file)) continue;
    const started = Date.now();
    const feedId = await registerFeed(database, by, {
      code: `EVAL-${kind}`.toUpperCase().replaceAll('_', '-'),
      name: kind,
      unitId,
      kind,
      format: 'TABLE',
      provider: '模拟数据',
      purpose: '用已知答案的模拟数据检验规则',
      legalBasis: '模拟数据，不含任何真实个人信息',
      allowedFields: [],
      everyDays: 365,
    });
    await decideContract(database, securityOfficer(by), { id: feedId, step: 'approve', version: 1, reason: null });
    await receiveUpload(database, by, files, feedId, path.basename(file), createReadStream(file));
    await ingestFeed({ database, files, ...reading }, by, feedId);
    const counts = await database.readOne<{
      state: string;
      accepted: number;
      rejected: number;
      error: string | null;
    }>(sql`
      select state, accepted, rejected, error from batch where feed_id = ${feedId}::uuid`);
    if (counts?.state !== 'DONE' || counts.rejected > 0)
      throw new Error(`${kind}.csv did not go in whole: ${JSON.stringify(counts)}`);
    const seconds = ((Date.now() - started) / 1_000).toFixed(1);
    say(`${kind}: ${counts.accepted} records, ${(statSync(file).size / 1e6).toFixed(1)} MB, ${seconds} s`);
  }
};

/** What the platform would have said of its own matters, which no delivery brings. */
const keepOwnRecords = async ({ database, reading, say }: Stand, by: By, directory: string): Promise<void> => {
  for (const kind of OWN_KINDS) {
    const file = path.join(directory, `${kind}.csv`);
    if (!existsSync(file)) continue;
    const rows = parseCsv(readFileSync(file, 'utf8')).map((row) =>
      Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')),
    );
    say(`${kind}: ${await keepOwn(database, by, reading.zone, kind, rows)} records`);
  }
};

/** The last day that the county's records tell of: its own matters are looked at as of then. */
const lastDay = async (database: Database, by: By): Promise<By['today']> => {
  const row = await database.readOne<{ until: By['today'] | null }>(sql`
    select least(max(data_until), ${by.today}::date)::text as until from feed where status = 'ACTIVE'`);
  return row?.until ?? by.today;
};

const readTruths = (directory: string): Truth[] =>
  readFileSync(path.join(directory, 'truth.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Truth);

/** Fields whose digests stand for a subject of the truth, one for each sort of secret. */
const SECRETS: Readonly<Partial<Record<Truth['subject']['kind'], readonly (readonly [Kind, string])[]>>> = {
  IDENTITY: [['subsidy', 'recipientHash']],
  ACCOUNT: [['subsidy', 'accountHash']],
  CONTACT: [
    ['subsidy', 'phoneHash'],
    ['subsidy', 'addressHash'],
  ],
};

/** A plain secret of the truth as the door has kept it. */
const subjectIds = (reading: Reading, by: By): SubjectIds => {
  const surroundings = openDoor(reading, by.today).around;
  return ({ kind, id }) => {
    const sorts = SECRETS[kind];
    if (sorts === undefined) return [id];
    return sorts.flatMap(([of, name]) => {
      const field = FIELDS[of].find((one) => one.name === name);
      const kept = field === undefined ? null : readValue(id, field, 'cells', surroundings);
      return kept === null || kept instanceof Bad ? [] : [String(kept)];
    });
  };
};

/** What was found, as the alerts tell it. */
const hitsOf = async (database: Database): Promise<Hit[]> => {
  const rows = await database.read<Omit<Hit, 'records'> & { records: string[] }>(sql`
    select a.rule_code as rule, a.subject_kind as "subjectKind", a.subject_id as "subjectId",
      a.window_from::text as "from", a.window_to::text as "to", r.records
    from alert a cross join lateral (
      select array_agg(r.external_id) as records from record r where r.county = 1 and r.id = any (a.record_ids)) r
    where a.county = 1`);
  return rows.map((row) => ({ ...row, records: new Set(row.records) }));
};

/** Loads a simulated county into an empty database, runs the shipped rules over all of it and holds what they say against the truth. */
export const evaluate = async (stand: Stand, directory: string): Promise<Score[]> => {
  const { database, reading, say } = stand;
  const by = operator(reading.zone);
  await publishShippedCalendar(database, by, readCalendarYears(), '国务院办公厅关于节假日安排的通知');
  await publishShippedRules(database, by, PACK);
  // Those that wait until a county has their records are looked at as well.
  await database.read(sql`update rule set state = 'ACTIVE'`);
  await load(stand, by, directory);
  await keepOwnRecords(stand, by, directory);
  const started = Date.now();
  const then = { ...by, today: await lastDay(database, by) };
  const alerts = await evaluateRules(database, then, reading.zone, { kind: 'MANUAL' });
  say(`${alerts} alerts, ${((Date.now() - started) / 1_000).toFixed(1)} s`);
  const on = await database.read<{ code: string }>(sql`
    select code from rule where state = 'ACTIVE' and published_version_id is not null order by code`);
  return scoresOf(
    on.map(({ code }) => code),
    readTruths(directory),
    await hitsOf(database),
    subjectIds(reading, by),
  );
};
