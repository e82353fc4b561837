import { rm } from 'node:fs/promises';
import { APP_ROLE, startEmbeddedPostgres } from '@qingfeng/platform/embedded-postgres.ts';
import { migrate } from '@qingfeng/platform/migrate.ts';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { scratchFolder } from './scratch.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Owner's address of a server whose database `template` is migrated and empty. */
    serverUrl: string;
    /** Login and password of the application role on it. */
    appLogin: string;
  }
}

/** On an outside server, which is there for tests. */
const APP_PASSWORD = 'qingfeng-test';

const at = (url: string, database: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${database}`;
  return changed.toString();
};

/**
 * One server for all database tests: the embedded one, or the outside one that TEST_DATABASE_URL names (its user must be
 * able to create databases and roles). Every test file clones the migrated `template` in some 50 ms.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const outside = process.env['TEST_DATABASE_URL'];
  const dataDir = outside === undefined ? scratchFolder('test') : undefined;
  const server =
    dataDir === undefined
      ? undefined
      : await startEmbeddedPostgres({
          dataDir,
          log: () => undefined,
          settings: { fsync: 'off', full_page_writes: 'off', max_connections: '200' },
        });
  const serverUrl = server?.ownerUrl ?? outside ?? '';
  const template = `template_${String(process.pid)}`;
  const admin = new pg.Client({ connectionString: serverUrl });
  await admin.connect();
  if (outside !== undefined) {
    // The embedded server has it; rights are granted to it by the migrations that follow.
    await admin.query(`do $$ begin create role ${APP_ROLE}; exception when duplicate_object then null; end $$`);
    await admin.query(`alter role ${APP_ROLE} login password '${APP_PASSWORD}'`);
  }
  await admin.query(`drop database if exists ${template}`);
  await admin.query(`create database ${template} template template0 encoding 'UTF8' locale 'C.UTF-8'`);
  await migrate(at(serverUrl, template));
  project.provide('serverUrl', at(serverUrl, template));
  const app = server === undefined ? { username: APP_ROLE, password: APP_PASSWORD } : new URL(server.appUrl);
  project.provide('appLogin', `${app.username}:${app.password}`);
  return async () => {
    await admin.query(`drop database if exists ${template} with (force)`);
    await admin.end();
    await server?.stop();
    if (dataDir !== undefined) await rm(dataDir, { recursive: true, force: true });
  };
}
