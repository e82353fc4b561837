import type { By } from '@qingfeng/domain/shared/by.ts';
import type { PowerContent } from '@qingfeng/domain/features/catalogue/power-item.ts';
import { editPower, stepPower } from '@qingfeng/operations/features/catalogue/edit-power.ts';
import { importPowers } from '@qingfeng/operations/features/catalogue/import-powers.ts';
import { powerOf } from '@qingfeng/operations/features/catalogue/read.ts';
import { viewerOfAccount } from '@qingfeng/operations/features/identity/read.ts';
import express from 'express';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { mountPublicPages } from './pages.ts';

const { database } = await testDatabase();
const app = await startApp(database, { DEMO: 'false' });
const bureau = await insertUnit(database, { name: '县住建局' });
const elsewhere = await insertUnit(database, { name: '县司法局' });

/** Stands in every field that stays inside. */
const INNER = '内部金丝雀';
const CODE = '511Z07001006-511602000000-000-11511301008778183N-1-00';
const WHOLE = {
  name: '市政设施占用许可',
  category: '行政许可',
  summary: '占用市政设施须经批准。',
  basis: [{ title: '《市政设施管理办法（示例）》第十二条', text: '应当经批准。' }],
  steps: [{ name: '现场勘验', post: `${INNER}岗`, days: 3, note: '两人到场', weak: true, key: true }],
  promisedDays: 10,
  legalDays: 20,
  fee: '不收费',
  section: '市政建设股',
  phone: '0000-12388',
  riskPost: `${INNER}岗负责人`,
  workRules: `${INNER}规则`,
  institutions: [`${INNER}制度`],
  sourceUrl: `http://example.invalid/${INNER}`,
} satisfies PowerContent;

const account = async (role: Role, unit = bureau) => {
  const { accountId } = await insertAccount(database, { unit, roles: [role], name: `${INNER}${role}` });
  const viewer = await viewerOfAccount(database, accountId, byOf().today);
  if (viewer === null) throw new Error('no viewer');
  return { token: await app.tokenOf(accountId), by: byOf({ viewer }) };
};
let liaison: { token: string; by: By };
let leader: { token: string; by: By };
let id = '';

