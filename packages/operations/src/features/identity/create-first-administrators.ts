import type { By } from '@qingfeng/domain/shared/by.ts';
import type { DomainEvent } from '@qingfeng/domain/shared/event.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { ADMINISTRATORS } from '@qingfeng/domain/shared/roles.ts';
import { change } from '@qingfeng/platform/change.ts';
import { hasAnyAccount, insertAccount, insertGrant, lockAdministration } from './account-store.ts';
import type { IdentityDeps } from './deps.ts';
import { initialPasswordOf } from './token.ts';

type Administrator = (typeof ADMINISTRATORS)[number];

export type FirstAdministrator = {
  readonly role: Administrator;
  readonly login: string;
  readonly name: string;
  /** Told once, to be replaced at the first sign-in. */
  readonly initialPassword: string;
};

/**
 * Makes the three administrators of an empty platform, each in an account of its own. Wherever any account exists it refuses, so the
 * bootstrap disables itself: from then on accounts come by request and approval only (DOMAIN §7.1).
 */
export const createFirstAdministrators = async (
  { database, passwords, newSecret }: Pick<IdentityDeps, 'database' | 'passwords' | 'newSecret'>,
  by: By,
  wanted: Readonly<Record<Administrator, { readonly login: string; readonly name: string }>>,
): Promise<readonly FirstAdministrator[]> => {
  const made = await Promise.all(
    ADMINISTRATORS.map(async (role) => {
      const id = by.newId();
      const initialPassword = initialPasswordOf(id, newSecret());
      return { id, role, ...wanted[role], initialPassword, passwordHash: await passwords.hash(initialPassword) };
    }),
  );
  await change(database, by, async (tx) => {
    await lockAdministration(tx);
    if (await hasAnyAccount(tx)) throw new Refusal('account.administrators-exist');
    for (const { id, role, login, name, passwordHash } of made) {
      await insertAccount(tx, { id, login, name, personId: null, passwordHash }, by.now);
      await insertGrant(tx, { id: by.newId(), accountId: id, role, unitId: null, grantedAt: by.now, grantedBy: null });
    }
    const [first, ...others] = made.map(({ id, role }): DomainEvent => ({
      thingKind: 'account',
      thingId: id,
      type: 'account.bootstrapped',
      version: null,
      body: { role },
    }));
    if (first === undefined) throw new RangeError('no administrator is wanted');
    return { result: undefined, events: [first, ...others] };
  });
  return made.map(({ role, login, name, initialPassword }) => ({ role, login, name, initialPassword }));
};
