import { sql } from '@qingfeng/platform/database.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import type { Answer } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false' });

let first: string;
let second: string;
let cadre: string;
beforeAll(async () => {
  const unit = await insertUnit(database);
  const sign = async (role: 'BIZ_ADMIN' | 'CADRE') =>
    app.tokenOf((await insertAccount(database, { unit, roles: [role] })).accountId);
  [first, second, cadre] = [await sign('BIZ_ADMIN'), await sign('BIZ_ADMIN'), await sign('CADRE')];
});

const read = (name: string, raw: string, year = 2027): Promise<Answer> =>
  app.ask('POST', `/api/v1/calendar-years/read-file?year=${String(year)}&name=${name}`, { token: first, raw });
const post = (token: string, path: string, body: object): Promise<Answer> =>
  app.ask('POST', `/api/v1/calendar-years${path}`, { token, body });
type Shown = {
  id: string;
  version: number;
  state: string;
  inForce: boolean;
  openSteps: { step: string; open: boolean }[];
};
const shown = ({ body }: Answer): Shown => body as Shown;

/** As the open data set writes a year. */
const HOLIDAY_CN = JSON.stringify({
  year: 2027,
  papers: ['https://www.gov.cn/'],
  days: [
    { name: '元旦', date: '2027-01-01', isOffDay: true },
    { name: '元旦', date: '2027-01-02', isOffDay: true },
    { name: '春节', date: '2027-02-20', isOffDay: false },
  ],
});
const DAYS = [
  { date: '2027-01-01', kind: 'HOLIDAY', name: '元旦' },
  { date: '2027-01-02', kind: 'HOLIDAY', name: '元旦' },
  { date: '2027-02-20', kind: 'MAKEUP_WORKDAY', name: '春节' },
];

describe('reading a file keeps nothing and says', () => {
  test('the days of holiday-cn, and what they change', async () => {
    const { status, body } = await read('2027.json', HOLIDAY_CN);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      days: DAYS,
      faults: [],
      balance: { weekdaysOff: 1, makeups: 1, net: 0, lawful: 13 },
      changes: [
        { on: '2027-01-01', before: 'WORKDAY', after: 'HOLIDAY', counts: true },
        { on: '2027-01-02', before: 'WEEKEND', after: 'HOLIDAY', counts: false },
        { on: '2027-02-20', before: 'WEEKEND', after: 'MAKEUP_WORKDAY', counts: true },
      ],
    });
    expect(await database.prisma.calendarYear.count()).toBe(0);
  });

  test('of a table every bad row by its line', async () => {
    const table =
      '日期,类型,名称\n2027-01-01,放假,元旦\n2027-13-01,放假,元旦\n2027-01-04,补班,元旦\n2027-02-06,放假,\n';
    const { body } = await read('a.csv', table);
    expect(body).toMatchObject({
      days: [DAYS[0]],
      faults: [
        { line: 3, reason: 'NOT_A_DAY', value: '2027-13-01' },
        { line: 4, reason: 'MAKEUP_ON_WEEKDAY' },
        { line: 5, reason: 'NAME_MISSING' },
      ],
    });
  });

  test.each([
    ['a.json', '{"days": [', 422],
    ['a.json', '[[[]], 7, null, "x", {"days": {}}]', 200],
    ['a.xlsx', 'not a workbook', 422],
    ['a.pdf', '%PDF-1.7', 422],
  ])('of %s holding %s a reason, not an error', async (name, raw, status) => {
    const answer = await read(name, raw);
    expect(answer.status).toBe(status);
    if (status === 200) expect(answer.body).toMatchObject({ days: [] });
  });
});