/** The public pages over the same database; what would be rendered is answered as it is, so that nothing handed over goes unseen. */
const pages = await (async () => {
  const site = express();
  const deps = { config: app.config, database, log: () => undefined };
  mountPublicPages(site, { ...deps, renderPublic: (url, data) => JSON.stringify({ url, data }) });
  const server = createServer(site);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  afterAll(() => server.close());
  return `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
})();
const get = async (path: string) => {
  const response = await fetch(`${pages}${path}`);
  return { status: response.status, headers: response.headers, text: await response.text() };
};

beforeAll(async () => {
  liaison = await account('UNIT_LIAISON');
  leader = await account('LEADER');
  const reviewer = await account('CATALOGUE_REVIEWER', elsewhere);
  const rows = [CODE, 'X-2', 'X-3'].map((code, index) => ({
    line: index + 2,
    value: {
      编码: code,
      名称: `${['市政设施占用', '供水', '排水'][index] ?? ''}许可`,
      类别: '行政许可',
      部门: '县住建局',
    },
  }));
  await importPowers(
    database,
    byOf(),
    (async function* () {
      yield* rows;
    })(),
  );
  id = (await database.prisma.powerItem.findFirstOrThrow({ where: { code: CODE } })).id;
  const version = async () => (await powerOf(database, liaison.by, id)).version;
  const step = async ({ by }: { by: By }, name: Parameters<typeof stepPower>[3]) =>
    stepPower(database, by, id, name, { version: await version(), reason: null });
  await editPower(database, liaison.by, id, { version: await version(), content: WHOLE, note: '补齐' });
  await step(liaison, 'submit');
  await step(leader, 'pass');
  await step(reviewer, 'pass');
  await step(leader, 'release');
  // And one under way that nobody outside may know of.
  await editPower(database, liaison.by, id, {
    version: await version(),
    content: { ...WHOLE, summary: `${INNER}草稿` },
    note: `${INNER}说明`,
  });
});

describe('what the public is answered', () => {
  test.each([
    ['/api/v1/public/powers'],
    ['/api/v1/public/powers?q=勘验'],
    [`/api/v1/public/powers?q=${INNER}`],
    [`/api/v1/public/powers/${CODE}`],
    ['/api/v1/public/powers.csv'],
  ])('%s holds no inner field, nor do its headers', async (path) => {
    const { status, text, headers } = await app.ask('GET', encodeURI(path));
    expect(status).toBe(200);
    expect(text + JSON.stringify([...headers])).not.toContain(INNER);
    expect(text).not.toMatch(/weak|riskPost|workRules|"post"|institutions/);
  });

  test.each([['/'], ['/?q=市政'], [`/powers/${CODE}`], ['/sitemap.xml'], ['/robots.txt']])(
    'page %s is given no inner field',
    async (path) => {
      const { status, text } = await get(encodeURI(path));
      expect(status).toBe(200);
      expect(text).not.toContain(INNER);
      expect(text).not.toMatch(/"weak"|riskPost|workRules|"post"|institutions/);
    },
  );

  test('nothing is found by what stays inside', async () => {
    const { body } = await app.ask('GET', `/api/v1/public/powers?q=${encodeURIComponent(INNER)}`);
    expect(body).toMatchObject({ items: [], total: 0, categories: [], units: [] });
  });

  test('an item whole, by its code', async () => {
    const { body } = await app.ask('GET', `/api/v1/public/powers/${CODE}`);
    expect(body).toEqual({
      code: CODE,
      state: 'PUBLISHED',
      name: WHOLE.name,
      summary: WHOLE.summary,
      category: WHOLE.category,
      unit: '县住建局',
      unitCode: expect.any(String) as string,
      promisedDays: 10,
      legalDays: 20,
      incomplete: false,
      section: WHOLE.section,
      fee: WHOLE.fee,
      phone: WHOLE.phone,
      basis: WHOLE.basis,
      steps: [{ name: '现场勘验', days: 3, note: '两人到场' }],
      versions: [
        { number: 1, note: '补齐', on: '2026-10-10', current: true },
        { number: 0, note: null, on: '2026-10-10', current: false },
      ],
    });
  });

  test('an address that leads nowhere is answered by a page in words', async () => {
    const { status, headers, text } = await get('/nowhere/at/all');
    expect([status, headers.get('content-type')]).toEqual([404, expect.stringContaining('text/html')]);
    expect(text).toContain('"page":"missing"');
  });

  test.each([['/powers/nothing'], [`/powers/${encodeURIComponent("x' or 1=1 --")}`], ['/powers/%2e%2e%2fetc']])(
    '%s is missing',
    async (path) => {
      expect(await get(path)).toMatchObject({ status: 404 });
      const { status, body } = await app.ask('GET', `/api/v1/public${path}`);
      expect([status, (body as { code: string }).code]).toEqual([404, 'thing.missing']);
    },
  );

  test.each([
    'page=0',
    'page=-1',
    'size=201',
    'size=many',
    'sort=unit_id',
    `q=${'x'.repeat(101)}`,
    'category=nothing',
    'q=a&q=b',
    'more=1',
    'q=%00',
  ])('a list with ?%s is refused', async (query) => {
    expect(await app.ask('GET', `/api/v1/public/powers?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'request.unreadable' },
    });
  });

  test.each([
    'page=0',
    'page=1e9',
    'page=-1',
    'q=a&q=b',
    'category=nothing',
    'unit=nowhere',
    `q=${'占'.repeat(500)}`,
    'lang=xx&size=%00',
    'q=%00',
    'q[a]=1',
  ])('a page with ?%s still shows the catalogue', async (query) => {
    expect(await get(`/?${query}`)).toMatchObject({ status: 200 });
  });
});

test('a page may be kept a minute by any cache, runs nothing and asks again with its tag', async () => {
  const { headers } = await get('/');
  expect(headers.get('cache-control')).toBe('public, max-age=60');
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'self'.*connect-src 'self'/);
  expect(headers.get('set-cookie')).toBeNull();
  const again = await fetch(pages, {
    headers: { 'if-none-match': headers.get('etag') ?? '', 'cache-control': 'max-age=0' },
  });
  expect(again.status).toBe(304);
  expect((await get('/powers/nothing')).headers.get('cache-control')).toBe('no-store');
});

