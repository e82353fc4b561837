import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import readline from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import pg from 'pg';
import { from } from 'pg-copy-streams';
import type { FileStore } from '../files.ts';
import { migrate, MIGRATIONS } from '../migrate.ts';
import type { Archive, Manifest } from './manifest.ts';
import { faultsOfArchive, fileEntry, JOBS, openArchive, tableEntry } from './manifest.ts';
import { readEntry } from './tar.ts';

/** Why an archive is not restored; nothing was loaded. */
export class CannotRestore extends Error {}

const isEmpty = async (client: pg.Client): Promise<boolean> => {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('event') is not null as there`);
  if (rows[0]?.there !== true) return true;
  // Whatever anyone did has left an event or an account.
  const { rowCount } = await client.query('(select from event limit 1) union all (select from account limit 1)');
  return rowCount === 0;
};

/** The archive's own migrations out of this build's: its rows are loaded under the schema they were written under. */
const migrationsOf = async ({ migrations }: Manifest, folder: string): Promise<void> => {
  for (const { name, checksum } of migrations) {
    const sql = await readFile(path.join(MIGRATIONS, name, 'migration.sql')).catch(() => undefined);
    if (sql === undefined) throw new CannotRestore(`the archive was taken by a newer build: this one lacks ${name}`);
    if (createHash('sha256').update(sql).digest('hex') !== checksum)
      throw new CannotRestore(`${name} differs from the one under which the archive was taken`);
    await cp(path.join(MIGRATIONS, name), path.join(folder, name), { recursive: true });
  }
};

type ForeignKey = { readonly table: string; readonly name: string; readonly definition: string };

const FOREIGN_KEYS = `
  select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
  from pg_constraint where contype = 'f' and conparentid = 0 and connamespace = 'public'::regnamespace`;

const loadTable = async (
  client: pg.Client,
  file: string,
  archive: Archive,
  { name, columns, rows }: Manifest['tables'][number],
): Promise<void> => {
  const table = pg.escapeIdentifier(name);
  // A migration may bring rows of its own; the archive holds them as they were.
  const { rowCount: brought } = await client.query(`select from ${table} limit 1`);
  if ((brought ?? 0) > 0) await client.query(`delete from ${table}`);
  const into = client.query(
    from(`copy ${table} (${columns.map((column) => pg.escapeIdentifier(column)).join(', ')}) from stdin`),
  );
  await pipeline(readEntry(file, archive.entry(tableEntry(name))), createGunzip(), into);
  if (into.rowCount !== rows) throw new CannotRestore(`${name}: ${into.rowCount} rows instead of ${rows}`);
};

type Job = {
  readonly task: string;
  readonly payload: unknown;
  readonly queue: string | null;
  readonly runAt: string;
  readonly maxAttempts: number;
  readonly key: string | null;
  readonly priority: number;
};

/** COPY's text form doubles backslashes. */
const loadJobs = async (client: pg.Client, file: string, archive: Archive): Promise<void> => {
  const lines = readline.createInterface({
    input: readEntry(file, archive.entry(JOBS)).pipe(createGunzip()),
    crlfDelay: Infinity,
  });
  for await (const line of lines) {
    const job = JSON.parse(line.replaceAll('\\\\', '\\')) as Job;
    await client.query(
      `select graphile_worker.add_job($1, $2::json, queue_name => $3, run_at => $4::timestamptz, max_attempts => $5, job_key => $6, priority => $7)`,
      [job.task, JSON.stringify(job.payload), job.queue, job.runAt, job.maxAttempts, job.key, job.priority],
    );
  }
};

const load = async (client: pg.Client, file: string, archive: Archive): Promise<void> => {
  const { manifest } = archive;
  const { rows: keys } = await client.query<ForeignKey>(FOREIGN_KEYS);
  for (const { table, name } of keys) await client.query(`alter table ${table} drop constraint ${name}`);
  for (const { table, month } of manifest.partitions)
    await client.query('select ensure_months($1, $2::date, $2::date)', [table, month]);
  for (const table of manifest.tables) await loadTable(client, file, archive, table);
  for (const { table, name, definition } of keys)
    await client.query(`alter table ${table} add constraint ${name} ${definition}`);
  for (const { name, value } of manifest.sequences)
    await client.query(`select setval($1::regclass, $2::bigint)`, [pg.escapeIdentifier(name), value]);
  await loadJobs(client, file, archive);
};

/**
 * Loads an archive into an empty database, all in one transaction, and its files into the store; then brings the schema to this
 * build's. `ownerUrl` owns the schema. Throws `CannotRestore` before anything is loaded when the archive is damaged or does not fit.
 */
export const restoreBackup = async (
  ownerUrl: string,
  files: FileStore,
  file: string,
  { appRole }: { readonly appRole?: string } = {},
): Promise<Manifest> => {
  const faults = await faultsOfArchive(file);
  const archive = await openArchive(file);
  const lost = archive.manifest.lostFiles.length;
  if (faults.length > lost) throw new CannotRestore(faults.join('\n'));
  const rights = appRole === undefined ? {} : { appRole };
  const folder = await mkdtemp(path.join(tmpdir(), 'qingfeng-restore-'));
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'qingfeng restore' });
  await client.connect();
  try {
    if (!(await isEmpty(client))) throw new CannotRestore('the database is not empty: restore into a new one');
    await migrationsOf(archive.manifest, folder);
    await migrate(ownerUrl, { ...rights, folder });
    // Files first: a row must never name one that is not there.
    for (const sha256 of archive.manifest.files)
      await files.adopt(sha256, readEntry(file, archive.entry(fileEntry(sha256))));
    await client.query('begin');
    await load(client, file, archive);
    await client.query('commit');
    await migrate(ownerUrl, rights);
    await client.query('analyze');
    return archive.manifest;
  } finally {
    await client.end();
    await rm(folder, { recursive: true, force: true });
  }
};
