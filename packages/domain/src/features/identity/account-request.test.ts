import { expect, test } from 'vitest';
import type { Role } from '../../shared/roles.ts';
import { ADMINISTRATORS, ROLES } from '../../shared/roles.ts';
import type { AccountRequestState, AccountRequestStep } from './account-request.ts';
import { refusalOfLoss, refusalOfRequestStep, refusalOfRoles } from './account-request.ts';

const request = { state: 'PENDING' as AccountRequestState, requestedBy: 'sys', accountId: 'someone' as string | null };

test.each<[AccountRequestStep, string, Role[], Partial<typeof request>, string | null]>([
  ['approve', 'sec', ['SEC_ADMIN'], {}, null],
  ['reject', 'sec', ['SEC_ADMIN'], {}, null],
  ['approve', 'sec', ['SEC_ADMIN'], { accountId: null }, null],
  ['approve', 'sec', ['SEC_ADMIN'], { accountId: 'sec' }, 'account.own-request'],
  ['reject', 'sec', ['SEC_ADMIN'], { accountId: 'sec' }, 'account.own-request'],
  ['approve', 'sys', ['SYS_ADMIN'], {}, 'access.denied'],
  // Even an account that came to hold both.
  ['approve', 'sys', ['SYS_ADMIN', 'SEC_ADMIN'], {}, 'account.own-request'],
  ['approve', 'audit', ['AUDIT_ADMIN'], {}, 'access.denied'],
  ['approve', 'leader', ['COMMISSION_LEADER'], {}, 'access.denied'],
  ['approve', 'sec', ['SEC_ADMIN'], { state: 'APPROVED' }, 'account.request-decided'],
  ['withdraw', 'sys', ['SYS_ADMIN'], {}, null],
  ['withdraw', 'sys2', ['SYS_ADMIN'], {}, 'access.denied'],
  ['withdraw', 'sys', ['SYS_ADMIN'], { state: 'REJECTED' }, 'account.request-decided'],
])('%s by %s %j on %j → %s', (step, accountId, roles, changes, refusal) => {
  expect(refusalOfRequestStep(step, { ...request, ...changes }, { accountId, roles })).toBe(refusal);
});

test('an administrator holds one role and nothing else', () => {
  for (const administrator of ADMINISTRATORS) {
    expect(refusalOfRoles([administrator])).toBeNull();
    for (const role of ROLES.filter((other) => other !== administrator && other !== 'PUBLIC')) {
      expect(refusalOfRoles([administrator, role])).toBe('account.roles-conflict');
    }
  }
});

test.each<[Role[], string | null]>([
  [['PUBLIC'], 'account.role-not-grantable'],
  [['CADRE', 'PUBLIC'], 'account.role-not-grantable'],
  [['RESIDENT_OFFICER', 'HANDLING_HEAD', 'CADRE'], null],
  [['OFFICER', 'RULE_ADMIN'], null],
])('%j → %s', (roles, refusal) => {
  expect(refusalOfRoles(roles)).toBe(refusal);
});

test('the last of an administrator role stays', () => {
  expect(refusalOfLoss('SEC_ADMIN', 1)).toBe('account.last-administrator');
  expect(refusalOfLoss('SEC_ADMIN', 2)).toBeNull();
  expect(refusalOfLoss('OFFICER', 1)).toBeNull();
});
