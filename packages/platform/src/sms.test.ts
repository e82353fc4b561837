import { once } from 'node:events';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openSmsGateway } from './sms.ts';

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

const gatewayWith = async (handler: Handler) => {
  const server = createServer(handler).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return openSmsGateway({ url: `http://127.0.0.1:${String(port)}/send`, token: 't0ken' }, { timeoutMs: 300 });
};
const answering =
  (status: number, body: string): Handler =>
  (_request, response) =>
    void response.writeHead(status).end(body);

const SMS = { id: '0199-1', to: '13800000000', text: '您有新的事项待办理，请登录平台。' };

describe('the gateway', () => {
  it('is told the message once, with its id and our token', async () => {
    const seen: unknown[] = [];
    const gateway = await gatewayWith((request, response) => {
      void json(request).then((body) => {
        const { authorization, 'idempotency-key': key } = request.headers;
        seen.push({ method: request.method, url: request.url, authorization, key, body });
        response.end('{"accepted":true,"messageId":"m-7"}');
      });
    });
    expect(await gateway.send(SMS)).toEqual({ outcome: 'sent', providerId: 'm-7' });
    expect(seen).toEqual([{ method: 'POST', url: '/send', authorization: 'Bearer t0ken', key: '0199-1', body: SMS }]);
  });

  it.each<[string, Handler, string]>([
    ['accepts', answering(200, '{"accepted":true}'), 'sent'],
    ['accepts and says more than we know', answering(202, '{"accepted":true,"balance":12}'), 'sent'],
    ['has the message from an earlier try', answering(409, ''), 'sent'],
    ['refuses for now', answering(200, '{"accepted":false,"code":"QUEUE_FULL"}'), 'temporary'],
    ['refuses for good', answering(200, '{"accepted":false,"code":"BAD_NUMBER","retry":false}'), 'permanent'],
    ['finds the request wrong', answering(422, ''), 'permanent'],
    ['does not know our token', answering(401, ''), 'temporary'],
    ['wants fewer requests', answering(429, ''), 'temporary'],
    ['is broken', answering(500, '<h1>Internal Server Error</h1>'), 'temporary'],
    ['is behind a broken proxy', answering(502, ''), 'temporary'],
    ['answers garbage', answering(200, '\u0000<html>ok</html>'), 'temporary'],
    ['answers JSON of another kind', answering(200, '{"status":"OK"}'), 'temporary'],
    ['answers nothing', answering(200, ''), 'temporary'],
    ['answers without end', answering(200, `{"accepted":true,"x":"${'x'.repeat(100_000)}"}`), 'temporary'],
    [
      'sends us elsewhere',
      (_request, response) => void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      'temporary',
    ],
    ['hangs up', (request) => void request.socket.destroy(), 'temporary'],
    ['is silent', () => undefined, 'temporary'],
    ['stops in the middle', (_request, response) => void response.write('{"accepted":'), 'temporary'],
  ])('that %s', async (_, handler, outcome) => {
    const gateway = await gatewayWith(handler);
    expect(await gateway.send(SMS)).toMatchObject({ outcome });
  });

  it('that is not there is tried again', async () => {
    const gateway = openSmsGateway({ url: 'http://127.0.0.1:1', token: '' });
    expect(await gateway.send(SMS)).toEqual({ outcome: 'temporary', reason: 'unreachable' });
  });
});
