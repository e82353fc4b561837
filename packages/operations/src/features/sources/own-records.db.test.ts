import { PACK } from '@qingfeng/domain/features/rules/pack.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { SYSTEM } from '@qingfeng/domain/shared/by.ts';
import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { addDays, dayOf, instant, yearOf } from '@qingfeng/domain/shared/local-date.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { publishShipped, warning } from '../../../../../tests/access/matters.ts';
import { buildWorld } from '../../../../../tests/access/world.ts';
import { VECTORS } from '../../../../../tests/support/calendar.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { testVault } from '../../../../../tests/support/deliveries.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import { publishShippedCalendar } from '../calendar/publish-calendar.ts';
import { viewerOfAccount } from '../identity/read.ts';
import { mergeInformation } from '../information/merge-information.ts';
import { informationOf } from '../information/read-information.ts';
import { listInformationOf } from '../information/read.ts';
import { registerInformation } from '../information/register-information.ts';
import { takeInformation } from '../information/take-information.ts';
import type { WaitingPart } from '../rules/evaluate-arrivals.ts';
import { evaluateArrivals } from '../rules/evaluate-arrivals.ts';
import { evaluateRules } from '../rules/evaluate-rules.ts';
import { publishShippedRules } from '../rules/publish-rules.ts';
import { remindDeadlines } from '../warnings/remind-deadlines.ts';
import { suspendWarning } from '../warnings/suspend-warning.ts';
import { keepReportedMatters, keepWarningLimits } from './keep-own-records.ts';
import { listFeedsOf } from './read.ts';

const ZONE = 'Asia/Shanghai';
const { database } = await testDatabase();
const vault = testVault();
const world = await buildWorld(database);
await publishShipped(database);
await publishShippedRules(database, byOf(), PACK);
await publishShippedCalendar(
  database,
  byOf(),
  [2025, 2026].map((year) => ({
    year,
    version: 1,
    days: VECTORS.calendar.filter(({ date }) => yearOf(date) === year),
  })),
  '国务院办公厅通知',
);

const on = (day: LocalDate, viewer: By['viewer'] = SYSTEM): By => {
  const now = instant(new Date(`${day}T02:00:00.000Z`));
  return byOf({ viewer, now, today: dayOf(now, ZONE) });
};
const TODAY = byOf().today;

/** What the worker does of what came since it last looked. */
let judged = '';
const judgeArrivals = async (by: By): Promise<void> => {
  const parts = await database.read<WaitingPart>(sql`
    select batch_id as "batchId", min(id::text) as "fromRecord", max(id::text) as "toRecord", kind as "recordKind", count(*)::int as rows
    from record where batch_id::text > ${judged} group by batch_id, kind order by batch_id`);
  judged = parts.at(-1)?.batchId ?? judged;
  await evaluateArrivals(database, by, ZONE, 'PROMPT', parts);
};
type Found = { id: string; state: string; colour: string; reason: string | null; sentence: string };
const alertsOf = (rule: string): Promise<Found[]> =>
  database.read(sql`
    select i.id, i.state, i.colour, i.dismiss_reason as reason, a.explanation -> 'sentence' ->> 'zh' as sentence
    from information i join alert a on a.county = 1 and a.id = i.alert_id where i.rule_code = ${rule} order by i.id`);

