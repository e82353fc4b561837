import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { writeOnce } from '../write-once.ts';
import { canReach, PostgresUnavailable } from './native.ts';
import type { RunAs } from './native.ts';
import { commandOf } from './process-lock.ts';

const STOP_MS = 30_000;

/** What `dataDir` remembers of its cluster. Mode 600: it holds the passwords. */
export type Keys = {
  /** Where the cluster lies; null = in `dataDir` itself, wherever that is moved to. */
  readonly home: string | null;
  readonly superuser: string;
  readonly owner: string;
  readonly app: string;
};

export const homeOf = (keys: Keys, dataDir: string): string => keys.home ?? dataDir;

const secret = (): string => randomBytes(24).toString('base64url');

/** The keys of the cluster in `dataDir`, made on the first start together with its place. */
export const keysOf = (dataDir: string, fallbackDir: string, runAs: RunAs): Keys => {
  const file = path.join(dataDir, 'postgres.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as Keys;
  if (existsSync(path.join(dataDir, 'postgres'))) {
    throw new PostgresUnavailable(
      `${dataDir} holds a database but not its keys (postgres.json): put the file back, or remove the folder`,
    );
  }
  let home = null;
  if (!canReach(path.join(dataDir, 'postgres'), runAs)) {
    home = path.join(fallbackDir, randomBytes(6).toString('hex'));
    mkdirSync(home, { recursive: true });
    // Passable for the server's user under any umask.
    for (const folder of [fallbackDir, home]) chmodSync(folder, 0o711);
  }
  const keys: Keys = { home, superuser: secret(), owner: secret(), app: secret() };
  writeOnce(file, `${JSON.stringify(keys, null, 2)}\n`);
  return keys;
};

/** Makes the cluster beside its place and moves it there when it is whole, so that a killed first start leaves nothing half. */
export const initialise = (cluster: string, bin: string, password: string, runAs: RunAs): void => {
  const draft = `${cluster}.new`;
  const passwordFile = `${cluster}.password`;
  rmSync(draft, { recursive: true, force: true });
  rmSync(passwordFile, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  try {
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
    if (runAs) for (const item of [draft, passwordFile]) chownSync(item, runAs.uid, runAs.gid);
    const flags = [
      `--pgdata=${draft}`,
      `--pwfile=${passwordFile}`,
      '--username=postgres',
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      // Plain C would give no trigrams of Chinese words.
      '--locale=C.UTF-8',
      '--no-instructions',
    ];
    const { status, stderr, error } = spawnSync(path.join(bin, 'initdb'), flags, { encoding: 'utf8', ...runAs });
    if (error) throw error;
    if (status !== 0) throw new PostgresUnavailable(`initdb failed: ${stderr}`);
    renameSync(draft, cluster);
  } finally {
    rmSync(passwordFile, { force: true });
  }
};

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/**
 * A killed process leaves its server running, or a pid file behind. We hold the lock, so either is nobody's:
 * the server is stopped; a pid that has since gone to another process would make PostgreSQL refuse to start.
 */
export const clearRemains = async (cluster: string, log: (line: string) => void): Promise<void> => {
  const file = path.join(cluster, 'postmaster.pid');
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  if (commandOf(pid).includes(cluster)) {
    log(`stopping the server ${String(pid)} that an earlier process left behind`);
    process.kill(pid, 'SIGINT');
    const deadline = Date.now() + STOP_MS;
    while (isAlive(pid)) {
      if (Date.now() > deadline) throw new PostgresUnavailable(`the PostgreSQL server ${String(pid)} does not stop`);
      await pause(50);
    }
  }
  rmSync(file, { force: true });
};
