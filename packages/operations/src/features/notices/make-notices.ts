import type { NoticeChannel, OuterChannel } from '@qingfeng/domain/features/notices/delivery.ts';
import { notBefore } from '@qingfeng/domain/features/notices/delivery.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { enqueue } from '@qingfeng/platform/jobs.ts';
import type { Reach } from './read.ts';
import { reachOf } from './read.ts';
import type { Recipient, ToldEvent } from './recipients.ts';
import { recipientsOf } from './recipients.ts';
import { SEND_TASK, sendJob } from './send-deliveries.ts';
import type { NewDelivery } from './store.ts';
import { claimRun, insertNotices } from './store.ts';

export type Telling = {
  readonly database: Database;
  readonly zone: string;
  /** Channels that this installation has. */
  readonly channels: readonly OuterChannel[];
};

/**
 * Makes the notices of one event, each with its deliveries, and sets the sending going. An event is told once however often this runs:
 * its run, all notices and all deliveries are one change. Returns how many notices were made.
 */
export const makeNotices = async ({ database, zone, channels }: Telling, by: By, event: ToldEvent): Promise<number> => {
  const found = await recipientsOf(database, event, by.today);
  const reach = await reachOf(
    database,
    found.map(({ accountId }) => accountId),
  );
  const recipients = found.filter(
    ({ accountId, kind, rule }) => rule.once !== true || reach.get(accountId)?.unreadKinds.includes(kind) !== true,
  );
  if (recipients.length === 0) return 0;
  return change(database, by, async (tx) => {
    if (!(await claimRun(tx, event, recipients.length))) return unchanged(0);
    const made = recipients.map(({ rule, ...recipient }) => {
      const notice = { id: by.newId(), urgent: rule.urgent, ...recipient };
      const open = channelsTo(rule.channels, channels, reach.get(recipient.accountId));
      return { notice, deliveries: open.map((channel) => deliveryOf(notice, channel)) };
    });
    const deliveries = made.flatMap((each) => each.deliveries);
    await insertNotices(
      tx,
      by,
      event,
      made.map(({ notice }) => notice),
      deliveries,
    );
    for (const channel of channels) {
      if (deliveries.some((delivery) => delivery.channel === channel)) {
        await enqueue(tx, SEND_TASK, { channel }, sendJob(channel));
      }
    }
    return {
      result: recipients.length,
      events: [
        {
          thingKind: 'notice-run',
          thingId: event.id,
          type: 'notices.made',
          version: null,
          body: { of: event.type, notices: recipients.length, deliveries: deliveries.length },
        },
      ],
    };
  });

  function deliveryOf(
    { id, accountId, urgent }: { id: string; accountId: Recipient['accountId']; urgent: boolean },
    channel: NoticeChannel,
  ): NewDelivery {
    const quiet = urgent ? null : (reach.get(accountId)?.quiet ?? null);
    // What is in the platform has arrived.
    const state = channel === 'IN_APP' ? 'SENT' : 'QUEUED';
    return { noticeId: id, accountId, urgent, channel, state, nextTryAt: notBefore(by.now, quiet, zone) };
  }
};

/** The channels of a rule that exist here, that the person wants, and, for mail, to which they left an address. */
const channelsTo = (
  wanted: readonly NoticeChannel[],
  existing: readonly OuterChannel[],
  reach: Reach | undefined,
): readonly NoticeChannel[] =>
  wanted.filter((channel) => {
    if (channel === 'IN_APP') return true;
    if (!existing.includes(channel)) return false;
    if (channel === 'EMAIL') return reach !== undefined && reach.email && reach.hasEmail;
    return reach === undefined || reach.sms;
  });