test('the download is what the filters show', async () => {
  const lines = async (query: string) => {
    const { text } = await app.ask('GET', `/api/v1/public/powers.csv?${query}`);
    return text.trim().split('\r\n').length - 1;
  };
  expect(await lines('')).toBe(3);
  expect(await lines(`q=${encodeURIComponent('供水')}`)).toBe(1);
  expect(await lines(`category=${encodeURIComponent('行政处罚')}`)).toBe(0);
});

describe('inside', () => {
  const put = (token: string, body: unknown) => app.ask('PUT', `/api/v1/powers/${id}/draft`, { token, body });

  test('the same item with what stays inside, and the draft for those who work on it', async () => {
    const { body } = await app.ask('GET', `/api/v1/powers/${id}`, { token: liaison.token });
    expect(body).toMatchObject({ content: WHOLE, draft: { content: { summary: `${INNER}草稿` } } });
    const cadre = await account('CADRE', elsewhere);
    const other = await app.ask('GET', `/api/v1/powers/${id}`, { token: cadre.token });
    expect(other.body).toMatchObject({ content: WHOLE, draft: null, openSteps: [] });
    expect(other.text).not.toContain('草稿');
  });

  test.each(['PARTNER', 'ASSESSOR', 'SYS_ADMIN'] as const)('%s is not let in', async (role) => {
    const { token } = await account(role);
    expect(await app.ask('GET', '/api/v1/powers', { token })).toMatchObject({ status: 403 });
    expect(await app.ask('GET', `/api/v1/powers/${id}`, { token })).toMatchObject({ status: 403 });
    expect(await app.ask('GET', '/api/v1/powers.xlsx', { token })).toMatchObject({ status: 403 });
  });

  test.each([
    [{ name: '' }, 'content.name', 'few.text', 1],
    [{ category: '行政检察' }, 'content.category', 'other', null],
    [{ promisedDays: -1 }, 'content.promisedDays', 'few.number', 0],
    [{ promisedDays: 1.5 }, 'content.promisedDays', 'other', null],
    [{ steps: [{ ...WHOLE.steps[0], name: '' }] }, 'content.steps.0.name', 'few.text', 1],
    [{ workRules: 'x'.repeat(2_001) }, 'content.workRules', 'many.text', 2_000],
  ])('a draft with %o is refused at its field', async (change, path, fault, limit) => {
    const { version } = await powerOf(database, liaison.by, id);
    const answer = await put(liaison.token, { version, content: { ...WHOLE, ...change }, note: null });
    expect(answer).toMatchObject({ status: 400, body: { issues: [{ path, fault, limit }] } });
  });

  test('an edit bound to an older version is a conflict, and nothing is lost', async () => {
    expect(await put(liaison.token, { version: 1, content: WHOLE, note: null })).toMatchObject({
      status: 409,
      body: { code: 'thing.changed' },
    });
    expect((await powerOf(database, liaison.by, id)).draft?.content.summary).toBe(`${INNER}草稿`);
  });

  test('a list is uploaded as a file; what is no list is refused with the reason', async () => {
    const send = (name: string, raw: string) =>
      app.ask('POST', `/api/v1/powers/import?name=${encodeURIComponent(name)}`, { token: liaison.token, raw });
    const text = '编码,名称,类别,部门\nX-4,绿化许可,行政许可,县住建局\nX-5,,行政许可,县住建局\n';
    expect(await send('目录.csv', text)).toMatchObject({
      status: 200,
      body: {
        added: 1,
        unchanged: 0,
        drafted: 0,
        rejected: [{ line: 3, reason: 'NAME_MISSING', column: 'name', value: '' }],
      },
    });
    expect(await send('目录.exe', text)).toMatchObject({ status: 422, body: { code: 'file.type-not-allowed' } });
    expect(await send('目录.xlsx', text)).toMatchObject({ status: 422, body: { code: 'file.type-differs' } });
    expect(await send('目录.csv', '')).toMatchObject({ status: 422, body: { code: 'file.empty' } });
    expect((await send('目录.csv', `编码,编码\n1,2\n`)).body).toMatchObject({ code: 'file.heading-twice' });
  });

  test('its template is read by the importer', async () => {
    const answer = await app.ask('GET', '/api/v1/powers/template.xlsx', { token: liaison.token });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
  });
});
