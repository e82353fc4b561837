import { expect, test } from 'vitest';
import type { Instant } from '../../shared/local-date.ts';
import type { Role } from '../../shared/roles.ts';
import { dutyOf } from './duty.ts';

const account = {
  roles: ['CADRE'] as readonly Role[],
  passwordChangedAt: '2026-07-12T01:00:00.000Z' as Instant,
  mustChangePassword: false,
  hasTotp: false,
};
const policy = { passwordDays: 90, secondFactor: true };
const now = '2026-10-10T00:59:59.999Z' as Instant;

test.each<[string, Partial<typeof account>, Partial<typeof policy>, Instant, string | null]>([
  ['a cadre on day 90 less a moment', {}, {}, now, null],
  ['a cadre on day 90', {}, {}, '2026-10-10T01:00:00.000Z' as Instant, 'change-password'],
  ['a given password', { mustChangePassword: true }, {}, now, 'change-password'],
  ['an officer without a second factor', { roles: ['OFFICER'] }, {}, now, 'enrol-second-factor'],
  ['an officer with one', { roles: ['OFFICER'], hasTotp: true }, {}, now, null],
  ['a leader among other roles', { roles: ['CADRE', 'LEADER'] }, {}, now, 'enrol-second-factor'],
  ['the password first', { roles: ['SYS_ADMIN'], mustChangePassword: true }, {}, now, 'change-password'],
  ['a county that asks for no second factor', { roles: ['OFFICER'] }, { secondFactor: false }, now, null],
])('%s', (_name, changes, rules, at, duty) => {
  expect(dutyOf({ ...account, ...changes }, { ...policy, ...rules }, at)).toBe(duty);
});
