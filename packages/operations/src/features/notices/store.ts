import type { DeliveryState, NoticeChannel, OuterChannel } from '@qingfeng/domain/features/notices/delivery.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import type { Instant } from '@qingfeng/domain/shared/local-date.ts';
import type { Database, WriteTx } from '@qingfeng/platform/database.ts';
import { sql } from '@qingfeng/platform/database.ts';
import type { Side, ToldEvent } from './recipients.ts';
import { NOTICE_SIGNAL } from './signal.ts';

export type NewNotice = {
  readonly id: string;
  readonly accountId: string;
  readonly kind: string;
  readonly thingKind: string;
  readonly thingId: string;
  readonly side: Side;
  readonly urgent: boolean;
};

export type NewDelivery = {
  readonly noticeId: string;
  readonly accountId: string;
  readonly channel: NoticeChannel;
  readonly urgent: boolean;
  readonly state: DeliveryState;
  readonly nextTryAt: Instant;
};

/** Claims the telling of an event; false when it was told already. Two workers at once wait for each other on the row. */
export const claimRun = async (tx: WriteTx, event: ToldEvent, notices: number): Promise<boolean> =>
  (await tx.$executeRaw(sql`
    insert into notice_run (event_id, type, at, notices)
    values (${event.id}::uuid, ${event.type}, ${event.at}::timestamptz, ${notices}::int)
    on conflict do nothing`)) > 0;

export const insertNotices = async (
  tx: WriteTx,
  by: By,
  event: ToldEvent,
  notices: readonly NewNotice[],
  deliveries: readonly NewDelivery[],
): Promise<void> => {
  const { id: runId } = event;
  await tx.notice.createMany({ data: notices.map((notice) => ({ ...notice, runId, at: event.at })) });
  await tx.noticeDelivery.createMany({
    data: deliveries.map((delivery) => ({ ...delivery, runId, madeAt: by.now, changedAt: by.now })),
  });
  await tellStreams(
    tx,
    notices.map(({ accountId }) => accountId),
  );
};

/** Wakes the streams of these accounts when, and only when, the change is committed. */
export const tellStreams = async (tx: WriteTx, accountIds: readonly string[]): Promise<void> => {
  await tx.$executeRaw(sql`
    select pg_notify(${NOTICE_SIGNAL}, id) from unnest(${[...new Set(accountIds)]}::text[]) as told(id)`);
};

export type Claimed = {
  readonly noticeId: string;
  readonly urgent: boolean;
  readonly attempts: number;
  readonly madeAt: Instant;
  readonly personId: string | null;
  readonly phoneCipher: string | null;
  readonly emailCipher: string | null;
};

/**
 * Takes the next messages of a channel, urgent ones first, each for one worker. Urgent ones that wait for a channel to come back
 * are taken before their time, so that they are the first to find it up.
 */
export const claimDeliveries = (
  database: Database,
  channel: OuterChannel,
  now: Instant,
  most: number,
  tried: readonly string[],
): Promise<Claimed[]> =>
  database.read<Claimed>(sql`
    with due as (
      select notice_id from notice_delivery
      where channel = ${channel} and state = 'QUEUED' and notice_id <> all(${tried}::uuid[])
        and (next_try_at <= ${now}::timestamptz or (urgent and outage))
      order by urgent desc, notice_id limit ${most} for update skip locked),
    taken as (
      update notice_delivery d set state = 'SENDING', attempts = attempts + 1, changed_at = ${now}::timestamptz
      from due where d.notice_id = due.notice_id and d.channel = ${channel}
      returning d.notice_id, d.urgent, d.attempts, d.made_at, d.account_id)
    select t.notice_id as "noticeId", t.urgent, t.attempts, t.made_at as "madeAt", p.id as "personId",
      p.phone_cipher as "phoneCipher", p.email_cipher as "emailCipher"
    from taken t left join account a on a.id = t.account_id left join person p on p.id = a.person_id
    order by t.urgent desc, t.notice_id`);

export type Settled = {
  readonly state: Exclude<DeliveryState, 'SENDING'>;
  readonly nextTryAt?: Instant;
  readonly outage: boolean;
  readonly providerId: string | null;
  readonly lastError: string | null;
};

/** Writes how a try ended, bound to that try: a worker that was thought dead changes nothing any more. */
export const settleDelivery = async (
  database: Database,
  channel: OuterChannel,
  { noticeId, attempts }: Pick<Claimed, 'noticeId' | 'attempts'>,
  { state, nextTryAt, outage, providerId, lastError }: Settled,
  now: Instant,
): Promise<void> => {
  await database.read(sql`
    update notice_delivery set state = ${state}, outage = ${outage}, provider_id = ${providerId}, last_error = ${lastError},
      changed_at = ${now}::timestamptz, next_try_at = coalesce(${nextTryAt ?? null}::timestamptz, next_try_at)
    where notice_id = ${noticeId}::uuid and channel = ${channel} and state = 'SENDING' and attempts = ${attempts}`);
};

/** The channel is up: what waited because of it waits no longer. */
export const releaseHeld = async (database: Database, channel: OuterChannel, now: Instant): Promise<void> => {
  await database.read(sql`
    update notice_delivery set next_try_at = ${now}::timestamptz
    where channel = ${channel} and state = 'QUEUED' and outage and next_try_at > ${now}::timestamptz`);
};

/** Puts back what a worker that died left half sent; the message keeps its id, by which the gateway knows it. Returns how many. */
export const freeStuck = async (tx: WriteTx, before: Instant, now: Instant): Promise<number> =>
  tx.$executeRaw(sql`
    update notice_delivery set state = 'QUEUED', next_try_at = ${now}::timestamptz, changed_at = ${now}::timestamptz
    where state = 'SENDING' and changed_at < ${before}::timestamptz`);

export const channelsWithDue = async (tx: WriteTx, now: Instant): Promise<OuterChannel[]> =>
  (
    await tx.$queryRaw<{ channel: OuterChannel }[]>(sql`
      select distinct channel from notice_delivery where state = 'QUEUED' and next_try_at <= ${now}::timestamptz`)
  ).map(({ channel }) => channel);

export const markAsRead = (tx: WriteTx, by: By, ids: readonly string[] | null): Promise<number> =>
  tx.$executeRaw(sql`
    update notice set read_at = ${by.now}::timestamptz
    where county = 1 and account_id = ${by.viewer.accountId}::uuid and read_at is null
      and ${ids === null ? sql`true` : sql`id = any(${ids}::uuid[])`}`);
