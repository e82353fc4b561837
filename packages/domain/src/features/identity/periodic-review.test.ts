import { expect, it } from 'vitest';
import { localDate } from '../../shared/local-date.ts';
import type { Role } from '../../shared/roles.ts';
import { SYSTEM } from '../../shared/by.ts';
import type { Review, ReviewStep } from './periodic-review.ts';
import { monthBefore, needsNote, refusalOfReviewStep } from './periodic-review.ts';

const as = (...roles: Role[]) => ({ ...SYSTEM, roles });
const review = (kind: Review['kind'], state: Review['state'] = 'OPEN', leavers = 0): Review => ({
  kind,
  state,
  leavers,
});

it.each<[ReviewStep, Review, Role, ReturnType<typeof refusalOfReviewStep>]>([
  ['conclude', review('ACCOUNTS'), 'SYS_ADMIN', null],
  ['conclude', review('ACCOUNTS'), 'SEC_ADMIN', 'access.denied'],
  ['conclude', review('ACCOUNTS', 'OPEN', 1), 'SYS_ADMIN', 'review.leavers-open'],
  ['raise', review('ACCOUNTS', 'OPEN', 1), 'SYS_ADMIN', 'access.denied'],
  ['raise', review('GRANTS'), 'SEC_ADMIN', null],
  ['answer', review('GRANTS', 'RAISED'), 'SEC_ADMIN', 'access.denied'],
  ['answer', review('GRANTS', 'RAISED'), 'SYS_ADMIN', null],
  ['answer', review('GRANTS'), 'SYS_ADMIN', 'step.not-available'],
  ['conclude', review('RECORD'), 'AUDIT_ADMIN', null],
  ['conclude', review('RECORD'), 'COMMISSION_LEADER', 'access.denied'],
  ['raise', review('RECORD', 'CLOSED'), 'AUDIT_ADMIN', 'step.not-available'],
  ['answer', review('RECORD', 'RAISED'), 'AUDIT_ADMIN', 'access.denied'],
  ['answer', review('RECORD', 'RAISED'), 'COMMISSION_LEADER', null],
])('%s of %o by %s: %s', (step, thing, role, why) => {
  expect(refusalOfReviewStep(step, thing, as(role))).toBe(why);
});

it('asks for words wherever something is left standing', () => {
  expect([needsNote('conclude', 0), needsNote('conclude', 1), needsNote('raise', 0), needsNote('answer', 0)]).toEqual([
    false,
    true,
    true,
    true,
  ]);
});

it.each([
  ['2026-03-01', '2026-02-01', '2026-02-28'],
  ['2026-01-31', '2025-12-01', '2025-12-31'],
  ['2024-03-15', '2024-02-01', '2024-02-29'],
])('the month before %s', (day, from, to) => {
  expect(monthBefore(localDate(day))).toEqual({ from, to });
});
