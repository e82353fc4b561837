import {
  DELETION_TASK,
  deleteRecords,
  findExpiredRecords,
} from '@qingfeng/operations/features/sources/delete-records.ts';
import { findStaleFeeds } from '@qingfeng/operations/features/sources/find-stale-feeds.ts';
import { forgetIdentities, forgetSecretFiles } from '@qingfeng/operations/features/sources/identities.ts';
import { judgeDeliveries } from '@qingfeng/operations/features/sources/judge-deliveries.ts';
import { ingestFeed } from '@qingfeng/operations/features/sources/ingest-feed.ts';
import { keepReportedMatters, keepWarningLimits } from '@qingfeng/operations/features/sources/keep-own-records.ts';
import { PULL_TASK, pullFeed, queuePulls } from '@qingfeng/operations/features/sources/pull-feed.ts';
import { INGEST_TASK } from '@qingfeng/operations/features/sources/receive-upload.ts';
import { resumeDeliveries } from '@qingfeng/operations/features/sources/resume-deliveries.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { QueuedTask, TimedJob } from '../../reaction.ts';

/** Works off the deliveries of one feed, oldest first. */
export const ingestDeliveries: QueuedTask = {
  name: INGEST_TASK,
  run: async (payload, by, { database, files, config }, { abortSignal }) => {
    const { feedId } = payload as { feedId: string };
    await ingestFeed({ database, files, zone: config.zone, vault: openVault(config), signal: abortSignal }, by, feedId);
  },
};

/** Takes up what a worker that died left half done. */
export const resumeLeftDeliveries: TimedJob = {
  name: 'resume-deliveries',
  cron: '* * * * *',
  catchUp: 'none',
  run: async (by, { database }) => ({ feeds: await resumeDeliveries(database, by) }),
};

/** Every morning: which feeds are overdue by their agreed rhythm. */
export const findFeedsGoneStale: TimedJob = {
  name: 'find-stale-feeds',
  cron: '10 6 * * *',
  catchUp: 'latest',
  run: async (by, { database, config }) => ({ stale: await findStaleFeeds(database, by, config.zone) }),
};

/** Which deliveries are odd: many rows rejected, far fewer or far more than usual. */
export const judgeNewDeliveries: TimedJob = {
  name: 'judge-deliveries',
  cron: '*/5 * * * *',
  catchUp: 'none',
  run: async (by, { database, config }) => ({ odd: await judgeDeliveries(database, by, config.feeds) }),
};

/** Every night, before the rules: what a step told nobody of, a calendar moved, or was there before the platform told its rules of it. */
export const keepOwnRecords: TimedJob = {
  name: 'keep-own-records',
  cron: '10 2 * * *',
  catchUp: 'latest',
  run: async (by, { database, config }) => ({
    matters: await keepReportedMatters(database, by, config.zone),
    limits: await keepWarningLimits(database, by, config.zone),
  }),
};

/** What no rule needs any more: identities without a finding, and files that would keep secrets in plain. */
export const forgetSecrets: TimedJob = {
  name: 'forget-secrets',
  cron: '40 4 * * *',
  catchUp: 'latest',
  run: async (by, { database, files }) => ({
    files: await forgetSecretFiles(database, by, files),
    identities: await forgetIdentities(database, by),
  }),
};

/** Every morning: which feeds keep what is past its time. */
export const findRecordsExpired: TimedJob = {
  name: 'find-expired-records',
  cron: '50 5 * * *',
  catchUp: 'latest',
  run: async (by, { database }) => ({ feeds: await findExpiredRecords(database, by) }),
};

/** A deletion that two people agreed on. */
export const deleteExpiredRecords: QueuedTask = {
  name: DELETION_TASK,
  run: async (payload, by, { database, files }) => {
    const { deletionId } = payload as { deletionId: string };
    await deleteRecords(database, by, files, deletionId);
  },
};

/** Feeds that the platform fetches itself: who is due goes into the queue. */
export const queueDuePulls: TimedJob = {
  name: 'queue-pulls',
  cron: '* * * * *',
  catchUp: 'none',
  run: async (by, { database }) => ({ queued: await queuePulls(database, by) }),
};

export const pullOneFeed: QueuedTask = {
  name: PULL_TASK,
  run: async (payload, by, { database, files, config }, { abortSignal }) => {
    const { feedId } = payload as { feedId: string };
    await pullFeed({ database, files, vault: openVault(config), pull: config.pull, signal: abortSignal }, by, feedId);
  },
};