describe('matters that people reported', () => {
  let officer: By;
  let home: Awaited<ReturnType<typeof insertUnit>>;
  let cadre: Awaited<ReturnType<typeof insertAccount>>;
  const tell = async (daysAgo: number, text: string, reporter: string | null): Promise<string> =>
    registerInformation(
      database,
      { ...on(addDays(TODAY, -daysAgo)), viewer: officer.viewer },
      { title: '来信反映', text, subjectKind: 'PERSON', subjectId: cadre.personId, reporter },
      vault,
    );
  beforeAll(async () => {
    home = await insertUnit(database);
    cadre = await insertAccount(database, { unit: home, roles: ['CADRE', 'OFFICER'] });
    const { accountId } = await insertAccount(database, { unit: await insertUnit(database), roles: ['OFFICER'] });
    const viewer = await viewerOfAccount(database, accountId, TODAY);
    if (viewer === null) throw new Error('no viewer');
    officer = byOf({ viewer: { ...viewer, wholeCounty: true } });
  });

  test('raise nothing while copies and one source make up the number', async () => {
    await tell(60, '反映违规报销。', '甲');
    await tell(50, '反映违规报销！', '乙');
    await tell(40, '反映公车私用', '甲');
    await tell(30, '反映收受礼品', '丙');
    await tell(20, '匿名反映', null);
    expect(await keepReportedMatters(database, officer, ZONE)).toBe(5);
    await judgeArrivals(on(TODAY));
    expect(await alertsOf('R37')).toEqual([]);
  });

  test('are no delivery where nothing is new, hold nothing that anybody said, and are in no list of sources', async () => {
    const before = await database.readOne<{ n: number }>(sql`select count(*)::int as n from batch`);
    expect(await keepReportedMatters(database, officer, ZONE)).toBe(0);
    expect(await database.readOne<{ n: number }>(sql`select count(*)::int as n from batch`)).toEqual(before);
    const kept = await database.read(sql`select * from reported_matter`);
    expect(JSON.stringify(kept)).not.toMatch(/[甲乙丙]|反映/u);
    const keeper = byOf({ viewer: { ...SYSTEM, roles: ['RULE_ADMIN', 'DATA_SECURITY_OFFICER'] satisfies Role[] } });
    const feeds = await listFeedsOf(database, keeper.viewer, TODAY, ZONE, { page: 1, size: 200 });
    expect(feeds.items.filter(({ code }) => code.startsWith('OWN'))).toEqual([]);
  });

  test('make one blue finding with the third of another source, which the person concerned never sees', async () => {
    await tell(10, '反映插手工程', '丁');
    await keepReportedMatters(database, officer, ZONE);
    await judgeArrivals(on(TODAY));
    const [found, ...more] = await alertsOf('R37');
    expect(more).toEqual([]);
    expect(found).toMatchObject({ state: 'RECEIVED', colour: 'BLUE' });
    expect(found?.sentence).toContain('3件不同事项');
    const seen = await informationOf(database, officer.viewer, found?.id ?? '', TODAY);
    expect(seen.alert?.rows.map(({ thing }) => thing?.kind)).toEqual(['information', 'information', 'information']);
    expect(seen.alert?.columns.map(({ key }) => key)).toEqual(['standing']);
    expect(seen.trend).toEqual([]);
    const own = await viewerOfAccount(database, cadre.accountId, TODAY);
    const query = { page: 1, size: 200, tab: 'all' as const, view: 'rows' as const };
    const list = own && (await listInformationOf(database, { ...own, wholeCounty: true }, TODAY, query));
    expect(list?.items).toEqual([]);
  });

  test('show who may not see one of them only the others, and not how many there are', async () => {
    const [found] = await alertsOf('R37');
    const elsewhere = await insertUnit(database);
    await database.read(sql`
      update information set unit_id = ${elsewhere.id}::uuid where number = (
        select external_id from reported_matter where record_id = (select a.record_ids[1] from alert a where a.rule_code = 'R37'))`);
    const viewer = { ...officer.viewer, wholeCounty: false, coveredUnitIds: [home.id] };
    const seen = await informationOf(database, viewer, found?.id ?? '', TODAY);
    expect([seen.alert?.rows.length, seen.alert?.rowsTotal]).toEqual([2, 2]);
  });

  test('dismiss the untaken finding when two of them turn out to be one', async () => {
    const [first, second] = await database.read<{ id: string; version: number }>(sql`
      select i.id, i.version from information i join reported_matter t on t.external_id = i.number
      join alert a on a.rule_code = 'R37' and t.record_id = any(a.record_ids) order by i.id desc limit 2`);
    if (first === undefined || second === undefined) throw new Error('no matters');
    await mergeInformation(database, officer, first, { intoId: second.id });
    await keepReportedMatters(database, officer, ZONE, first.id);
    await judgeArrivals(on(TODAY));
    expect(await alertsOf('R37')).toMatchObject([{ state: 'DISMISSED', reason: 'ALREADY_HANDLED' }]);
  });
});

