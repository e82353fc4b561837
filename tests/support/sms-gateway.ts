import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** How a gateway on loopback behaves: as it should, or in one of the ways that gateways do. */
export type Mood = 'well' | 'slow' | 'broken' | 'garbage' | 'hanging-up' | 'forgetful' | 'refusing';

type Arrived = { readonly id: string; readonly to: string; readonly text: string };

export type TestGateway = {
  readonly url: string;
  mood: Mood;
  /** Messages that were accepted, once per id, in the order in which they came. */
  readonly accepted: Arrived[];
  /** Every request, repeated ones too. */
  requests: number;
};

/** A gateway that keeps the bargain of `sms`: one message per id, 409 for an id that it has. */
export const startGateway = async (mood: Mood = 'well'): Promise<TestGateway> => {
  const server = createServer((request, response) => {
    void (async () => {
      const sms = (await json(request)) as Arrived;
      gateway.requests += 1;
      const { mood: now } = gateway;
      if (now === 'hanging-up') return void request.socket.destroy();
      if (now === 'broken') return void response.writeHead(503).end('<h1>Service Unavailable</h1>');
      if (now === 'garbage') return void response.writeHead(200).end('\u0000<html>OK</html>');
      if (now === 'refusing') return void response.end('{"accepted":false,"code":"BAD_NUMBER","retry":false}');
      if (gateway.accepted.some(({ id }) => id === sms.id)) return void response.writeHead(409).end();
      gateway.accepted.push(sms);
      if (now === 'slow') await pause(200);
      // It took the message, but its answer is lost on the way.
      if (now === 'forgetful') return void request.socket.destroy();
      response.end(JSON.stringify({ accepted: true, messageId: `m-${sms.id}` }));
    })();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const gateway: TestGateway = { url: `http://127.0.0.1:${String(port)}/send`, mood, accepted: [], requests: 0 };
  return gateway;
};
