import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Running } from './keep-alive.ts';

/** Longest a program may take to finish what it is doing. */
const STOP_MS = 20_000;

export type Program = {
  readonly name: string;
  readonly main: string;
  readonly env: NodeJS.ProcessEnv;
  /** Takes what it says. */
  readonly logFile: string;
};

/** Runs a program of ours in its own process group: Ctrl-C reaches us alone, and we stop things in order. */
export const launch = ({ main, env, logFile }: Program): Running => {
  const log = openSync(logFile, 'a', 0o600);
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--import', path.join(import.meta.dirname, 'end-with-parent.ts'), main],
    { env, detached: true, stdio: ['ignore', log, log, 'ipc'] },
  );
  closeSync(log);
  const gone = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('close', (code, signal) => resolve(signal ?? `exit ${String(code)}`));
  });
  return {
    gone,
    stop: async () => {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
      await gone;
      clearTimeout(timer);
    },
  };
};
