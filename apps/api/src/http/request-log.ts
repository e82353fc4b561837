import type { Logger } from '@qingfeng/platform/logger.ts';
import type { RequestHandler } from 'express';

/**
 * One line per request: method, route pattern, status, milliseconds, account. Never the address bar's query, a body, the caller's
 * address or agent: an anonymous reporter must leave no trace in a log.
 */
export const requestLog =
  (logger: Logger): RequestHandler =>
  (request, response, next) => {
    const startedAt = performance.now();
    response.on('finish', () => {
      const route = (request.route as { path?: string } | undefined)?.path ?? 'unmatched';
      logger.info(
        {
          requestId: response.locals['requestId'] as string,
          method: request.method,
          route,
          status: response.statusCode,
          ms: Math.round(performance.now() - startedAt),
          accountId: response.locals['accountId'] as string | undefined,
        },
        'request',
      );
    });
    next();
  };
