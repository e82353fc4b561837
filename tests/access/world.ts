import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { ROLES } from '@qingfeng/domain/shared/roles.ts';
import { COUNTY_WIDE_ROLES } from '@qingfeng/domain/features/identity/scope.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import type { TestAccount, TestUnit } from '../support/people.ts';
import { insertAccount, insertUnit } from '../support/people.ts';

/** Stands in every row of the unit that is looked at: in an answer to someone from elsewhere it is a leak. */
export const CANARY = '金丝雀甲';

/** From the unit whose things are asked for, or from another one. */
export type Side = 'own' | 'other';
export const GRANTABLE = ROLES.filter((role) => role !== 'PUBLIC');
export type GrantableRole = Exclude<Role, 'PUBLIC'>;

export type World = {
  readonly database: Database;
  readonly unit: TestUnit;
  readonly elsewhere: TestUnit;
  /** One account per role and side, holding that role alone. */
  readonly account: (role: Role, side: Side) => TestAccount;
  /** A second one of the same role in the looked-at unit. */
  readonly colleague: (role: Role) => TestAccount;
  /** A cadre of the looked-at unit in nobody's role. */
  readonly bystander: TestAccount;
};

/**
 * Two bureaus side by side, each with a resident group that covers it, and every role twice. On the other side a county-wide
 * role is narrowed to the other bureau, so that narrowing is tested too. Everything of the first bureau carries the canary.
 */
export const buildWorld = async (database: Database): Promise<World> => {
  const county = await insertUnit(database, { name: '清河县', kind: 'COUNTY' });
  const bureau = {
    own: await insertUnit(database, { name: `${CANARY}局`, above: county }),
    other: await insertUnit(database, { name: '乙局', above: county }),
  };
  const group = {
    own: await insertUnit(database, { name: `驻${CANARY}局纪检监察组`, kind: 'RESIDENT_GROUP', above: county }),
    other: await insertUnit(database, { name: '驻乙局纪检监察组', kind: 'RESIDENT_GROUP', above: county }),
  };
  await database.prisma.coveredUnit.createMany({
    data: [
      { groupUnitId: group.own.id, unitId: bureau.own.id },
      { groupUnitId: group.other.id, unitId: bureau.other.id },
    ],
  });

  const insert = (role: Role, side: Side, what: string): Promise<TestAccount> => {
    const isNarrowed = side === 'other' && (COUNTY_WIDE_ROLES as readonly Role[]).includes(role);
    return insertAccount(database, {
      unit: (role === 'RESIDENT_OFFICER' ? group : bureau)[side],
      roles: [role],
      // One's own name in an answer is no leak; a colleague's would be one to the other bureau.
      name: `${what === '' ? side : CANARY}${what}${role}`,
      ...(isNarrowed && { grantUnit: bureau.other }),
    });
  };
  const accounts = new Map<string, TestAccount>();
  for (const role of GRANTABLE) {
    accounts.set(`${role} own`, await insert(role, 'own', ''));
    accounts.set(`${role} other`, await insert(role, 'other', ''));
    accounts.set(`${role} colleague`, await insert(role, 'own', '同事'));
  }
  const bystander = await insertAccount(database, { unit: bureau.own, roles: ['CADRE'], name: `${CANARY}某人` });
  await database.prisma.person.create({
    data: {
      id: newId(),
      code: 'CANARY',
      name: `${CANARY}新人`,
      initials: 'jsq',
      cadreLevel: 'SECTION_MEMBER',
      unitId: bureau.own.id,
      postName: '科员',
    },
  });

  const get = (key: string): TestAccount => {
    const found = accounts.get(key);
    if (found === undefined) throw new RangeError(`nobody in the world is ${key}`);
    return found;
  };
  const world: World = {
    database,
    unit: bureau.own,
    elsewhere: bureau.other,
    account: (role, side) => get(`${role} ${side}`),
    colleague: (role) => get(`${role} colleague`),
    bystander,
  };
  await fillTasks(world);
  return world;
};

/** For everyone of the first bureau something to do: a task of their own, and one for their role in that unit. */
const fillTasks = async ({ database, account, unit }: World): Promise<void> => {
  const task = { act: 'information.take', thingKind: 'information', title: `${CANARY}的事`, openedAt: new Date() };
  await database.prisma.task.createMany({
    data: GRANTABLE.flatMap((role) => [
      { ...task, id: newId(), thingId: newId(), accountId: account(role, 'own').accountId },
      { ...task, id: newId(), thingId: newId(), role, scopeUnitId: unit.id },
    ]),
  });
};
