import { createServer } from 'node:http';
import path from 'node:path';
import process from 'node:process';
import { assertNoDemoAccounts } from '@qingfeng/operations/features/identity/demo.ts';
import { REACTED_EVENTS } from '@qingfeng/operations/shared/reacted-events.ts';
import { readConfig } from '@qingfeng/platform/config.ts';
import { openDatabase } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { createLogger } from '@qingfeng/platform/logger.ts';
import { createMetrics, serveMetrics } from '@qingfeng/platform/metrics.ts';
import { assertSchemaCurrent } from '@qingfeng/platform/migrate.ts';
import { createApp } from './app.ts';
import { openWeb } from './http/web.ts';

/** Longest a slow client may take for its headers and its whole request. */
const HEADERS_MS = 15_000;
const REQUEST_MS = 300_000;
const DRAIN_MS = 10_000;

const config = readConfig(process.env);
const logger = createLogger({ service: 'api', level: config.logLevel });
if (config.databaseUrl === null) throw new Error('DATABASE_URL is not set; npm start brings a database of its own');
await assertSchemaCurrent(config.databaseUrl);
const database = openDatabase(config.databaseUrl, { reactedTo: REACTED_EVENTS, name: 'qingfeng api' });
if (config.environment === 'production') await assertNoDemoAccounts(database);
const web = await openWeb(path.join(import.meta.dirname, '../../web/dist'), config);
if (web === undefined) logger.warn('the web side is not built; only the API answers');

const files = await openFileStore(config.dataDir);

const metrics = createMetrics('api');
if (config.metrics !== null) await serveMetrics(metrics, config.metrics);
const app = createApp({ config, database, logger, files, metrics, ...(web === undefined ? {} : { web }) });
const server = createServer({ headersTimeout: HEADERS_MS, requestTimeout: REQUEST_MS }, app);
server.on('error', (error) => {
  logger.fatal({ err: error }, 'cannot listen');
  process.exit(1);
});
server.listen(config.port, () => logger.info({ port: config.port }, 'listening'));

let stopping = false;
const stop = (): void => {
  if (stopping) return;
  stopping = true;
  const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
  server.closeIdleConnections();
  server.close(() => {
    clearTimeout(force);
    void database.close().then(() => process.exit(0));
  });
};
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
