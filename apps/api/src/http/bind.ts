import type { BodyOf, Endpoint, ParamsOf, QueryOf, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import type { By } from '@qingfeng/domain/shared/by.ts';
import { hasRole } from '@qingfeng/domain/shared/by.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import { requestHash } from '@qingfeng/platform/change.ts';
import type { Request, RequestHandler, Response } from 'express';
import express from 'express';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Who } from './who.ts';

/** A file on its way out: always an attachment, never sniffed, never run. */
export type Delivery = {
  readonly name: string;
  readonly mediaType: string;
  readonly body: Readable | Uint8Array;
  readonly size?: number;
};

type Input<E extends Endpoint> = { params: ParamsOf<E>; query: QueryOf<E>; body: BodyOf<E> };
type Answer<E extends Endpoint> = E extends { delivers: 'json' } ? ResponseOf<E> : ResponseOf<E> | Delivery | void;
type Handler<E extends Endpoint> = (
  input: Input<E>,
  by: By,
  http: { request: Request; response: Response },
) => Promise<Answer<E>>;

/** An endpoint together with what answers it, ready to be mounted. */
export type Bound = {
  readonly endpoint: Endpoint;
  readonly mount: (surroundings: Surroundings) => RequestHandler[];
};

export type Surroundings = {
  readonly who: Who;
  /** In tests and development an answer that breaks its own contract is a bug; production sends it as it is. */
  readonly checkAnswers: boolean;
};

const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Makes the Express route of an endpoint: parse, who, access, call, answer. */
export const bind = <E extends Endpoint>(declared: E, handle: Handler<E>): Bound => ({
  endpoint: declared,
  mount: ({ who, checkAnswers }) => [
    ...(declared.upload || declared.method === 'GET'
      ? []
      : [express.json({ limit: declared.bodyLimit, strict: true })]),
    async (request, response) => {
      const by = await admit(declared, who, request, response);
      const input = {
        params: declared.params.parse(request.params),
        query: declared.query.parse(withoutTicket(request.query)),
        body: declared.upload ? undefined : declared.body.parse(request.body ?? {}),
      } as Input<E>;
      if (holdsNul(input)) throw new Refusal('request.unreadable', { character: 'NUL' });
      const key = request.get('idempotency-key');
      const bound =
        key === undefined || !WRITES.has(declared.method)
          ? by
          : {
              ...by,
              idempotency: { key: checkedKey(key), requestHash: requestHash(declared.name, input.params, input.body) },
            };
      const answer = await handle(input, bound, { request, response });
      if (response.headersSent) return;
      if (isDelivery(answer)) await deliver(response, answer);
      else response.json(checkAnswers ? kept(declared, answer) : answer);
    },
  ],
});

/** The answer, if it keeps its contract; one that does not is our bug and no fault of the request. */
const kept = (declared: Endpoint, answer: unknown): unknown => {
  const { success, data, error } = declared.response.safeParse(answer);
  if (!success) throw new Error(`the answer of ${declared.name} breaks its contract`, { cause: error });
  return data;
};

const admit = async (declared: Endpoint, who: Who, request: Request, response: Response): Promise<By> => {
  const by = await who(request, response);
  if (declared.access === 'anyone') return by;
  if (by.viewer.roles.includes('PUBLIC')) throw new Refusal('session.absent');
  if (declared.access !== 'signed-in' && !hasRole(by.viewer, ...declared.access)) throw new Refusal('access.denied');
  return by;
};

/** Postgres stores every character but this one; without the check each text would be a way to a 500. */
const holdsNul = (value: unknown): boolean =>
  typeof value === 'string'
    ? value.includes('\0')
    : typeof value === 'object' && value !== null && Object.values(value).some(holdsNul);

const checkedKey = (key: string): string => {
  if (!/^[\w-]{8,100}$/.test(key)) throw new Refusal('request.unreadable', { field: 'Idempotency-Key' });
  return key;
};

const withoutTicket = (query: Request['query']): Request['query'] => {
  const { ticket: _ticket, ...rest } = query;
  return rest;
};

const isDelivery = (answer: unknown): answer is Delivery =>
  typeof answer === 'object' && answer !== null && 'mediaType' in answer && 'body' in answer && 'name' in answer;

const deliver = async (response: Response, { name, mediaType, body, size }: Delivery): Promise<void> => {
  response.set({
    'content-type': mediaType,
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
    'cache-control': 'no-store',
  });
  if (body instanceof Uint8Array) {
    response.send(Buffer.from(body));
    return;
  }
  if (size !== undefined) response.set('content-length', String(size));
  await pipeline(body, response);
};
