import type { BodyInput, Endpoint, ParamsOf, QueryInput, ResponseOf } from '@qingfeng/contracts/shared/endpoint.ts';
import { fetchSignedIn, send } from './access.ts';
import { newKey } from './key.ts';
import { problemOf } from './problem.ts';

/** A part of the request that may be left out where everything in it may. */
type Slot<Name extends string, Part> =
  Record<string, never> extends Part ? { readonly [name in Name]?: Part } : { readonly [name in Name]: Part };

export type CallInput<E extends Endpoint> = Slot<'params', ParamsOf<E>> &
  Slot<'query', QueryInput<E>> &
  Slot<'body', BodyInput<E>> & {
    /** The same for every retry of one act (`useIdempotencyKey`); made here when absent. */
    readonly idempotencyKey?: string;
    /** The file itself, for an endpoint that takes an upload. */
    readonly file?: Blob;
    readonly signal?: AbortSignal;
  };

type Scalar = string | number | boolean;

/** The request as it is sent: what the types above say, seen without them. */
type Sent = {
  readonly params?: Readonly<Record<string, string | number>> | undefined;
  readonly query?: Readonly<Record<string, Scalar | readonly Scalar[] | null | undefined>> | undefined;
  readonly body?: unknown;
  readonly idempotencyKey?: string | undefined;
  readonly file?: Blob | undefined;
  readonly signal?: AbortSignal | undefined;
};

export const addressOf = (endpoint: Pick<Endpoint, 'path'>, { params = {}, query = {} }: Sent = {}): string => {
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(String(params[name])));
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    if (value === undefined || value === null || value === '') continue;
    search.set(name, Array.isArray(value) ? value.join(',') : String(value));
  }
  return search.size === 0 ? path : `${path}?${search.toString()}`;
};

/** The colleague's task that this page is open for: it stands in the address of the page (`?for=`), and goes when the page is left. */
export const delegatedTask = (): string | null => new URLSearchParams(window.location.search).get('for');

const requestOf = (endpoint: Endpoint, sent: Sent): RequestInit => {
  const headers = new Headers({ accept: 'application/json' });
  const init: RequestInit = { method: endpoint.method, headers };
  if (sent.signal !== undefined) init.signal = sent.signal;
  const task = delegatedTask();
  if (task !== null) headers.set('x-delegated-task', task);
  if (endpoint.method === 'GET') return init;
  headers.set('idempotency-key', sent.idempotencyKey ?? newKey());
  if (sent.file !== undefined) {
    headers.set('content-type', sent.file.type === '' ? 'application/octet-stream' : sent.file.type);
    init.body = sent.file;
  } else {
    headers.set('content-type', 'application/json');
    init.body = JSON.stringify(sent.body ?? {});
  }
  return init;
};

/** Calls an endpoint as the contract declares it. A refusal is thrown as `ProblemError`, no answer as `NoAnswerError`. */
export const call = async <E extends Endpoint>(endpoint: E, input: CallInput<E>): Promise<ResponseOf<E>> => {
  const sent = input as Sent;
  const carry = endpoint.access === 'anyone' ? send : fetchSignedIn;
  const response = await carry(addressOf(endpoint, sent), requestOf(endpoint, sent));
  if (!response.ok) throw await problemOf(response);
  return (response.status === 204 ? {} : await response.json()) as ResponseOf<E>;
};
