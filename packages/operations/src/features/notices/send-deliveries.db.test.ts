import { addSeconds, instant } from '@qingfeng/domain/shared/local-date.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openSmsGateway } from '@qingfeng/platform/sms.ts';
import { expect, test } from 'vitest';
import { byOf, testDatabase } from '../../../../../tests/support/database.ts';
import { queued, reachable, statesOf, testVault } from '../../../../../tests/support/deliveries.ts';
import type { TestAccount } from '../../../../../tests/support/people.ts';
import { insertAccount, insertUnit } from '../../../../../tests/support/people.ts';
import type { TestGateway } from '../../../../../tests/support/sms-gateway.ts';
import { startGateway } from '../../../../../tests/support/sms-gateway.ts';
import { keepingInOutbox } from './keep-in-outbox.ts';
import { listOutboxOf, listRuns } from './read.ts';
import { sendDeliveries } from './send-deliveries.ts';
import { sendDue } from './send-due.ts';

const { database } = await testDatabase();
const vault = testVault();
const unit = await insertUnit(database, { name: '金丝雀局' });
const T0 = instant(new Date('2026-10-10T01:00:00.000Z'));
const later = (minutes: number) => byOf({ now: addSeconds(T0, minutes * 60) });

const person = async (phone?: string): Promise<TestAccount> => {
  const account = await insertAccount(database, { unit, roles: ['CADRE'], name: '金丝雀某人' });
  if (phone !== undefined) await reachable(database, vault, account, { phone });
  return account;
};
const sendingTo = ({ url }: TestGateway) => ({
  database,
  vault,
  officeUrl: 'https://q.example/office/',
  send: openSmsGateway({ url, token: 't' }, { timeoutMs: 1_000 }).send,
});
const stateOf = async (noticeId: string) =>
  database.prisma.noticeDelivery.findUniqueOrThrow({ where: { noticeId_channel: { noticeId, channel: 'SMS' } } });

test('a message goes out once, to the number on file, and holds nothing of what it is about', async () => {
  const gateway = await startGateway();
  const id = await queued(database, await person('13800000001'), { channel: 'SMS', at: T0 });
  await sendDeliveries(sendingTo(gateway), later(0), 'SMS');
  await sendDeliveries(sendingTo(gateway), later(1), 'SMS');
  expect(gateway.accepted).toEqual([{ id, to: '13800000001', text: '【清风】您有新的事项待办理，请登录平台查看。' }]);
  expect(gateway.requests).toBe(1);
  expect(await stateOf(id)).toMatchObject({ state: 'SENT', attempts: 1, providerId: `m-${id}`, lastError: null });
});

test('a number refused for good, a missing and an unreadable one end at once, each with its code', async () => {
  const gateway = await startGateway('refusing');
  const refused = await queued(database, await person('1'), { channel: 'SMS', at: T0 });
  const missing = await queued(database, await person(), { channel: 'SMS', at: T0 });
  const strange = await person('13800000002');
  const other = await person('13800000003');
  await database.read(sql`
    update person set phone_cipher = (select phone_cipher from person where id = ${other.personId}::uuid)
    where id = ${strange.personId}::uuid`);
  const unsealable = await queued(database, strange, { channel: 'SMS', at: T0 });
  await sendDeliveries(sendingTo(gateway), later(0), 'SMS');
  for (const [id, lastError] of [
    [refused, 'BAD_NUMBER'],
    [missing, 'no-address'],
    [unsealable, 'unsealable'],
  ] as const) {
    expect(await stateOf(id)).toMatchObject({ state: 'FAILED', lastError });
  }
});

