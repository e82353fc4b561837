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
    expect(refusalOfRoles([{ role: administrator, unitId: null }])).toBeNull();
    for (const role of ROLES.filter((other) => other !== administrator && other !== 'PUBLIC')) {
      const both = [administrator, role].map((one) => ({ role: one, unitId: null }));
      expect(refusalOfRoles(both)).toBe('account.roles-conflict');
    }
  }
});

test.each<[{ role: Role; unitId: string | null }[], string | null]>([
  [[{ role: 'PUBLIC', unitId: null }], 'account.role-not-grantable'],
  [
    [
      { role: 'RESIDENT_OFFICER', unitId: null },
      { role: 'CADRE', unitId: null },
    ],
    null,
  ],
  [
    [
      { role: 'RESIDENT_OFFICER', unitId: null },
      { role: 'RULE_ADMIN', unitId: null },
    ],
    'account.roles-conflict',
  ],
  [
    [
      { role: 'RESIDENT_OFFICER', unitId: null },
      { role: 'OFFICER', unitId: 'unit' },
    ],
    null,
  ],
  [
    [
      { role: 'OFFICER', unitId: null },
      { role: 'RULE_ADMIN', unitId: null },
    ],
    null,
  ],
])('%j → %s', (grants, refusal) => {
  expect(refusalOfRoles(grants)).toBe(refusal);
});

test('the last of an administrator role stays', () => {
  expect(refusalOfLoss('SEC_ADMIN', 1)).toBe('account.last-administrator');
  expect(refusalOfLoss('SEC_ADMIN', 2)).toBeNull();
  expect(refusalOfLoss('OFFICER', 1)).toBeNull();
});
