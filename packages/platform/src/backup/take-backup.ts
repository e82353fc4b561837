import { createHash } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import { Transform } from 'node:stream';
import { createGzip } from 'node:zlib';
import pg from 'pg';
import { to } from 'pg-copy-streams';
import type { FileStore } from '../files.ts';
import type { Manifest } from './manifest.ts';
import { fileEntry, JOBS, MANIFEST, tableEntry } from './manifest.ts';
import { writeTar } from './tar.ts';

/** The schema's own state, which migrations bring, and what nobody may still hold after a restore. */
const LEFT_OUT = ['_prisma_migrations', 'partitioned_table', 'session', 'refresh_token', 'download_ticket'];

/** Staging is unlogged: what a crash may empty is read from its file again, so a backup leaves it out as well. */
const TABLES = `
  select relname as name, array_agg(attname::text order by attnum) as columns
  from pg_class join pg_attribute on attrelid = pg_class.oid and attnum > 0 and not attisdropped and attgenerated = ''
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition and relpersistence = 'p'
    and relname <> all($1)
  group by relname order by relname`;

/** The month stands in a partition's name; `_rest` has none. */
const PARTITIONS = `
  select parent.relname as table, to_char(to_date(right(part.relname, 6), 'YYYYMM'), 'YYYY-MM-DD') as month
  from pg_inherits join pg_class parent on parent.oid = inhparent join pg_class part on part.oid = inhrelid
  join partitioned_table on partitioned_table.name = parent.relname
  where part.relname ~ '_[0-9]{6}$' order by 1, 2`;

const SEQUENCES = `
  select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null`;

/** As `add_job` takes them: the queue's own numbers mean nothing elsewhere. */
const PENDING_JOBS = `
  select json_build_object('task', tasks.identifier, 'payload', jobs.payload, 'queue', queues.queue_name, 'runAt', jobs.run_at,
    'maxAttempts', greatest(jobs.max_attempts - jobs.attempts, 1), 'key', jobs.key, 'priority', jobs.priority)::text
  from graphile_worker._private_jobs jobs
  join graphile_worker._private_tasks tasks on tasks.id = jobs.task_id
  left join graphile_worker._private_job_queues queues on queues.id = jobs.job_queue_id
  order by jobs.id`;

/** Every content-addressed file that a row names. */
const FILES = `select sha256 from stored_file union select sha256 from letter order by 1`;

type Written = { readonly rows: number; readonly sha256: string };

/**
 * Writes all rows, as one moment shows them, and the files they name to `target`, which appears only when it is complete.
 * `url` may be the application's role; everything goes on running.
 */
export const takeBackup = async (url: string, files: FileStore, target: string, takenAt: Date): Promise<Manifest> => {
  const client = new pg.Client({ connectionString: url, application_name: 'qingfeng backup' });
  await client.connect();
  const draft = `${target}.part`;
  const file = await open(draft, 'wx', 0o600);
  const tar = writeTar(file);

  const copy = async (entry: string, select: string): Promise<Written> => {
    const rows = client.query(to(`copy (${select}) to stdout`));
    const hash = createHash('sha256');
    const hashed = new Transform({
      transform: (piece: Buffer, _encoding, done) => {
        hash.update(piece);
        done(null, piece);
      },
    });
    const gzip = createGzip({ level: 5 });
    for (const stream of [rows, gzip]) stream.once('error', (error) => hashed.destroy(error));
    await tar.add(entry, rows.pipe(gzip).pipe(hashed));
    return { rows: rows.rowCount, sha256: hash.digest('hex') };
  };
  const all = async <Row extends pg.QueryResultRow>(text: string, values: unknown[] = []): Promise<Row[]> =>
    (await client.query<Row>(text, values)).rows;

  try {
    await client.query('begin isolation level repeatable read, read only');
    const migrations = await all<Manifest['migrations'][number]>(
      `select migration_name as name, checksum from _prisma_migrations where rolled_back_at is null order by 1`,
    );
    const tables: Manifest['tables'] = [];
    for (const { name, columns } of await all<{ name: string; columns: string[] }>(TABLES, [LEFT_OUT])) {
      const select = `select ${columns.map((column) => pg.escapeIdentifier(column)).join(', ')} from ${pg.escapeIdentifier(name)}`;
      tables.push({ name, columns, ...(await copy(tableEntry(name), select)) });
    }
    const jobs = await copy(JOBS, PENDING_JOBS);
    const named = (await all<{ sha256: string }>(FILES)).map(({ sha256 }) => sha256);
    const lostFiles: string[] = [];
    for (const sha256 of named) {
      if (await files.verify(sha256).catch(() => false)) await tar.add(fileEntry(sha256), files.read(sha256));
      else lostFiles.push(sha256);
    }
    const manifest: Manifest = {
      format: 1,
      takenAt: takenAt.toISOString(),
      migrations,
      tables,
      jobs,
      sequences: await all(SEQUENCES),
      partitions: await all(PARTITIONS),
      files: named.filter((sha256) => !lostFiles.includes(sha256)),
      lostFiles,
    };
    await tar.add(MANIFEST, [Buffer.from(JSON.stringify(manifest, null, 1))]);
    await tar.finish();
    await file.close();
    await rename(draft, target);
    return manifest;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  } finally {
    await client.end();
  }
};
