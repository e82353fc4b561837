import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { change } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';

export type DemoAccount = {
  readonly login: string;
  readonly name: string;
  /** Code of the person, `null` for someone outside the organisation. */
  readonly person: string | null;
  readonly roles: readonly Role[];
};

/** Brings the demo accounts, all with one password hash. Production refuses to boot on a database that holds any. */
export const importDemoAccounts = (
  database: Database,
  by: By,
  passwordHash: string,
  accounts: readonly DemoAccount[],
): Promise<number> =>
  change(database, by, async (tx) => {
    const people = new Map(
      (await tx.person.findMany({ select: { id: true, code: true } })).map(({ id, code }) => [code, id]),
    );
    const rows = accounts.map((account) => ({ ...account, id: by.newId() }));
    await tx.account.createMany({
      data: rows.map(({ id, login, name, person }) => ({
        id,
        login,
        name,
        personId: person === null ? null : (people.get(person) ?? null),
        passwordHash,
        passwordChangedAt: by.now,
        demo: true,
        createdAt: by.now,
      })),
    });
    await tx.roleGrant.createMany({
      data: rows.flatMap(({ id, roles }) =>
        roles.map((role) => ({ id: by.newId(), accountId: id, role, grantedAt: by.now })),
      ),
    });
    return {
      result: rows.length,
      events: [
        {
          thingKind: 'account',
          thingId: by.newId(),
          type: 'account.demo-imported',
          version: null,
          body: { accounts: rows.map(({ id }) => id) },
        },
      ],
    };
  });
