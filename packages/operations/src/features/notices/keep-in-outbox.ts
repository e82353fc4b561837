import type { OuterChannel } from '@qingfeng/domain/features/notices/delivery.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { change, unchanged } from '@qingfeng/platform/change.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { Sender } from './send-deliveries.ts';

/** Enough to tell two people apart, not enough to reach one. */
const masked = (address: string): string => address.replace(/^(.{3}).*(.{2})$/, '$1****$2');

/** Stands in for a gateway that is not configured: keeps the message as it would have been sent, for the outbox page. */
export const keepingInOutbox =
  (database: Database, by: By, channel: OuterChannel): Sender =>
  async ({ id, to, subject, text }) => {
    const message = { to: masked(to), subject: channel === 'EMAIL' ? subject : null, text, at: by.now };
    await change(database, by, async (tx) => {
      await tx.devOutbox.upsert({
        where: { noticeId_channel: { noticeId: id, channel } },
        create: { noticeId: id, channel, ...message },
        update: {},
      });
      return unchanged(null);
    });
    return { outcome: 'sent', providerId: 'outbox' };
  };
