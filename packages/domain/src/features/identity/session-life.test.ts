import { expect, test } from 'vitest';
import type { Instant } from '../../shared/local-date.ts';
import { addSeconds } from '../../shared/local-date.ts';
import type { SessionLife } from './session-life.ts';
import { endOfSession, isAlive, judgeRefresh } from './session-life.ts';

const start = '2026-10-10T00:00:00.000Z' as Instant;
const session: SessionLife = {
  lastUsedAt: start,
  endsAt: endOfSession(start),
  revokedAt: null,
  accountActive: true,
};
const at = (seconds: number): Instant => addSeconds(start, seconds);

test.each([
  [0, {}, true],
  [30 * 60 - 1, {}, true],
  [30 * 60, {}, false],
  [12 * 3_600 - 1, { lastUsedAt: at(12 * 3_600 - 60) }, true],
  [12 * 3_600, { lastUsedAt: at(12 * 3_600 - 60) }, false],
  [1, { revokedAt: start }, false],
  [1, { accountActive: false }, false],
])('after %i s with %j it lives: %s', (seconds, changes, alive) => {
  expect(isAlive({ ...session, ...changes }, at(seconds))).toBe(alive);
});

test.each([
  [null, 60, 'rotate'],
  [at(60), 60, 'again'],
  [at(60), 70, 'again'],
  [at(60), 70.001, 'reused'],
  [at(60), 1_200, 'reused'],
  [null, 1_800, 'dead'],
  [at(60), 1_800, 'dead'],
] as const)('a token used at %s and presented after %d s: %s', (usedAt, seconds, verdict) => {
  expect(judgeRefresh(session, usedAt, at(seconds))).toBe(verdict);
});
