import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { startApp } from '../../../../../tests/support/app.ts';
import { testDatabase } from '../../../../../tests/support/database.ts';
import type { TestAccount, TestUnit } from '../../../../../tests/support/people.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';

const { database } = await testDatabase();
const app = await startApp(database);

let bureau: TestUnit;
let station: TestUnit;
let other: TestUnit;
let leader: TestAccount;
let cadre: TestAccount;
let below: TestAccount;
let stranger: TestAccount;
let officer: TestAccount;
let rules: TestAccount;

beforeAll(async () => {
  const county = await insertUnit(database, { kind: 'COUNTY' });
  const commission = await insertUnit(database, { kind: 'COMMISSION', above: county });
  bureau = await insertUnit(database, { name: '县住建局', above: county });
  station = await insertUnit(database, { name: '县市政所', kind: 'INSTITUTION', above: bureau });
  other = await insertUnit(database, { name: '县文旅局', above: county });
  leader = await insertAccount(database, { unit: bureau, roles: ['LEADER'], name: '陈东皋', unitHead: true });
  cadre = await insertAccount(database, { unit: bureau, roles: ['CADRE'], name: '程如砥' });
  below = await insertAccount(database, { unit: station, roles: ['CADRE', 'UNIT_LIAISON'], name: '弓槐序' });
  stranger = await insertAccount(database, { unit: other, roles: ['CADRE'], name: '骆若虚' });
  officer = await insertAccount(database, { unit: commission, roles: ['OFFICER'], name: '闻知竹' });
  rules = await insertAccount(database, { unit: commission, roles: ['RULE_ADMIN'], name: '柳三省' });
  await database.prisma.recusal.create({
    data: {
      id: randomUUID(),
      personId: officer.personId,
      otherPersonId: cadre.personId,
      relation: '兄弟姐妹',
      declaredOn: new Date('2026-01-05'),
    },
  });
});

const asked = async (who: TestAccount, path: string) =>
  app.ask('GET', `/api/v1${path}`, { token: await app.tokenOf(who.accountId) });

type Named = { readonly name: string; readonly level: string | null };
const names = async (who: TestAccount, query = ''): Promise<string[]> => {
  const { body } = await asked(who, `/cadres?sort=name&size=200${query}`);
  return (body as { items: Named[] }).items.map(({ name }) => name);
};

describe('whose names the directory tells', () => {
  test('a cadre knows the colleagues of the own unit, its leader those of the units below too', async () => {
    expect((await names(cadre)).sort()).toEqual(['程如砥', '陈东皋'].sort());
    expect((await names(leader)).sort()).toEqual(['弓槐序', '程如砥', '陈东皋'].sort());
  });

  test('an officer knows the county’s, whoever keeps rules only the own unit’s', async () => {
    expect(await names(officer)).toEqual(expect.arrayContaining(['骆若虚', '程如砥', '弓槐序']));
    expect((await names(rules)).sort()).toEqual(['柳三省', '闻知竹'].sort());
  });

  test('finds by what was typed as text, not as a pattern', async () => {
    expect(await names(officer, `&q=${encodeURIComponent('程如')}`)).toEqual(['程如砥']);
    expect(await names(officer, '&q=%25')).toEqual([]);
  });
});

describe('what a page tells beyond name and post', () => {
  const detailOf = async (who: TestAccount, of: TestAccount) => {
    const { status, body } = await asked(who, `/cadres/${of.personId}`);
    return status === 200 ? (body as { level: string | null; detail: object | null }) : status;
  };

  test('an officer reads level and career, but not of whom he must stay away', async () => {
    expect(await detailOf(officer, stranger)).toMatchObject({ level: 'SECTION_MEMBER', detail: { postings: [] } });
    expect(await detailOf(officer, cadre)).toMatchObject({ level: null, detail: null });
  });

  test('a colleague does not, the leader and oneself do', async () => {
    expect(await detailOf(cadre, leader)).toMatchObject({ level: null, detail: null });
    expect(await detailOf(leader, below)).toMatchObject({ level: 'SECTION_MEMBER' });
    expect(await detailOf(cadre, cadre)).toMatchObject({ level: 'SECTION_MEMBER' });
    expect(await detailOf(stranger, cadre)).toBe(404);
  });

  test('the level is no filter over people whose level is not told', async () => {
    const { body } = await asked(cadre, '/cadres?level=STAFF');
    expect(body).toMatchObject({ items: [], total: 0 });
  });
});

test('a unit names who leads it and who answers for it to whom it concerns, and is missing to others', async () => {
  const { body } = await asked(cadre, `/units/${station.id}`);
  // The liaison's page is not a cadre's of the bureau to open, the name is.
  expect(body).toMatchObject({ liaisons: [{ id: null, name: '弓槐序' }], above: [{}, { name: '县住建局' }] });
  expect((await asked(leader, `/units/${station.id}`)).body).toMatchObject({ liaisons: [{ id: below.personId }] });
  expect((await asked(stranger, `/units/${bureau.id}`)).status).toBe(404);
});

test('a list with people in it leaves only with a reason, which the auditor reads and nobody rewrites', async () => {
  const token = await app.tokenOf(leader.accountId);
  const path = '/api/v1/cadres/export';
  expect((await app.ask('GET', path, { token })).status).toBe(400);
  expect((await app.ask('GET', `${path}?reason=%20`, { token })).status).toBe(400);
  const reason = '年度考核核对名册';
  expect((await app.ask('GET', `${path}?reason=${encodeURIComponent(reason)}`, { token })).status).toBe(200);
  const [taken] = await database.prisma.takenOut.findMany({ where: { accountId: leader.accountId } });
  expect(taken).toMatchObject({ what: 'cadres', reason });
  await expect(database.prisma.takenOut.updateMany({ data: { reason: '改写' } })).rejects.toThrow();

  const auditor = await insertAccount(database, { unit: bureau, roles: ['AUDIT_ADMIN'] });
  const listed = await app.ask('GET', '/api/v1/events?type=cadres.exported', {
    token: await app.tokenOf(auditor.accountId),
  });
  expect(listed.body).toMatchObject({ items: [{ thingId: taken?.id, actor: { name: '陈东皋' }, body: {}, reason }] });
});
