import type { Role } from '@qingfeng/domain/shared/roles.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { newId } from '@qingfeng/platform/ids.ts';

export type TestUnit = { readonly id: string; readonly path: string };

let running = 0;
const next = (): string => String((running += 1)).padStart(4, '0');

/** A unit, below another when one is given. */
export const insertUnit = async (
  { prisma }: Database,
  { name = `测试单位${next()}`, kind = 'DEPARTMENT', above }: { name?: string; kind?: string; above?: TestUnit } = {},
): Promise<TestUnit> => {
  const id = newId();
  const path = `${above?.path ?? '/'}${id}/`;
  await prisma.unit.create({
    data: { id, code: `T${next()}`, name, shortName: name, kind, parentId: above?.id ?? null, path, initials: 'csdw' },
  });
  return { id, path };
};

export type TestAccount = { readonly accountId: string; readonly personId: string; readonly login: string };

/** A person of a unit with an account that needs no second factor any more. `passwordHash` only where the test signs in. */
export const insertAccount = async (
  { prisma }: Database,
  {
    unit,
    roles,
    name = `测试人${next()}`,
    grantUnit,
    passwordHash = 'none',
    unitHead = false,
    secondFactor = true,
  }: {
    unit: TestUnit;
    roles: readonly Role[];
    name?: string;
    /** Narrows every role to this unit. */
    grantUnit?: TestUnit;
    passwordHash?: string;
    unitHead?: boolean;
    secondFactor?: boolean;
  },
): Promise<TestAccount> => {
  const accountId = newId();
  const personId = newId();
  const login = `login${next()}`;
  const at = new Date();
  await prisma.person.create({
    data: {
      id: personId,
      code: `P${next()}`,
      name,
      initials: 'csr',
      cadreLevel: 'SECTION_MEMBER',
      unitId: unit.id,
      postName: '科员',
      unitHead,
    },
  });
  await prisma.account.create({
    data: {
      id: accountId,
      login,
      name,
      personId,
      passwordHash,
      passwordChangedAt: at,
      createdAt: at,
      totpLastStep: secondFactor ? 0 : null,
      grants: {
        create: roles.map((role) => ({ id: newId(), role, unitId: grantUnit?.id ?? null, grantedAt: at })),
      },
    },
  });
  return { accountId, personId, login };
};

/** A live session of an account, as signing in leaves it. */
export const openTestSession = async ({ prisma }: Database, accountId: string): Promise<string> => {
  const id = newId();
  const at = new Date();
  await prisma.session.create({
    data: { id, accountId, startedAt: at, lastUsedAt: at, endsAt: new Date(at.getTime() + 3_600_000) },
  });
  return id;
};
