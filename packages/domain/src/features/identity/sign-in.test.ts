import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Instant } from '../../shared/local-date.ts';
import { addSeconds } from '../../shared/local-date.ts';
import type { Proof, SignInAccount } from './sign-in.ts';
import { judgeSignIn, LOCK_AFTER, LOCK_MINUTES } from './sign-in.ts';

const now = '2026-10-10T01:00:00.000Z' as Instant;
const account: SignInAccount = {
  active: true,
  failedTries: 0,
  lockedUntil: null,
  mustChangePassword: false,
  passwordChangedAt: '2026-10-01T01:00:00.000Z' as Instant,
  hasTotp: false,
  totpLastStep: null,
};
const right: Proof = { passwordMatches: true, code: 'absent' };
const wrong: Proof = { passwordMatches: false, code: 'absent' };
const enrolled = { ...account, hasTotp: true, totpLastStep: 100 };

test('the fifth failure in a row locks for fifteen minutes, to the second', () => {
  let state = account;
  for (let attempt = 1; attempt <= LOCK_AFTER; attempt += 1) {
    const { refused, next } = judgeSignIn(state, wrong, now);
    expect(refused).toBe('session.wrong-credentials');
    state = { ...state, ...next };
  }
  expect(state.lockedUntil).toBe(addSeconds(now, LOCK_MINUTES * 60));
  expect(judgeSignIn(state, right, addSeconds(now, LOCK_MINUTES * 60 - 1)).refused).toBe('session.locked');
  expect(judgeSignIn(state, right, addSeconds(now, LOCK_MINUTES * 60)).refused).toBeNull();
});

test('a success starts the count anew', () => {
  const tried = { ...account, failedTries: LOCK_AFTER - 1 };
  expect(judgeSignIn(tried, right, now)).toEqual({
    refused: null,
    next: { failedTries: 0, lockedUntil: null, totpLastStep: null },
  });
});

test('an account that is not active answers like an unknown one and counts nothing', () => {
  expect(judgeSignIn({ ...account, active: false }, right, now)).toEqual({
    refused: 'session.wrong-credentials',
    next: null,
  });
});

test.each([
  ['absent', 'session.second-factor-needed', 0],
  ['wrong', 'session.wrong-code', 1],
  [{ step: 100 }, 'session.wrong-code', 1],
  [{ step: 99 }, 'session.wrong-code', 1],
  [{ step: 101 }, null, 0],
] as const)('one-time code %j after step 100 → %s', (code, refused, tries) => {
  const verdict = judgeSignIn(enrolled, { passwordMatches: true, code }, now);
  expect(verdict.refused).toBe(refused);
  expect(verdict.next?.failedTries ?? 0).toBe(tries);
  expect(verdict.next?.totpLastStep ?? 100).toBe(typeof code === 'object' && refused === null ? code.step : 100);
});

test('a wrong password says nothing about the code', () => {
  expect(judgeSignIn(enrolled, { passwordMatches: false, code: { step: 101 } }, now).refused).toBe(
    'session.wrong-credentials',
  );
});

test('a password given by an administrator opens for seven days', () => {
  const given = { ...account, mustChangePassword: true };
  expect(judgeSignIn(given, right, '2026-10-08T01:00:00.000Z' as Instant).refused).toBeNull();
  expect(judgeSignIn(given, right, '2026-10-08T01:00:00.001Z' as Instant).refused).toBe(
    'session.initial-password-expired',
  );
});

test('nothing opens while locked, and whatever opens clears the counters', () => {
  const code = fc.oneof(
    fc.constant('absent' as const),
    fc.constant('wrong' as const),
    fc.integer({ min: 90, max: 110 }).map((step) => ({ step })),
  );
  fc.assert(
    fc.property(
      fc.record({ passwordMatches: fc.boolean(), code }),
      fc.integer({ min: -1_000, max: 1_000 }),
      fc.integer({ min: 0, max: 4 }),
      fc.boolean(),
      (proof, seconds, failedTries, hasTotp) => {
        const lockedUntil = addSeconds(now, seconds);
        const state = { ...account, failedTries, lockedUntil, hasTotp, totpLastStep: hasTotp ? 100 : null };
        const { refused, next } = judgeSignIn(state, proof, now);
        if (seconds > 0) expect({ refused, next }).toEqual({ refused: 'session.locked', next: null });
        if (refused === null) expect(next).toMatchObject({ failedTries: 0, lockedUntil: null });
        if (refused === null && hasTotp) expect(next?.totpLastStep).toBeGreaterThan(100);
      },
    ),
  );
});
