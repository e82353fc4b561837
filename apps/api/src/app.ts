import type { Config } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import type { FileStore } from '@qingfeng/platform/files.ts';
import { newId } from '@qingfeng/platform/ids.ts';
import type { Logger } from '@qingfeng/platform/logger.ts';
import type { Metrics } from '@qingfeng/platform/metrics.ts';
import express from 'express';
import type { Express } from 'express';
import helmet from 'helmet';
import { mountPublicPages } from './features/catalogue/pages.ts';
import { accessTokens } from './http/access-token.ts';
import type { Bound } from './http/bind.ts';
import { docsPage } from './http/docs-page.ts';
import { openApi } from './http/openapi.ts';
import { atPace } from './http/pace.ts';
import { problems, sendProblem } from './http/problem.ts';
import { requestLog } from './http/request-log.ts';
import { whoOf } from './http/who.ts';
import type { WebSide } from './http/web.ts';
import { allRoutes } from './routes.ts';

export type AppDependencies = {
  readonly config: Config;
  readonly database: Database;
  readonly logger: Logger;
  readonly files: FileStore;
  readonly metrics?: Metrics;
  /** The built pages; absent in tests that only ask the API. */
  readonly web?: WebSide;
};

/** The whole API as an Express app: every endpoint bound once, one form of error, strict headers. */
export const createApp = (dependencies: AppDependencies): Express => {
  const { config, database, logger, metrics, web } = dependencies;
  const app = express();
  const logFailure = (error: unknown, requestId: string): void =>
    logger.error({ err: error, requestId }, 'request failed');
  app.disable('x-powered-by');
  app.set('trust proxy', config.trustProxy);
  app.use((_request, response, next) => {
    response.locals['requestId'] = newId();
    response.set('x-request-id', String(response.locals['requestId']));
    next();
  });
  app.use(requestLog(logger));
  app.use(helmet({ contentSecurityPolicy: false, strictTransportSecurity: config.publicUrl.startsWith('https:') }));
  app.get('/healthz', (_request, response) => {
    response.json({ alive: true });
  });

  const tokens = accessTokens(config.jwtSecret);
  const who = whoOf(database, tokens, config);
  const routes = allRoutes({ ...dependencies, tokens });
  const served = routes.filter(({ endpoint }) => config.site === 'all' || endpoint.audience === config.site);
  app.use('/api', answersOnly);
  const pace = atPace(OPEN_WRITES);
  for (const bound of served) {
    const isOpenWrite = bound.endpoint.access === 'anyone' && bound.endpoint.method !== 'GET';
    app[METHOD[bound.endpoint.method]](
      bound.endpoint.path,
      ...(metrics === undefined ? [] : [measured(metrics, bound.endpoint.name)]),
      ...(isOpenWrite ? [pace] : []),
      ...bound.mount({ who, checkAnswers: config.environment !== 'production' }),
    );
  }
  app.use('/api', docs(served), docsPage());
  app.use('/api', (_request, response) => {
    sendProblem(response, {
      type: '/problems/thing.missing',
      title: 'thing.missing',
      status: 404,
      code: 'thing.missing',
      details: { thing: 'endpoint' },
      requestId: String(response.locals['requestId']),
    });
  });
  if (web !== undefined) {
    web.mount(app);
    if (config.site !== 'office')
      mountPublicPages(app, { config, database, renderPublic: web.renderPublic, log: logFailure });
  }
  app.use(problems(logFailure));
  return app;
};

/** Posts without an account, per address: enough for a county behind one address to sign in on a Monday morning. */
const OPEN_WRITES = { burst: 300, perSecond: 10 };

const METHOD = { GET: 'get', POST: 'post', PUT: 'put', PATCH: 'patch', DELETE: 'delete' } as const;

const measured =
  ({ requests }: Metrics, endpoint: string): express.RequestHandler =>
  (_request, response, next) => {
    const stop = requests.startTimer({ endpoint });
    response.once('finish', () => stop({ status: response.statusCode }));
    next();
  };

/** An answer of the API is data: kept nowhere, and nothing in it ever runs or is framed, even opened by itself in a browser. */
const answersOnly: express.RequestHandler = (_request, response, next) => {
  response.set({
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
  });
  next();
};

const docs = (routes: readonly Bound[]): express.Router => {
  const router = express.Router();
  const description = openApi(routes.map(({ endpoint }) => endpoint));
  router.get('/v1/openapi.json', (_request, response) => {
    response.json(description);
  });
  return router;
};
