import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { OuterChannel } from '@qingfeng/domain/features/notices/delivery.ts';
import { addSeconds, instant } from '@qingfeng/domain/shared/local-date.ts';
import { keepingInOutbox } from '@qingfeng/operations/features/notices/keep-in-outbox.ts';
import type { Sender } from '@qingfeng/operations/features/notices/send-deliveries.ts';
import { sendDeliveries } from '@qingfeng/operations/features/notices/send-deliveries.ts';
import { sendDue } from '@qingfeng/operations/features/notices/send-due.ts';
import { sql } from '@qingfeng/platform/database.ts';
import { openMailer } from '@qingfeng/platform/mail.ts';
import { openSmsGateway } from '@qingfeng/platform/sms.ts';
import { SMTPServer } from 'smtp-server';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { byOf, testDatabase } from '../support/database.ts';
import { queued, reachable, statesOf, testVault } from '../support/deliveries.ts';
import { insertAccount, insertUnit } from '../support/people.ts';
import type { Mood } from '../support/sms-gateway.ts';
import { startGateway } from '../support/sms-gateway.ts';

/*
 * The gateways fail in every way they can, for a simulated hour, minute by minute as the clock job does it. Bars: nothing lost,
 * nothing doubled, urgent first when it is over, the other channel unaffected, every message in one terminal state.
 */

const CANARY = '金丝雀';
const T0 = instant(new Date('2026-10-10T01:00:00.000Z'));
const at = (minute: number) => byOf({ now: addSeconds(T0, minute * 60) });

const { database } = await testDatabase();
const vault = testVault();
const unit = await insertUnit(database, { name: `${CANARY}局` });
const account = await insertAccount(database, { unit, roles: ['CADRE'], name: `${CANARY}某人` });
await reachable(database, vault, account, { phone: '13800000001', email: 'someone@county.example' });

beforeEach(() => database.read(sql`delete from notice_delivery`));

/** What the worker does in one minute on one channel: the sweep, then the sender until it has nothing more to do. */
const minute = async (n: number, channel: OuterChannel, send: Sender): Promise<void> => {
  const by = at(n);
  await sendDue(database, by);
  const sending = { database, vault, officeUrl: 'https://q.example/office/', send };
  while ((await sendDeliveries(sending, by, channel)).more);
};
const all = async (count: number, channel: OuterChannel, urgent: (n: number) => boolean = () => false) => {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push(await queued(database, account, { channel, at: T0, urgent: urgent(n) }));
  return ids;
};