test('what failed for now is tried again after a pause, under the same id, and given up after a day', async () => {
  const gateway = await startGateway('garbage');
  const id = await queued(database, await person('13800000004'), { channel: 'SMS', at: T0 });
  await sendDeliveries(sendingTo(gateway), later(0), 'SMS');
  expect(await stateOf(id)).toMatchObject({
    state: 'QUEUED',
    attempts: 1,
    outage: true,
    lastError: 'answer unreadable',
  });
  await sendDeliveries(sendingTo(gateway), later(0.5), 'SMS');
  expect(gateway.requests).toBe(1);
  await sendDeliveries(sendingTo(gateway), later(1), 'SMS');
  expect(gateway.requests).toBe(2);
  await sendDeliveries(sendingTo(gateway), later(24 * 60), 'SMS');
  expect(await stateOf(id)).toMatchObject({ state: 'GAVE_UP', attempts: 3 });
});

test('a terminal state is the last: neither a late worker nor a hand takes a delivery out of it', async () => {
  const gateway = await startGateway();
  const id = await queued(database, await person('13800000005'), { channel: 'SMS', at: T0 });
  await sendDeliveries(sendingTo(gateway), later(0), 'SMS');
  await expect(
    database.read(sql`update notice_delivery set state = 'QUEUED' where notice_id = ${id}::uuid`),
  ).rejects.toThrow('has ended as SENT');
});

test('a message whose worker died is sent by the next one; the gateway, which has it, is believed', async () => {
  const gateway = await startGateway('forgetful');
  const id = await queued(database, await person('13800000006'), { channel: 'SMS', at: T0 });
  await sendDeliveries(sendingTo(gateway), later(0), 'SMS');
  // As a killed worker leaves it.
  await database.read(sql`update notice_delivery set state = 'SENDING' where notice_id = ${id}::uuid`);
  gateway.mood = 'well';
  expect(await sendDue(database, later(5))).toMatchObject({ freed: 0 });
  expect(await sendDue(database, later(16))).toEqual({ freed: 1, channels: 1 });
  await sendDeliveries(sendingTo(gateway), later(16), 'SMS');
  expect(await stateOf(id)).toMatchObject({ state: 'SENT', attempts: 2 });
  expect(gateway.accepted).toHaveLength(1);
});

test('two workers at once send each message once', async () => {
  const gateway = await startGateway('slow');
  const account = await person('13800000007');
  for (let n = 0; n < 12; n += 1) await queued(database, account, { channel: 'SMS', at: T0 });
  await Promise.all([1, 2, 3].map(() => sendDeliveries(sendingTo(gateway), later(0), 'SMS')));
  expect(gateway.requests).toBe(12);
  expect(gateway.accepted).toHaveLength(12);
});

test('a run is complete with failures, never just complete, when one of its messages failed', async () => {
  const gateway = await startGateway();
  const account = await person('13800000008');
  const runId = await (async () => {
    const id = await queued(database, account, { channel: 'SMS', at: later(60).now });
    return (await stateOf(id)).runId;
  })();
  await queued(database, await person(), { channel: 'SMS', at: later(60).now, runId });
  const run = async () => (await listRuns(database, { page: 1, size: 200 })).items.find(({ id }) => id === runId);
  expect(await run()).toMatchObject({ state: 'RUNNING', counts: { QUEUED: 2 } });
  await sendDeliveries(sendingTo(gateway), later(60), 'SMS');
  expect(await run()).toMatchObject({ state: 'COMPLETE_WITH_FAILURES', counts: { SENT: 1, FAILED: 1, QUEUED: 0 } });
});

test('without a gateway the message stands in the outbox as it would have been sent, its number masked', async () => {
  const by = later(120);
  const id = await queued(database, await person('13812345678'), { channel: 'SMS', at: by.now });
  const sending = { database, vault, officeUrl: '', send: keepingInOutbox(database, by, 'SMS') };
  await sendDeliveries(sending, by, 'SMS');
  const { items } = await listOutboxOf(database, { page: 1, size: 20 });
  expect(items).toEqual([
    {
      noticeId: id,
      channel: 'SMS',
      to: '138****78',
      subject: null,
      text: '【清风】您有新的事项待办理，请登录平台查看。',
      at: by.now,
    },
  ]);
  expect((await statesOf(database, 'SMS'))['QUEUED']).toBeUndefined();
});
