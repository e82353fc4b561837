import { createHash, randomUUID } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { Logger, runMigrations } from 'graphile-worker';
import pg from 'pg';
import { APP_ROLE } from './embedded-postgres.ts';

/** Where this build's migrations lie. */
export const MIGRATIONS = path.join(import.meta.dirname, '../../../prisma/migrations');
const GRANTS = readFileSync(path.join(import.meta.dirname, 'grants.sql'), 'utf8');

/** The key Prisma's own engine locks with, so that its `migrate deploy` and this runner wait for each other. */
const LOCK_KEY = 72_707_369;
const LOCK_MS = 300_000;

/** Why schema and application do not fit each other, and what to do. */
const MISMATCHES = {
  'newer-than-application': 'the database was migrated by a newer build; run that one, or restore an older backup',
  'behind-application': 'the database lacks migrations of this build; migrate it first',
  edited: 'migrations were edited after they were applied; put them back, or begin with an empty database',
  unfinished: 'another tool began migrations and did not finish; resolve them with `prisma migrate resolve`',
} as const;

export type MismatchReason = keyof typeof MISMATCHES;

export class SchemaMismatch extends Error {
  readonly reason: MismatchReason;
  readonly migrations: readonly string[];
  constructor(reason: MismatchReason, migrations: readonly string[]) {
    super(`${MISMATCHES[reason]}: ${migrations.join(', ')}`);
    this.name = 'SchemaMismatch';
    this.reason = reason;
    this.migrations = migrations;
  }
}

type Migration = { readonly name: string; readonly sql: string; readonly checksum: string };

const migrationsIn = (folder: string): readonly Migration[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });

/** The migrations still to be applied; throws when database and build cannot go together at all. */
const pendingOf = async (client: pg.Client, migrations: readonly Migration[]): Promise<readonly Migration[]> => {
  const { rows } = await client.query<{ name: string; checksum: string; finished: boolean }>(`
    select migration_name as name, checksum, finished_at is not null as finished
    from _prisma_migrations where rolled_back_at is null order by migration_name`);
  const known = new Map(migrations.map((migration) => [migration.name, migration.checksum]));
  const refuse = (reason: MismatchReason, found: typeof rows): void => {
    if (found.length > 0)
      throw new SchemaMismatch(
        reason,
        found.map((row) => row.name),
      );
  };
  refuse(
    'unfinished',
    rows.filter((row) => !row.finished),
  );
  refuse(
    'newer-than-application',
    rows.filter((row) => !known.has(row.name)),
  );
  refuse(
    'edited',
    rows.filter((row) => known.get(row.name) !== row.checksum),
  );
  const applied = new Set(rows.map((row) => row.name));
  return migrations.filter((migration) => !applied.has(migration.name));
};

const connected = async <Result>(url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> => {
  const client = new pg.Client({ connectionString: url, application_name: 'qingfeng migrate' });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

const inTransaction = async (client: pg.Client, work: () => Promise<unknown>): Promise<void> => {
  await client.query('begin');
  try {
    await work();
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
};

/** Exactly Prisma's table, so that its commands go on working on a database migrated here. */
const CREATE_HISTORY = `
  create table if not exists _prisma_migrations (
    id varchar(36) primary key not null,
    checksum varchar(64) not null,
    finished_at timestamptz,
    migration_name varchar(255) not null,
    logs text,
    rolled_back_at timestamptz,
    started_at timestamptz not null default now(),
    applied_steps_count integer not null default 0
  )`;

const apply = (client: pg.Client, { name, sql, checksum }: Migration): Promise<void> =>
  inTransaction(client, async () => {
    await client.query(sql);
    await client.query(
      `insert into _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       values ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
  });

const grant = async (client: pg.Client, appRole: string): Promise<void> => {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1 and rolname <> current_user', [
    appRole,
  ]);
  if (rowCount === 0) return;
  await inTransaction(client, async () => {
    await client.query(`select set_config('qingfeng.app_role', $1, true)`, [appRole]);
    await client.query(GRANTS);
  });
};

/**
 * This month and the next of the tables that are cut by the time inside their ids: once a row of a month lies in the default partition,
 * that month stays there. Later months are the monthly job's; tables cut by a day get theirs with the delivery.
 */
const beginMonths = async (client: pg.Client): Promise<void> => {
  const { rowCount } = await client.query(`select from pg_proc where proname = 'ensure_months'`);
  if (rowCount === 0) return;
  await client.query(`
    select ensure_months(name, current_date, (current_date + interval '1 month')::date) from partitioned_table where cut = 'ID'`);
};

/** Says nothing: the caller tells what was applied. */
const silent = new Logger(() => () => undefined);

/**
 * Brings the database to this build's schema: our migrations, the job queue's, and the rights of `appRole`
 * (none where that role is absent or is the owner itself). Each migration is a transaction: it is applied whole or not at all.
 * Returns the names of those applied now.
 */
export const migrate = (
  ownerUrl: string,
  { appRole = APP_ROLE, folder = MIGRATIONS }: { readonly appRole?: string; readonly folder?: string } = {},
): Promise<readonly string[]> =>
  connected(ownerUrl, async (client) => {
    await client.query(`set lock_timeout = ${String(LOCK_MS)}`);
    // Held by the session, so it goes when the connection does.
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await client.query('set lock_timeout = 0');
    await client.query('set client_min_messages = warning');
    await client.query(CREATE_HISTORY);
    const pending = await pendingOf(client, migrationsIn(folder));
    for (const migration of pending) await apply(client, migration);
    await runMigrations({ connectionString: ownerUrl, logger: silent });
    await beginMonths(client);
    await grant(client, appRole);
    return pending.map((migration) => migration.name);
  });

/** Refuses to boot on a schema other than this build's. */
export const assertSchemaCurrent = (
  url: string,
  { folder = MIGRATIONS }: { readonly folder?: string } = {},
): Promise<void> =>
  connected(url, async (client) => {
    const { rowCount } = await client.query(`select where to_regclass('_prisma_migrations') is not null`);
    const migrations = migrationsIn(folder);
    const pending = rowCount === 0 ? migrations : await pendingOf(client, migrations);
    if (pending.length > 0) {
      throw new SchemaMismatch(
        'behind-application',
        pending.map((migration) => migration.name),
      );
    }
  });
