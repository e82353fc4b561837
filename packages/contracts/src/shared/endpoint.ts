import type { Role } from '@qingfeng/domain/shared/roles.ts';
import { z } from 'zod';

/**
 * Who may call an endpoint at all; what they see of it is the scope predicate's business.
 * `anyone` needs no session, `signed-in` any account, a list only these roles.
 */
export type Access = 'anyone' | 'signed-in' | readonly Role[];

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What goes over the wire besides JSON: a stored file, an export, an event stream. */
export type Delivers = 'json' | 'file' | 'stream' | 'nothing';

type Shape = z.ZodType;

export type Endpoint<
  Params extends Shape = Shape,
  Query extends Shape = Shape,
  Body extends Shape = Shape,
  Response extends Shape = Shape,
> = {
  /** Dictionary name, unique, verb first: `liftWarning`. It is the operationId and the row of the access matrix. */
  readonly name: string;
  readonly method: Method;
  /** Express style: `/api/v1/warnings/:id/lift`. */
  readonly path: string;
  readonly params: Params;
  readonly query: Query;
  readonly body: Body;
  readonly response: Response;
  /** Which half of the platform serves it (`SITE`). */
  readonly audience: 'public' | 'office';
  readonly access: Access;
  readonly delivers: Delivers;
  /** One sentence for the docs page. */
  readonly summary: string;
  /** Largest body in bytes; the default is small on purpose. */
  readonly bodyLimit: number;
  /** A raw upload: the body is the file itself and is streamed to the handler, not parsed. */
  readonly upload: boolean;
};

const NOTHING = z.object({}).strict();
export type Nothing = typeof NOTHING;
const BODY_LIMIT = 256 * 1024;

/** Declares an endpoint once; `bind` makes the route of it, `call` the client, the OpenAPI page and the access matrix read the same list. */
export const endpoint = <
  Response extends Shape,
  Params extends Shape = Nothing,
  Query extends Shape = Nothing,
  Body extends Shape = Nothing,
>(declared: {
  name: string;
  method: Method;
  path: string;
  params?: Params;
  query?: Query;
  body?: Body;
  response: Response;
  audience: 'public' | 'office';
  access: Access;
  delivers?: Delivers;
  summary: string;
  bodyLimit?: number;
  upload?: boolean;
}): Endpoint<Params, Query, Body, Response> => ({
  name: declared.name,
  method: declared.method,
  path: declared.path,
  params: declared.params ?? (NOTHING as Shape as Params),
  query: declared.query ?? (NOTHING as Shape as Query),
  body: declared.body ?? (NOTHING as Shape as Body),
  response: declared.response,
  audience: declared.audience,
  access: declared.access,
  delivers: declared.delivers ?? 'json',
  summary: declared.summary,
  bodyLimit: declared.bodyLimit ?? BODY_LIMIT,
  upload: declared.upload ?? false,
});

export type ParamsOf<E extends Endpoint> = z.output<E['params']>;
export type QueryOf<E extends Endpoint> = z.output<E['query']>;
export type BodyOf<E extends Endpoint> = z.output<E['body']>;
export type ResponseOf<E extends Endpoint> = z.output<E['response']>;
/** What a caller may leave out, since the schema has defaults. */
export type QueryInput<E extends Endpoint> = z.input<E['query']>;
export type BodyInput<E extends Endpoint> = z.input<E['body']>;
