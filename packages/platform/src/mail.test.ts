import { once } from 'node:events';
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Mailer } from './mail.ts';
import { openMailer } from './mail.ts';

const refuse = (responseCode: number): Error => Object.assign(new Error('闻知竹 is not known here'), { responseCode });

const mailerTo = (url: string): Mailer => {
  const mailer = openMailer(
    { smtpUrl: url, from: '清风 <qingfeng@county.example>' },
    { connectMs: 500, greetMs: 500, silentMs: 500 },
  );
  onTestFinished(() => mailer.close());
  return mailer;
};

/** A real server on loopback, and a mailer to it. */
const serverWith = async (
  options: SMTPServerOptions = {},
): Promise<{ mailer: Mailer; received: string[]; port: number }> => {
  const received: string[] = [];
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    authOptional: true,
    onData: (stream, _session, done) => {
      void text(stream).then((message) => {
        received.push(message);
        done();
      });
    },
    ...options,
  });
  server.on('error', () => undefined);
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  onTestFinished(() => new Promise((done) => server.close(done)));
  const { port } = server.server.address() as AddressInfo;
  return { mailer: mailerTo(`smtp://127.0.0.1:${String(port)}`), received, port };
};

const MAIL = { id: '0199-1', to: 'clerk@county.example', subject: '您有新的事项', text: '请登录办理。' };

describe('mail', () => {
  it('arrives as it was written, under an id that a second try repeats', async () => {
    const { mailer, received } = await serverWith();
    const sent = { outcome: 'sent', providerId: '<0199-1@county.example>' };
    expect(await mailer.send(MAIL)).toEqual(sent);
    expect(await mailer.send(MAIL)).toEqual(sent);
    expect(received).toHaveLength(2);
    expect(received[0]).toContain('Message-ID: <0199-1@county.example>');
    expect(received[0]).toContain('Auto-Submitted: auto-generated');
    expect(received[0]).toContain(Buffer.from('请登录办理。').toString('base64'));
  });

  it('signs in where the address says so', async () => {
    const seen: unknown[] = [];
    const { port } = await serverWith({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, done) => {
        seen.push(username, password);
        done(null, { user: username });
      },
    });
    expect(await mailerTo(`smtp://user%40county:p%2Fw@127.0.0.1:${String(port)}`).send(MAIL)).toMatchObject({
      outcome: 'sent',
    });
    expect(seen).toEqual(['user@county', 'p/w']);
  });

  it.each([
    ['an address that does not exist', 550, 'permanent'],
    ['a full mailbox', 452, 'temporary'],
    ['a server that wants a pause', 421, 'temporary'],
  ])('to %s is %i: %s', async (_, code, outcome) => {
    const { mailer } = await serverWith({ onRcptTo: (_address, _session, done) => done(refuse(code)) });
    const sent = await mailer.send(MAIL);
    expect(sent).toMatchObject({ outcome });
    expect(JSON.stringify(sent)).not.toContain('闻知竹');
  });

  it('that a server finds unwanted is given up', async () => {
    const { mailer } = await serverWith({
      onData: (stream, _session, done) => void text(stream).then(() => done(refuse(554))),
    });
    expect(await mailer.send(MAIL)).toMatchObject({ outcome: 'permanent' });
  });

  it('waits while our own login is wrong', async () => {
    const { port } = await serverWith({
      allowInsecureAuth: true,
      onAuth: (_auth, _session, done) => done(refuse(535)),
    });
    expect(await mailerTo(`smtp://user:wrong@127.0.0.1:${String(port)}`).send(MAIL)).toMatchObject({
      outcome: 'temporary',
    });
  });

  it('waits while nobody answers', async () => {
    expect(await mailerTo('smtp://127.0.0.1:1').send(MAIL)).toMatchObject({ outcome: 'temporary' });
  });

  it('waits while the server is silent', async () => {
    const silent = net.createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    onTestFinished(() => void silent.close());
    const { port } = silent.address() as AddressInfo;
    expect(await mailerTo(`smtp://127.0.0.1:${String(port)}`).send(MAIL)).toMatchObject({ outcome: 'temporary' });
  });

  it('cannot be led to other receivers or headers by what is written in it', async () => {
    const { mailer, received } = await serverWith();
    await mailer.send({ ...MAIL, subject: 'a\r\nBcc: other@county.example', to: 'clerk@county.example' });
    expect(received[0]).not.toMatch(/^Bcc:/m);
    expect(await mailer.send({ ...MAIL, to: 'clerk@county.example\r\nRCPT TO:<other@county.example>' })).toMatchObject({
      outcome: expect.stringMatching(/sent|permanent/) as string,
    });
    expect(received.join()).not.toMatch(/^(To|Cc|Bcc):.*[\s<]other@county/m);
  });
});