describe('limits of warnings', () => {
  const quiet = (id: string, error: unknown): never => {
    throw new Error(`warning ${id}`, { cause: error });
  };
  const served = async (): Promise<{ id: string; dueOn: LocalDate; version: number }> => {
    const id = await warning(world, { state: 'served' });
    const row = await database.readOne<{ on: LocalDate; version: number }>(sql`
      select due_on as on, version from warning where id = ${id}::uuid`);
    if (row === undefined) throw new Error('the warning is missing');
    return { id, dueOn: row.on, version: row.version };
  };
  const keep = async (day: LocalDate): Promise<void> => {
    await keepWarningLimits(database, on(day), ZONE);
    await judgeArrivals(on(day));
  };
  const sweep = (day: LocalDate) => evaluateRules(database, on(day), ZONE, { kind: 'SWEEP' });

  test('are found overdue by themselves the day after, once, and never move the warning', async () => {
    const { id, dueOn } = await served();
    await keep(dueOn);
    await sweep(dueOn);
    expect(await alertsOf('R39')).toEqual([]);
    await sweep(addDays(dueOn, 5));
    await sweep(addDays(dueOn, 6));
    const found = await alertsOf('R39');
    expect(found).toMatchObject([{ state: 'RECEIVED', colour: 'YELLOW' }]);
    expect(found[0]?.sentence).toContain('由有权机关决定');
    const stands = await database.readOne(
      sql`select state, jsonb_array_length(body -> 'proposals') as n from warning where id = ${id}::uuid`,
    );
    expect(stands).toEqual({ state: 'SERVED', n: 0 });
  });

  test('say no more beside the escalation that is proposed on the warning itself', async () => {
    const [{ due } = { due: TODAY }] = await database.read<{ due: LocalDate }>(
      sql`select occurred_on as due from warning_limit where superseded_at is null`,
    );
    const late = addDays(due, 30);
    await remindDeadlines(database, on(late), quiet);
    await keep(late);
    expect(await alertsOf('R39')).toMatchObject([{ state: 'DISMISSED', reason: 'ALREADY_HANDLED' }]);
    await sweep(addDays(late, 1));
    expect(await alertsOf('R39')).toHaveLength(1);
  });

  test('stand still with the warning: a finding that somebody took gets it as evidence', async () => {
    const { id, dueOn, version } = await served();
    await keep(addDays(dueOn, 3));
    await sweep(addDays(dueOn, 3));
    const taken = (await alertsOf('R39')).find(({ state }) => state === 'RECEIVED');
    const viewer = await viewerOfAccount(database, world.account('OFFICER', 'own').accountId, TODAY);
    if (taken === undefined || viewer === null) throw new Error('nothing to take');
    await takeInformation(database, byOf({ viewer }), { id: taken.id, version: 1 });
    const leader = await viewerOfAccount(database, world.account('HANDLING_HEAD', 'own').accountId, TODAY);
    if (leader === null) throw new Error('no head');
    await suspendWarning(
      database,
      on(addDays(dueOn, 3), leader),
      { id, version, side: 'handling' },
      { code: 'HOSPITAL', reason: '住院' },
    );
    await keep(addDays(dueOn, 3));
    const seen = await informationOf(database, viewer, taken.id, TODAY);
    expect(seen.state).toBe('SCREENING');
    expect(seen.alert?.later.map(({ kind }) => kind)).toEqual(['NO_LONGER_HOLDS']);
    expect(seen.alert?.rows[0]?.thing).toEqual({ kind: 'warning', id });
  });
});
