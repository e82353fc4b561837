import type { Instant } from '../../shared/local-date.ts';
import { addSeconds, secondsBetween } from '../../shared/local-date.ts';

export const NOTICE_CHANNELS = ['IN_APP', 'EMAIL', 'SMS'] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];
/** Channels that leave the platform. */
export type OuterChannel = Exclude<NoticeChannel, 'IN_APP'>;
export const OUTER_CHANNELS = ['EMAIL', 'SMS'] as const satisfies readonly OuterChannel[];

/** Life of one notice on one channel. It ends once: handed over, refused for good, or too old to be of use. */
export const DELIVERY_STATES = ['QUEUED', 'SENDING', 'SENT', 'FAILED', 'GAVE_UP'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];
export const isTerminal = (state: DeliveryState): boolean => state !== 'QUEUED' && state !== 'SENDING';

/** Minutes until the second, third … try; the last pause repeats. */
const PAUSES = [1, 2, 5, 10, 20, 30] as const;
/** Whoever has not been reached in this time finds the notice in the platform: a text about it would only confuse. In hours. */
const GIVE_UP_AFTER = 24;

export type Ended = { readonly state: 'FAILED' | 'GAVE_UP' };
export type Again = { readonly state: 'QUEUED'; readonly nextTryAt: Instant };

/** What follows a try that failed for now, the `attempts`-th one. */
export const afterFailure = (attempts: number, madeAt: Instant, now: Instant): Ended | Again => {
  const minutes = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? PAUSES[0];
  const nextTryAt = addSeconds(now, minutes * 60);
  return secondsBetween(madeAt, nextTryAt) > GIVE_UP_AFTER * 3_600
    ? { state: 'GAVE_UP' }
    : { state: 'QUEUED', nextTryAt };
};

/**
 * Whether a failure is the channel's and not the message's: whatever waits because of it is tried again the moment anything gets
 * through. The codes are those of `mail` and `sms`.
 */
export const isOutage = (reason: string): boolean =>
  /^(unreachable|timeout|answer unreadable|status \d+|E(AUTH|CONNECTION|CONNREFUSED|CONNRESET|DNS|PROTOCOL|SOCKET|TIMEDOUT|TLS|NOAUTH)( \d+)?)$/.test(
    reason,
  );

export type RunState = 'RUNNING' | 'COMPLETE' | 'COMPLETE_WITH_FAILURES';

/** How the telling of one event stands: complete only once nothing of it is open, and without fault only if all of it arrived. */
export const runState = (counts: Readonly<Record<DeliveryState, number>>): RunState => {
  if (counts.QUEUED + counts.SENDING > 0) return 'RUNNING';
  return counts.FAILED + counts.GAVE_UP > 0 ? 'COMPLETE_WITH_FAILURES' : 'COMPLETE';
};

/** `HH:MM`, in the office's zone. */
export type QuietHours = { readonly from: string; readonly to: string };

const minuteOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

const DAY = 24 * 60;

/** When a message that is not urgent may first go out: now, or at the end of the quiet hours that now lies in (over midnight too). */
export const notBefore = (now: Instant, quiet: QuietHours | null, zone: string): Instant => {
  if (quiet === null) return now;
  const time = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' });
  const at = minuteOf(time.format(new Date(now)));
  const since = (at - minuteOf(quiet.from) + DAY) % DAY;
  const length = (minuteOf(quiet.to) - minuteOf(quiet.from) + DAY) % DAY;
  return since < length ? addSeconds(now, (length - since) * 60) : now;
};
