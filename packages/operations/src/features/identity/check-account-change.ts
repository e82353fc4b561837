import type { AccountChange } from '@qingfeng/domain/features/identity/account-request.ts';
import { refusalOfLoss, refusalOfRoles } from '@qingfeng/domain/features/identity/account-request.ts';
import type { RefusalCode } from '@qingfeng/domain/shared/refusal.ts';
import { missing, Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { WriteTx } from '@qingfeng/platform/database.ts';
import type { AdministeredAccount } from './account-store.ts';
import { countHolders, findUnit, isLoginTaken, loadAccount, loadPerson } from './account-store.ts';

/** Throws why a change cannot be made to the accounts as they stand now; else returns the account's name. */
export const checkAccountChange = async (tx: WriteTx, wanted: AccountChange): Promise<{ name: string }> => {
  if (wanted.unitId !== null && !(await findUnit(tx, wanted.unitId))) throw missing('unit');
  if (wanted.kind === 'CREATE') {
    refuse(await refusalOfCreation(tx, wanted));
    return { name: wanted.name ?? '' };
  }
  const account = wanted.accountId === null ? null : await loadAccount(tx, wanted.accountId);
  if (account === null) throw missing('account');
  refuse(await refusalOfChange(tx, account, wanted));
  return account;
};

const refuse = (code: RefusalCode | null): void => {
  if (code !== null) throw new Refusal(code);
};

const refusalOfCreation = async (
  tx: WriteTx,
  { login, personId, role }: AccountChange,
): Promise<RefusalCode | null> => {
  if (login === null || (await isLoginTaken(tx, login))) return 'account.login-taken';
  if (personId !== null) {
    const person = await loadPerson(tx, personId);
    if (person === null) throw missing('person');
    if (person.hasAccount) return 'account.person-has-account';
  }
  return role === null ? 'account.role-not-grantable' : refusalOfRoles([role]);
};

const refusalOfChange = async (
  tx: WriteTx,
  account: AdministeredAccount,
  { kind, role, unitId }: AccountChange,
): Promise<RefusalCode | null> => {
  if (kind === 'ENABLE') return account.active ? 'account.not-disabled' : null;
  if (!account.active) return 'account.not-active';
  const held = account.grants.some((grant) => grant.role === role && grant.unitId === unitId);
  switch (kind) {
    case 'GRANT':
      if (role === null) return 'account.role-not-grantable';
      return held ? 'account.role-held' : refusalOfRoles([...account.grants.map((grant) => grant.role), role]);
    case 'REVOKE':
      return role === null || !held ? 'account.role-not-held' : refusalOfLoss(role, await countHolders(tx, role));
    case 'DISABLE':
      for (const grant of account.grants) {
        const code = refusalOfLoss(grant.role, await countHolders(tx, grant.role));
        if (code !== null) return code;
      }
      return null;
    default:
      return null;
  }
};
