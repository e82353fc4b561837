import type { OuterChannel } from '@qingfeng/domain/features/notices/delivery.ts';
import { afterFailure, isOutage } from '@qingfeng/domain/features/notices/delivery.ts';
import type { Message } from '@qingfeng/domain/features/notices/message.ts';
import { messageFor } from '@qingfeng/domain/features/notices/message.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Vault } from '@qingfeng/platform/crypto.ts';
import { Unsealable } from '@qingfeng/platform/crypto.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { JobOptions } from '@qingfeng/platform/jobs.ts';
import type { Sent } from '@qingfeng/platform/sent.ts';
import { emailContext, phoneContext } from '../organisation/read.ts';
import type { Claimed, Settled } from './store.ts';
import { claimDeliveries, releaseHeld, settleDelivery } from './store.ts';

/** The queued work that sends what waits on one channel. */
export const SEND_TASK = 'send-notices';

/** One sender per channel at a time, so that a slow gateway holds up its own channel only; one waiting job is enough. */
export const sendJob = (channel: OuterChannel): JobOptions => ({ queue: `send:${channel}`, key: `send:${channel}` });

/** Hands one message on. The id is the notice's, the same at every try. */
export type Sender = (message: Message & { readonly id: string; readonly to: string }) => Promise<Sent>;

type Sending = {
  readonly database: Database;
  readonly vault: Vault;
  readonly send: Sender;
  readonly officeUrl: string;
};

/** Messages on the way at once. */
const BATCH = 5;
/** Batches of one job: what is left goes on in the next, so that no job outlives its lease. */
const MOST_BATCHES = 20;

/**
 * Sends what is due on a channel, urgent messages first, each at most once a job. When a whole batch finds the channel down the rest
 * is left in peace; when something gets through after that, whatever was held up goes out at once. Returns whether more waits.
 */
export const sendDeliveries = async (
  sending: Sending,
  by: By,
  channel: OuterChannel,
): Promise<{ sent: number; failed: number; more: boolean }> => {
  const { database } = sending;
  const tried: string[] = [];
  let [sent, failed] = [0, 0];
  for (let batch = 0; batch < MOST_BATCHES; batch += 1) {
    const claimed = await claimDeliveries(database, channel, by.now, BATCH, tried);
    if (claimed.length === 0) return { sent, failed, more: false };
    tried.push(...claimed.map(({ noticeId }) => noticeId));
    const ended: Settled[] = [];
    for (const urgent of [true, false]) {
      const together = claimed.filter((delivery) => delivery.urgent === urgent);
      ended.push(...(await Promise.all(together.map((delivery) => sendOne(sending, by, channel, delivery)))));
    }
    const got = ended.filter(({ state }) => state === 'SENT').length;
    sent += got;
    failed += ended.length - got;
    if (got > 0) await releaseHeld(database, channel, by.now);
    if (ended.every(({ outage }) => outage)) return { sent, failed, more: false };
  }
  return { sent, failed, more: true };
};

const sendOne = async (sending: Sending, by: By, channel: OuterChannel, delivery: Claimed): Promise<Settled> => {
  const settled = await trySending(sending, by, channel, delivery);
  await settleDelivery(sending.database, channel, delivery, settled, by.now);
  return settled;
};

const trySending = async (
  { vault, send, officeUrl }: Sending,
  by: By,
  channel: OuterChannel,
  delivery: Claimed,
): Promise<Settled> => {
  const failed = (lastError: string): Settled => ({ state: 'FAILED', outage: false, providerId: null, lastError });
  let to: string | null;
  try {
    to = addressOf(vault, channel, delivery);
  } catch (error) {
    if (error instanceof Unsealable) return failed('unsealable');
    throw error;
  }
  if (to === null) return failed('no-address');
  const result = await send({ id: delivery.noticeId, to, ...messageFor(channel, officeUrl) });
  if (result.outcome === 'sent')
    return { state: 'SENT', outage: false, providerId: result.providerId, lastError: null };
  if (result.outcome === 'permanent') return failed(result.reason);
  const next = afterFailure(delivery.attempts, delivery.madeAt, by.now);
  return {
    ...next,
    outage: next.state === 'QUEUED' && isOutage(result.reason),
    providerId: null,
    lastError: result.reason,
  };
};

/** Opened here and nowhere else, for as long as the message takes. */
const addressOf = (
  vault: Vault,
  channel: OuterChannel,
  { personId, phoneCipher, emailCipher }: Claimed,
): string | null => {
  const [cipher, context] = channel === 'SMS' ? [phoneCipher, phoneContext] : [emailCipher, emailContext];
  return personId === null || cipher === null ? null : vault.open(cipher, context(personId)).toString();
};
