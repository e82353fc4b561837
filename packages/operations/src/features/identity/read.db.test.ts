import type { LocalDate } from '@qingfeng/domain/shared/local-date.ts';
import { instant } from '@qingfeng/domain/shared/local-date.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import { expect, test } from 'vitest';
import { testDatabase } from '../../../../../tests/support/database.ts';
import { insertAccount, insertUnit, openTestSession } from '../../../../../tests/support/people.ts';
import { viewerOfAccount, viewerOfSession } from './read.ts';

const { database } = await testDatabase();
const today = '2026-10-10' as LocalDate;
const county = await insertUnit(database, { kind: 'COUNTY' });
const bureau = await insertUnit(database, { above: county });
const station = await insertUnit(database, { above: bureau });
const other = await insertUnit(database, { above: county });
const group = await insertUnit(database, { above: county, kind: 'RESIDENT_GROUP' });
await database.prisma.coveredUnit.createMany({ data: [{ groupUnitId: group.id, unitId: bureau.id }] });

const viewer = async (accountId: string) => {
  const found = await viewerOfAccount(database, accountId, today);
  if (found === null) throw new Error('no viewer');
  return found;
};

test('a resident officer covers the list of the group, nothing else', async () => {
  const { accountId, personId } = await insertAccount(database, { unit: group, roles: ['RESIDENT_OFFICER', 'CADRE'] });
  expect(await viewer(accountId)).toMatchObject({
    accountId,
    personId,
    unitId: group.id,
    unitPath: group.path,
    coveredUnitIds: [bureau.id],
    wholeCounty: false,
    recusedPersonIds: [personId],
    recusedUnitIds: [],
    recusedSupplierCodes: [],
  });
  const colleague = await insertAccount(database, { unit: group, roles: ['CADRE'] });
  expect((await viewer(colleague.accountId)).coveredUnitIds).toEqual([]);
});

test('a resident officer keeps to the list, whatever else is held', async () => {
  const { accountId } = await insertAccount(database, {
    unit: group,
    roles: ['RESIDENT_OFFICER', 'HANDLING_HEAD', 'RULE_ADMIN'],
  });
  expect(await viewer(accountId)).toMatchObject({ wholeCounty: false, coveredUnitIds: [bureau.id] });
});

test('a commission-wide role covers the county; narrowed to a unit it covers that unit and all below', async () => {
  const wide = await insertAccount(database, { unit: county, roles: ['OFFICER'] });
  expect(await viewer(wide.accountId)).toMatchObject({ wholeCounty: true, coveredUnitIds: [] });

  const narrow = await insertAccount(database, { unit: county, roles: ['OFFICER'], grantUnit: bureau });
  const seen = await viewer(narrow.accountId);
  expect(seen.wholeCounty).toBe(false);
  expect(new Set(seen.coveredUnitIds)).toEqual(new Set([bureau.id, station.id]));
});

test('the unit of a role that handles no matters widens nothing', async () => {
  const { accountId } = await insertAccount(database, { unit: other, roles: ['UNIT_LIAISON'], grantUnit: bureau });
  expect(await viewer(accountId)).toMatchObject({ wholeCounty: false, coveredUnitIds: [], roles: ['UNIT_LIAISON'] });
});

test('grants count while they last', async () => {
  const { accountId } = await insertAccount(database, { unit: county, roles: ['OFFICER', 'CADRE'] });
  const officer = { accountId, role: 'OFFICER' };
  await database.prisma.roleGrant.updateMany({ where: officer, data: { endsOn: new Date('2026-10-10') } });
  expect((await viewer(accountId)).roles).toContain('OFFICER');
  const tomorrow = await viewerOfAccount(database, accountId, '2026-10-11' as LocalDate);
  expect(tomorrow).toMatchObject({ roles: ['CADRE'], wholeCounty: false });
  await database.prisma.roleGrant.updateMany({ where: officer, data: { revokedAt: new Date() } });
  expect((await viewer(accountId)).roles).toEqual(['CADRE']);
});

test('recusal: oneself, declared persons from either side, the head of the own unit, declared units', async () => {
  const head = await insertAccount(database, { unit: other, roles: ['LEADER'], unitHead: true });
  const me = await insertAccount(database, { unit: other, roles: ['OFFICER'] });
  const [wife, brother, former, later] = await Promise.all(
    [1, 2, 3, 4].map(() => insertAccount(database, { unit: bureau, roles: ['CADRE'] })),
  );
  const declare = (
    person: string,
    declared: { otherPersonId?: string; otherUnitId?: string; declaredOn?: string; endedOn?: string },
  ) =>
    database.prisma.recusal.create({
      data: {
        id: newId(),
        personId: person,
        relation: '亲属',
        otherPersonId: declared.otherPersonId ?? null,
        otherUnitId: declared.otherUnitId ?? null,
        declaredOn: new Date(declared.declaredOn ?? '2026-01-01'),
        endedOn: declared.endedOn === undefined ? null : new Date(declared.endedOn),
      },
    });
  await declare(me.personId, { otherPersonId: wife!.personId });
  await declare(brother!.personId, { otherPersonId: me.personId });
  await declare(me.personId, { otherPersonId: former!.personId, endedOn: '2026-10-10' });
  await declare(me.personId, { otherPersonId: later!.personId, declaredOn: '2026-10-11' });
  await declare(me.personId, { otherUnitId: bureau.id });
  const seen = await viewer(me.accountId);
  expect(new Set(seen.recusedPersonIds)).toEqual(
    new Set([me.personId, wife!.personId, brother!.personId, head.personId]),
  );
  expect(seen.recusedUnitIds).toEqual([bureau.id]);
});

test('a session shows its viewer while it lives and the account is active', async () => {
  const { accountId } = await insertAccount(database, { unit: county, roles: ['CADRE'] });
  const sessionId = await openTestSession(database, accountId);
  const ask = (at = new Date()) => viewerOfSession(database, sessionId, instant(at), today);
  expect(await ask()).toMatchObject({ accountId });
  expect(await ask(new Date(Date.now() + 30 * 60_000))).toBeNull();
  expect(await ask(new Date(Date.now() + 2 * 3_600_000))).toBeNull();

  await database.prisma.account.update({ where: { id: accountId }, data: { status: 'DISABLED' } });
  expect(await ask()).toBeNull();
  expect(await viewerOfAccount(database, accountId, today)).toBeNull();
  await database.prisma.account.update({ where: { id: accountId }, data: { status: 'ACTIVE' } });
  await database.prisma.session.update({ where: { id: sessionId }, data: { revokedAt: new Date() } });
  expect(await ask()).toBeNull();
});
