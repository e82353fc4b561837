import type { OuterChannel } from '@qingfeng/domain/features/notices/delivery.ts';
import { OUTER_CHANNELS } from '@qingfeng/domain/features/notices/delivery.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { keepingInOutbox } from '@qingfeng/operations/features/notices/keep-in-outbox.ts';
import type { Sender } from '@qingfeng/operations/features/notices/send-deliveries.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { openMailer } from '@qingfeng/platform/mail.ts';
import { openSmsGateway } from '@qingfeng/platform/sms.ts';

type Gateways = Partial<Record<OuterChannel, Sender>>;

/** One of each per process: the mailer keeps its connection. */
const opened = new WeakMap<Config, Gateways>();

const openGateways = ({ mail: { smtpUrl, from }, sms }: Config): Gateways => ({
  ...(smtpUrl !== null && { EMAIL: openMailer({ smtpUrl, from }).send }),
  ...(sms !== null && { SMS: openSmsGateway(sms).send }),
});

const gatewaysOf = (config: Config): Gateways => {
  const known = opened.get(config) ?? openGateways(config);
  opened.set(config, known);
  return known;
};

/** In production only what is configured; elsewhere what is missing goes to the outbox page. */
const hasOutbox = ({ environment }: Config): boolean => environment !== 'production';

/** The channels that exist in this installation. */
export const channelsOf = (config: Config): readonly OuterChannel[] =>
  OUTER_CHANNELS.filter((channel) => gatewaysOf(config)[channel] !== undefined || hasOutbox(config));

export const senderOf = (config: Config, database: Database, by: By, channel: OuterChannel): Sender | undefined =>
  gatewaysOf(config)[channel] ?? (hasOutbox(config) ? keepingInOutbox(database, by, channel) : undefined);
