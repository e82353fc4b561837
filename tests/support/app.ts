import { mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createApp } from '@qingfeng/api/app.ts';
import { accessTokens } from '@qingfeng/api/http/access-token.ts';
import { allRoutes } from '@qingfeng/api/routes.ts';
import type { Endpoint } from '@qingfeng/contracts/shared/endpoint.ts';
import type { Config } from '@qingfeng/platform/config.ts';
import { readConfig } from '@qingfeng/platform/config.ts';
import type { Database } from '@qingfeng/platform/database.ts';
import { openFileStore } from '@qingfeng/platform/files.ts';
import { createLogger } from '@qingfeng/platform/logger.ts';
import { afterAll } from 'vitest';
import { openTestSession } from './people.ts';

export type Answer = {
  readonly status: number;
  /** Parsed JSON, or the text where it is none. */
  readonly body: unknown;
  readonly text: string;
  readonly bytes: Buffer;
  readonly headers: Headers;
};

type Asked = {
  readonly token?: string;
  readonly body?: unknown;
  /** Sent as it is, instead of JSON. */
  readonly raw?: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type TestApp = {
  readonly url: string;
  readonly config: Config;
  /** Every endpoint that is bound. */
  readonly endpoints: readonly Endpoint[];
  ask(method: string, path: string, asked?: Asked): Promise<Answer>;
  /** An access token of a fresh session of this account, without a password. */
  tokenOf(accountId: string): Promise<string>;
};

/** The whole API on a port of its own, over this test's database, stopped when the file is done. `env` changes the configuration. */
export const startApp = async (database: Database, env: Readonly<Record<string, string>> = {}): Promise<TestApp> => {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'qingfeng-app-'));
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATA_DIR: dataDir, ...env });
  const logger = createLogger({ service: 'test', level: config.logLevel });
  const files = await openFileStore(dataDir);
  const tokens = accessTokens(config.jwtSecret);
  const dependencies = { config, database, logger, files };
  const server = createServer(createApp(dependencies));
  const url = await listen(server);
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    await rm(dataDir, { recursive: true, force: true });
  });
  return {
    url,
    config,
    endpoints: allRoutes({ ...dependencies, tokens }).map(({ endpoint }) => endpoint),
    ask: async (method, target, { token, body, raw, headers = {} } = {}) => {
      const response = await fetch(`${url}${target}`, {
        method,
        redirect: 'manual',
        headers: {
          ...(token !== undefined && { authorization: `Bearer ${token}` }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...(raw !== undefined && { 'content-type': 'application/octet-stream' }),
          ...headers,
        },
        ...(body !== undefined && { body: JSON.stringify(body) }),
        ...(raw !== undefined && { body: raw }),
      });
      const bytes = Buffer.from(
        isStream(response) ? await firstOf(response) : new Uint8Array(await response.arrayBuffer()),
      );
      const text = bytes.toString();
      return { status: response.status, text, bytes, body: parsed(text), headers: response.headers };
    },
    tokenOf: async (accountId) => tokens.issue(await openTestSession(database, accountId)),
  };
};

const listen = (server: Server): Promise<string> =>
  new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${String((server.address() as AddressInfo).port)}`);
    });
  });

const isStream = (response: Response): boolean =>
  response.headers.get('content-type')?.startsWith('text/event-stream') === true;

/** What an endless answer begins with. */
const firstOf = async (response: Response): Promise<Buffer> => {
  const reader = response.body?.getReader();
  const first = await reader?.read();
  await reader?.cancel();
  return Buffer.from(first?.value ?? []);
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
