import type { Problem } from '@qingfeng/contracts/shared/wire.ts';
import type { RefusalKind } from '@qingfeng/domain/shared/refusal.ts';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { ErrorRequestHandler, Response } from 'express';
import { ZodError } from 'zod';

const STATUS = {
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  missing: 404,
  conflict: 409,
  'too-large': 413,
  invalid: 422,
  'too-many': 429,
  busy: 503,
} as const satisfies Record<RefusalKind, number>;

const SORTS: Readonly<Record<string, string>> = { array: 'list', string: 'text' };

/** What is wrong with a value, as pages have words for it. */
const faultOf = (issue: ZodError['issues'][number]): { fault: string; limit: number | null } => {
  switch (issue.code) {
    case 'too_small':
      return { fault: `few.${SORTS[issue.origin] ?? 'number'}`, limit: Number(issue.minimum) };
    case 'too_big':
      return { fault: `many.${SORTS[issue.origin] ?? 'number'}`, limit: Number(issue.maximum) };
    default:
      return { fault: 'other', limit: null };
  }
};

/** What went wrong, in the one form of every error. `details` of a refusal are facts, never a person's words. */
const toProblem = (error: unknown, requestId: string): Problem => {
  if (error instanceof ZodError) {
    return {
      ...problem('request.unreadable', 400, requestId),
      issues: error.issues
        .slice(0, 50)
        .map((issue) => ({ path: issue.path.join('.'), message: issue.message, ...faultOf(issue) })),
    };
  }
  if (error instanceof Refusal)
    return { ...problem(error.code, STATUS[error.kind], requestId), details: error.details };
  const status = bodyParserStatus(error);
  if (status === 413) return problem('request.too-large', 413, requestId);
  if (status !== undefined) return problem('request.unreadable', 400, requestId);
  return problem('internal', 500, requestId);
};

const problem = (code: string, status: number, requestId: string): Problem => ({
  type: `/problems/${code}`,
  title: code,
  status,
  code,
  details: {},
  requestId,
});

/** Express's own parsers mark a bad body with a 4xx status. */
const bodyParserStatus = (error: unknown): number | undefined =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500
    ? error.status
    : undefined;

export const sendProblem = (response: Response, body: Problem): void => {
  const { seconds } = body.details;
  if (typeof seconds === 'number' && (body.status === 429 || body.status === 503))
    response.set('retry-after', String(seconds));
  response.status(body.status).type('application/problem+json').send(JSON.stringify(body));
};

/** The last handler: a refusal is an answer; anything else is a bug, logged once with its request id. */
export const problems =
  (log: (error: unknown, requestId: string) => void): ErrorRequestHandler =>
  (error: unknown, _request, response, next) => {
    const requestId = String(response.locals['requestId'] ?? '');
    const body = toProblem(error, requestId);
    if (body.status === 500) log(error, requestId);
    if (response.headersSent) {
      next(error);
      return;
    }
    sendProblem(response, body);
  };
