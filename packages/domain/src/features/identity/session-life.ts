import type { Instant } from '../../shared/local-date.ts';
import { addSeconds, secondsBetween } from '../../shared/local-date.ts';

/** Minutes without a renewal after which a session is over (QUALITY §3; DOMAIN §7.3 "idle timeout"). */
export const IDLE_MINUTES = 30;
/** Hours after signing in at which every session ends, however busy. */
export const ABSOLUTE_HOURS = 12;
/** Seconds in which a refresh token presented twice (two tabs, a lost answer) gets the same successor instead of ending the session. */
export const GRACE_SECONDS = 10;
/** Seconds for which a download ticket is good, once. */
export const TICKET_SECONDS = 60;

export const endOfSession = (startedAt: Instant): Instant => addSeconds(startedAt, ABSOLUTE_HOURS * 3_600);

export type SessionLife = {
  readonly lastUsedAt: Instant;
  readonly endsAt: Instant;
  readonly revokedAt: Instant | null;
  readonly accountActive: boolean;
};

/** Whether a session still counts: not ended, not idle too long, of an active account. */
export const isAlive = (session: SessionLife, now: Instant): boolean =>
  session.accountActive &&
  session.revokedAt === null &&
  session.endsAt > now &&
  addSeconds(session.lastUsedAt, IDLE_MINUTES * 60) > now;

/**
 * What a presented refresh token is worth: `rotate` on first use, `again` within the grace (the same successor is answered),
 * `reused` later: two hold it, so the whole session must end.
 */
export const judgeRefresh = (
  session: SessionLife,
  usedAt: Instant | null,
  now: Instant,
): 'rotate' | 'again' | 'reused' | 'dead' => {
  if (!isAlive(session, now)) return 'dead';
  if (usedAt === null) return 'rotate';
  return secondsBetween(usedAt, now) <= GRACE_SECONDS ? 'again' : 'reused';
};
