import { expireExports } from './features/audit/jobs.ts';
import { recountDeadlines } from './features/calendar/reactions.ts';
import { makeMonths } from './features/health/jobs.ts';
import { forgetExpiredIdentity, openMonthlyReviews } from './features/identity/jobs.ts';
import {
  remindOfVerifications,
  settleMattersNow,
  tellOfEndingSnoozes,
  wakeSnoozedAlerts,
  weighMatters,
} from './features/information/jobs.ts';
import { sendDueNotices, sendNotices } from './features/notices/jobs.ts';
import { tellOfEvent } from './features/notices/reactions.ts';
import {
  backTest,
  evaluateNow,
  freezeWrongRules,
  judgeArrivals,
  judgePeriods,
  sweepRules,
  sweepShadowRuns,
  sweepShadowsNow,
  watchPoorData,
} from './features/rules/jobs.ts';
import { judgeArrival } from './features/rules/reactions.ts';
import {
  deleteExpiredRecords,
  findFeedsGoneStale,
  findRecordsExpired,
  forgetSecrets,
  ingestDeliveries,
  judgeNewDeliveries,
  keepOwnRecords,
  pullOneFeed,
  queueDuePulls,
  resumeLeftDeliveries,
} from './features/sources/jobs.ts';
import { keepLimits, keepMatters } from './features/sources/reactions.ts';
import { screenAllTenders, screenArrivals } from './features/tenders/jobs.ts';
import { screenArrival } from './features/tenders/reactions.ts';
import { remindOfDeadlines } from './features/warnings/jobs.ts';
import type { QueuedTask, Reaction, TimedJob } from './reaction.ts';

/** Every timed job of the platform, in one list. */
export const TIMED_JOBS: readonly TimedJob[] = [
  resumeLeftDeliveries,
  queueDuePulls,
  findFeedsGoneStale,
  findRecordsExpired,
  judgeNewDeliveries,
  keepOwnRecords,
  sweepRules,
  sweepShadowRuns,
  screenAllTenders,
  freezeWrongRules,
  watchPoorData,
  wakeSnoozedAlerts,
  tellOfEndingSnoozes,
  weighMatters,
  makeMonths,
  forgetExpiredIdentity,
  openMonthlyReviews,
  expireExports,
  forgetSecrets,
  sendDueNotices,
  remindOfDeadlines,
  remindOfVerifications,
];

/** Every reaction to an event. The events are those of `REACTED_EVENTS`; a test holds the two together. */
export const REACTIONS: readonly Reaction[] = [
  judgeArrival,
  screenArrival,
  keepMatters,
  keepLimits,
  recountDeadlines,
  tellOfEvent,
];

/** Every other kind of queued work. */
export const QUEUED_TASKS: readonly QueuedTask[] = [
  ingestDeliveries,
  pullOneFeed,
  deleteExpiredRecords,
  judgeArrivals,
  judgePeriods,
  evaluateNow,
  backTest,
  sweepShadowsNow,
  screenArrivals,
  settleMattersNow,
  sendNotices,
];
