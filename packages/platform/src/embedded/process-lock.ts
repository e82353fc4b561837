import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';

const ask = (pid: number, column: 'lstart' | 'command'): string =>
  spawnSync('ps', ['-o', `${column}=`, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() ?? '';

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

const holderOf = (file: string): Holder | null => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
};

/**
 * Takes the lock file for this process, also when its holder died without giving it back.
 * Returns the way to give it back, or the pid of the living holder.
 */
export const takeLock = (file: string): { readonly release: () => void } | { readonly heldBy: number } => {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) } satisfies Holder), {
    mode: 0o600,
  });
  try {
    for (;;) {
      try {
        // A link appears whole or not at all, so nobody ever reads a half-written lock.
        linkSync(draft, file);
        return { release: () => rmSync(file, { force: true }) };
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
        const holder = holderOf(file);
        if (holder && holder.birth !== null && holder.birth === birthOf(holder.pid)) return { heldBy: holder.pid };
        rmSync(file, { force: true });
      }
    }
  } finally {
    rmSync(draft, { force: true });
  }
};
