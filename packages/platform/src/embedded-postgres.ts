import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import readline from 'node:readline';
import pg from 'pg';
import { clearRemains, homeOf, initialise, keysOf } from './embedded/cluster.ts';
import type { Keys } from './embedded/cluster.ts';
import { nativeFor, ordinaryUser, PostgresUnavailable } from './embedded/native.ts';
import { livingHolderOf, takeLock } from './embedded/process-lock.ts';

export const OWNER_ROLE = 'qingfeng_owner';
export const APP_ROLE = 'qingfeng_app';
const DATABASE = 'qingfeng';
/** Recovery after a crash replays the log before the server answers. */
const START_MS = 120_000;
const STOP_MS = 30_000;

export type EmbeddedPostgres = {
  /** Owns the schema: migrations, and databases for tests. */
  readonly ownerUrl: string;
  /** What the application signs in as. */
  readonly appUrl: string;
  /** Resolves when the server is gone, whoever stopped it. */
  readonly gone: Promise<void>;
  readonly stop: () => Promise<void>;
};

export type EmbeddedPostgresOptions = {
  readonly dataDir: string;
  /** A free one on 127.0.0.1 when not given. */
  readonly port?: number;
  readonly log: (line: string) => void;
  /** Server settings on top of the defaults (tests switch fsync off). */
  readonly settings?: Readonly<Record<string, string>>;
  /** Where the cluster goes when we are root and `dataDir` lies where the server's user may not go. */
  readonly fallbackDir?: string;
};

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (address instanceof Object) resolve(address.port);
        else reject(new PostgresUnavailable('no free port on 127.0.0.1'));
      });
    });
  });

/** Resolves when the server accepts connections; rejects with its last words when it ends before. */
const ready = (server: ChildProcess, log: (line: string) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const last: string[] = [];
    const timer = setTimeout(() => {
      server.kill('SIGQUIT');
      reject(new PostgresUnavailable(`PostgreSQL did not start in ${String(START_MS / 1000)} s`));
    }, START_MS);
    server.once('error', reject);
    server.once('close', (code) => {
      clearTimeout(timer);
      reject(new PostgresUnavailable(`PostgreSQL ended at start (${String(code)}):\n${last.join('\n')}`));
    });
    if (server.stderr) {
      readline.createInterface({ input: server.stderr }).on('line', (line) => {
        log(line);
        last.push(line);
        if (last.length > 20) last.shift();
        if (line.includes('database system is ready to accept connections')) {
          clearTimeout(timer);
          resolve();
        }
      });
    }
  });

const stopper = (server: ChildProcess, gone: Promise<void>): (() => Promise<void>) => {
  const shutDown = (): boolean => server.kill('SIGINT');
  // Whoever ends without stopping it, by an uncaught error, must not leave it running.
  process.once('exit', shutDown);
  return async () => {
    process.off('exit', shutDown);
    shutDown();
    const timer = setTimeout(() => server.kill('SIGQUIT'), STOP_MS);
    await gone;
    clearTimeout(timer);
  };
};

const urlOf = (user: string, password: string, port: number, database: string): string =>
  `postgresql://${user}:${password}@127.0.0.1:${String(port)}/${database}`;

const urlsOf = (keys: Keys, port: number): Pick<EmbeddedPostgres, 'ownerUrl' | 'appUrl'> => ({
  ownerUrl: urlOf(OWNER_ROLE, keys.owner, port, DATABASE),
  appUrl: urlOf(APP_ROLE, keys.app, port, DATABASE),
});

/** Both roles with the passwords of the keys file, and the database; done at every start, changes nothing when all is there. */
const ensureRoles = async (port: number, keys: Keys): Promise<void> => {
  const client = new pg.Client(urlOf('postgres', keys.superuser, port, 'postgres'));
  // A server that dies meanwhile fails the statement, which tells; the event beside it must not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const names = await client.query<{ name: string }>(
      'select rolname as name from pg_roles union all select datname from pg_database',
    );
    const present = new Set(names.rows.map((row) => row.name));
    for (const [role, password, rights] of [
      [OWNER_ROLE, keys.owner, 'createdb'],
      [APP_ROLE, keys.app, 'nocreatedb'],
    ] as const) {
      if (!present.has(role)) {
        await client.query(`create role ${role} login ${rights} password ${pg.escapeLiteral(password)}`);
      }
    }
    if (!present.has(DATABASE)) await client.query(`create database ${DATABASE} owner ${OWNER_ROLE}`);
  } finally {
    await client.end();
  }
};

const lockOf = (dataDir: string): string => path.join(dataDir, 'postgres.lock');

/** The addresses of the server that another process runs on this folder (an operator's command beside `npm start`); null when none does. */
export const runningEmbeddedPostgres = (folder: string): Pick<EmbeddedPostgres, 'ownerUrl' | 'appUrl'> | null => {
  const dataDir = path.resolve(folder);
  const file = path.join(dataDir, 'postgres.json');
  if (livingHolderOf(lockOf(dataDir)) === null || !existsSync(file)) return null;
  const keys = JSON.parse(readFileSync(file, 'utf8')) as Keys;
  const pidFile = path.join(homeOf(keys, dataDir), 'postgres/postmaster.pid');
  // Its fourth line is the port, its last the state; before that the server is still starting.
  const lines = existsSync(pidFile) ? readFileSync(pidFile, 'utf8').split('\n') : [];
  return lines[7]?.trim() === 'ready' ? urlsOf(keys, Number(lines[3])) : null;
};

/**
 * Starts the PostgreSQL server that comes with the product, on data below `dataDir`, for this process alone;
 * as root it runs as an ordinary user.
 */
export const startEmbeddedPostgres = async (options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> => {
  const { log, settings = {}, fallbackDir = '/var/lib/qingfeng' } = options;
  const dataDir = path.resolve(options.dataDir);
  mkdirSync(dataDir, { recursive: true });
  const lock = takeLock(lockOf(dataDir));
  if ('heldBy' in lock) {
    throw new PostgresUnavailable(
      `the database in ${dataDir} is already in use by process ${String(lock.heldBy)}: stop that one first`,
    );
  }
  try {
    const keys = keysOf(dataDir, fallbackDir, ordinaryUser());
    const home = homeOf(keys, dataDir);
    const cluster = path.join(home, 'postgres');
    // A cluster begun by an ordinary user stays that user's when root starts it later.
    const owner = existsSync(cluster) ? statSync(cluster) : null;
    const runAs = ordinaryUser() && owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : ordinaryUser();
    const bin = nativeFor(runAs, home);
    if (!owner) initialise(cluster, bin, keys.superuser, runAs);
    await clearRemains(cluster, log);
    const port = options.port ?? (await freePort());
    const flags = Object.entries({
      listen_addresses: '127.0.0.1',
      port: String(port),
      unix_socket_directories: '',
      max_connections: '200',
      timezone: 'UTC',
      // The ready line is read from the log.
      lc_messages: 'C',
      ...settings,
    }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const server = spawn(path.join(bin, 'postgres'), ['-D', cluster, ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Its own process group: Ctrl-C must reach us alone, so that the application stops before its database.
      detached: true,
      ...runAs,
    });
    const gone = new Promise<void>((resolve) => server.once('close', () => resolve())).then(lock.release);
    const stop = stopper(server, gone);
    await ready(server, log);
    try {
      await ensureRoles(port, keys);
    } catch (error) {
      await stop();
      throw error;
    }
    return { ...urlsOf(keys, port), gone, stop };
  } catch (error) {
    lock.release();
    throw error;
  }
};
