import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import process from 'node:process';
import { writeOnce } from '../write-once.ts';

const ask = (pid: number, column: 'lstart' | 'command'): string =>
  (spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout as string | null)?.trim() ??
  '';

const fromProc = (pid: number, file: 'stat' | 'cmdline'): string | null => {
  try {
    return readFileSync(`/proc/${String(pid)}/${file}`, 'utf8');
  } catch {
    return null;
  }
};

/** When the process was born, in the system's own words, or null when there is no such process: tells a reused pid apart. */
const birthOf = (pid: number): string | null => {
  // Field 22 of the line, counted after the command, which may itself hold blanks and brackets; slim images have no `ps`.
  const line = fromProc(pid, 'stat');
  return (line?.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? ask(pid, 'lstart')) || null;
};

/** The command line of a running process, empty when there is none. */
export const commandOf = (pid: number): string =>
  fromProc(pid, 'cmdline')?.replaceAll('\0', ' ') ?? ask(pid, 'command');

type Holder = { readonly pid: number; readonly birth: string | null };

/** The pid that holds the lock, null when nobody does or its holder is dead. */
export const livingHolderOf = (file: string): number | null => {
  try {
    const { pid, birth } = JSON.parse(readFileSync(file, 'utf8')) as Holder;
    return birth !== null && birth === birthOf(pid) ? pid : null;
  } catch {
    return null;
  }
};

/**
 * Takes the lock file for this process, also when its holder died without giving it back.
 * Returns the way to give it back, or the pid of the living holder.
 */
export const takeLock = (file: string): { readonly release: () => void } | { readonly heldBy: number } => {
  const mine = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) } satisfies Holder);
  while (!writeOnce(file, mine)) {
    const holder = livingHolderOf(file);
    if (holder !== null) return { heldBy: holder };
    rmSync(file, { force: true });
  }
  return { release: () => rmSync(file, { force: true }) };
};