describe('a year needs two people', () => {
  let id: string;
  beforeAll(async () => {
    id = shown(await post(first, '', { year: 2027, source: '通知', days: DAYS })).id;
  });

  test('until then nothing counts by it, and only those who keep the calendar see it', async () => {
    const list = await app.ask('GET', '/api/v1/calendar-years', { token: cadre });
    expect(list.body).toMatchObject({ items: [], mayPropose: false });
    expect((await app.ask('GET', `/api/v1/calendar-years/${id}`, { token: cadre })).status).toBe(404);
    const tasks = await app.ask('GET', '/api/v1/tasks', { token: second });
    expect(tasks.body).toMatchObject({ items: [{ act: 'calendar.publish', href: `/calendar/${id}` }] });
  });

  test('another proposal of the same year waits for the first to be decided', async () => {
    const again = await post(second, '', { year: 2027, source: '通知', days: DAYS.slice(1) });
    expect(again).toMatchObject({ status: 409, body: { code: 'calendar.proposal-open' } });
  });

  test('the first person cannot publish, and the page says why', async () => {
    const refused = await post(first, `/${id}/publish`, { version: 1 });
    expect(refused).toMatchObject({ status: 403, body: { code: 'calendar.own-proposal' } });
    const { openSteps } = shown(await app.ask('GET', `/api/v1/calendar-years/${id}`, { token: first }));
    expect(openSteps.filter(({ open }) => open).map(({ step }) => step)).toEqual(['withdraw']);
  });

  test('the second does, once; the record names both, the task is closed, and SQL counts by it', async () => {
    const answers = await Promise.all([1, 2].map(() => post(second, `/${id}/publish`, { version: 1 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const actors = await database.read<{ type: string; actors: number }>(sql`
      select type, count(distinct actor_id)::int as actors from event where thing_id = ${id}::uuid group by type order by type`);
    expect(actors).toEqual([
      { type: 'calendar.proposed', actors: 1 },
      { type: 'calendar.published', actors: 1 },
    ]);
    const days = await database.read(sql`
      select day, is_workday as workday, estimated from calendar_day
      where day in ('2027-01-01', '2027-01-04', '2027-02-20', '2028-01-03') order by day`);
    expect(days).toEqual([
      { day: '2027-01-01', workday: false, estimated: false },
      { day: '2027-01-04', workday: true, estimated: false },
      { day: '2027-02-20', workday: true, estimated: false },
      { day: '2028-01-03', workday: true, estimated: true },
    ]);
    const list = await app.ask('GET', '/api/v1/calendar-years', { token: cadre });
    expect(list.body).toMatchObject({ items: [{ year: 2027, number: 1, inForce: true }] });
    expect((await app.ask('GET', '/api/v1/tasks', { token: second })).body).toMatchObject({ total: 0 });
  });

  test('what is in force goes out and comes back without a difference', async () => {
    const { bytes } = await app.ask('GET', `/api/v1/calendar-years/${id}/export`, { token: cadre });
    const back = await fetch(`${app.url}/api/v1/calendar-years/read-file?year=2027&name=a.xlsx`, {
      method: 'POST',
      headers: { authorization: `Bearer ${first}`, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(bytes),
    });
    expect(await back.json()).toMatchObject({ days: DAYS, faults: [], changes: [] });
    const same = await post(first, '', { year: 2027, source: '通知', days: DAYS });
    expect(same).toMatchObject({ status: 422, body: { code: 'calendar.changes-nothing' } });
  });

  test('a corrected notice is the next version; rejected, it changes nothing and says why', async () => {
    const next = shown(await post(first, '', { year: 2027, source: '更正', days: DAYS.slice(0, 2) }));
    const rejected = await post(second, `/${next.id}/reject`, { version: 1, reason: '与通知不符' });
    expect(rejected.body).toMatchObject({ state: 'REJECTED', number: 2, reason: '与通知不符', inForce: false });
    const [day] = await database.read(sql`select is_workday as workday from calendar_day where day = '2027-02-20'`);
    expect(day).toEqual({ workday: true });
    const third = shown(await post(first, '', { year: 2027, source: '更正', days: DAYS.slice(0, 2) }));
    const published = await post(second, `/${third.id}/publish`, { version: 1 });
    expect(published.body).toMatchObject({ number: 3, inForce: true });
    const years = await app.ask('GET', '/api/v1/calendar-years', { token: cadre });
    expect(years.body).toMatchObject({
      items: [
        { number: 3, inForce: true },
        { number: 1, inForce: false },
      ],
    });
  });
});
