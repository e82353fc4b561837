import { OUTER_CHANNELS } from '@qingfeng/domain/features/notices/delivery.ts';
import { SEND_TASK, sendDeliveries, sendJob } from '@qingfeng/operations/features/notices/send-deliveries.ts';
import { sendDue } from '@qingfeng/operations/features/notices/send-due.ts';
import { openVault } from '@qingfeng/platform/crypto.ts';
import type { QueuedTask, TimedJob } from '../../reaction.ts';
import { senderOf } from './gateways.ts';

/** Sends what is due on one channel. */
export const sendNotices: QueuedTask = {
  name: SEND_TASK,
  run: async (payload, by, { database, config }, { addJob }) => {
    const channel = OUTER_CHANNELS.find((one) => one === payload['channel']);
    const send = channel && senderOf(config, database, by, channel);
    // The channel was taken out of the configuration: what waits gives up in its time, or goes out when it is back.
    if (channel === undefined || send === undefined) return;
    const sending = { database, vault: openVault(config), send, officeUrl: `${config.publicUrl}/office/` };
    const { more } = await sendDeliveries(sending, by, channel);
    const { queue = '', key = '' } = sendJob(channel);
    if (more) await addJob(SEND_TASK, { channel }, { queueName: queue, jobKey: key });
  },
};

/** Every minute: second tries, the end of quiet hours, and what a worker that died left half sent. */
export const sendDueNotices: TimedJob = {
  name: 'send-due-notices',
  cron: '* * * * *',
  catchUp: 'none',
  run: (by, { database }) => sendDue(database, by),
};