test.each<[Mood]>([['broken'], ['garbage'], ['hanging-up']])(
  'an hour of a gateway that is %s loses nothing, doubles nothing, and ends with the urgent first',
  async (mood) => {
    const gateway = await startGateway(mood);
    const { send } = openSmsGateway({ url: gateway.url, token: 't' }, { timeoutMs: 2_000 });
    const ids = await all(40, 'SMS', (n) => n % 4 === 3);
    const urgent = new Set(ids.filter((_, n) => n % 4 === 3));
    for (let n = 0; n < 60; n += 1) await minute(n, 'SMS', send);
    expect(await statesOf(database, 'SMS')).toEqual({ QUEUED: 40 });
    // A dead gateway is asked now and then, not flooded.
    expect(gateway.requests).toBeLessThan(60 * 10);
    gateway.mood = 'well';
    for (let n = 60; n < 100; n += 1) await minute(n, 'SMS', send);
    expect(await statesOf(database, 'SMS')).toEqual({ SENT: 40 });
    expect(gateway.accepted.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(new Set(gateway.accepted.slice(0, urgent.size).map(({ id }) => id))).toEqual(urgent);
    expect(JSON.stringify(gateway.accepted)).not.toContain(CANARY);
  },
);

test('a gateway that takes every message and loses every answer sends each once', async () => {
  const gateway = await startGateway('forgetful');
  const { send } = openSmsGateway({ url: gateway.url, token: 't' }, { timeoutMs: 2_000 });
  const ids = await all(20, 'SMS');
  for (let n = 0; n < 45; n += 1) await minute(n, 'SMS', send);
  expect(await statesOf(database, 'SMS')).toEqual({ SENT: 20 });
  expect(gateway.accepted.map(({ id }) => id).sort()).toEqual([...ids].sort());
  expect(gateway.requests).toBeGreaterThan(20);
});

test('a gateway down for two days: every message ends given up, in no other state', async () => {
  const gateway = await startGateway('broken');
  const { send } = openSmsGateway({ url: gateway.url, token: 't' });
  await all(12, 'SMS', (n) => n < 3);
  for (let n = 0; n < 48 * 60; n += 10) await minute(n, 'SMS', send);
  expect(await statesOf(database, 'SMS')).toEqual({ GAVE_UP: 12 });
});

test('a slow gateway holds up no mail', async () => {
  const gateway = await startGateway('slow');
  const { send } = openSmsGateway({ url: gateway.url, token: 't' });
  await all(60, 'SMS');
  await all(30, 'EMAIL');
  const texts = minute(0, 'SMS', send);
  await minute(0, 'EMAIL', keepingInOutbox(database, at(0), 'EMAIL'));
  expect((await statesOf(database, 'EMAIL'))['SENT']).toBe(30);
  expect((await statesOf(database, 'SMS'))['QUEUED']).toBeGreaterThan(0);
  await texts;
  expect(await statesOf(database, 'SMS')).toEqual({ SENT: 60 });
});

test('workers that die in the middle of sending leave nothing unsent and nothing doubled', async () => {
  const gateway = await startGateway();
  const { send } = openSmsGateway({ url: gateway.url, token: 't' });
  const ids = await all(30, 'SMS');
  let sends = 0;
  // Every seventh message the worker dies: before the gateway has it, or before the answer is written.
  const dying: Sender = async (message) => {
    sends += 1;
    if (sends % 7 === 0) throw new Error('killed before');
    const sent = await send(message);
    if (sends % 7 === 3) throw new Error('killed after');
    return sent;
  };
  for (let n = 0; n < 400; n += 1) await minute(n, 'SMS', dying).catch(() => undefined);
  expect(await statesOf(database, 'SMS')).toEqual({ SENT: 30 });
  expect(gateway.accepted.map(({ id }) => id).sort()).toEqual([...ids].sort());
});

test('a mail server that is away, then busy, then there: every letter arrives once, without content', async () => {
  const received: string[] = [];
  let busy = true;
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onMailFrom: (_address, _session, done) =>
      done(busy ? Object.assign(new Error('too many connections'), { responseCode: 451 }) : null),
    onData: (stream, _session, done) => {
      void text(stream).then((message) => {
        received.push(message);
        done();
      });
    },
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const from = '清风 <qingfeng@county.example>';
  const away = openMailer({ smtpUrl: 'smtp://127.0.0.1:1', from });
  const there = openMailer({ smtpUrl: `smtp://127.0.0.1:${String(port)}`, from });
  onTestFinished(async () => {
    away.close();
    there.close();
    await new Promise<void>((done) => server.close(done));
  });
  const ids = await all(10, 'EMAIL');
  for (let n = 0; n < 20; n += 1) await minute(n, 'EMAIL', away.send);
  for (let n = 20; n < 40; n += 1) await minute(n, 'EMAIL', there.send);
  expect(await statesOf(database, 'EMAIL')).toEqual({ QUEUED: 10 });
  busy = false;
  for (let n = 40; n < 120; n += 1) await minute(n, 'EMAIL', there.send);
  await pause(50);
  expect(await statesOf(database, 'EMAIL')).toEqual({ SENT: 10 });
  expect(received).toHaveLength(10);
  for (const id of ids)
    expect(received.filter((message) => message.includes(`<${id}@county.example>`))).toHaveLength(1);
  const told = received.map((message) => message.split('\r\n\r\n').slice(1).join('')).join('');
  expect(told).not.toContain(CANARY);
  expect(told).not.toContain(Buffer.from(CANARY).toString('base64').slice(0, 8));
});
