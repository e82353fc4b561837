import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';

export type App = {
  /** Ends it as a power cut would, and starts it again. Resolves when it runs again. */
  readonly killAndRestart: () => Promise<void>;
  readonly stop: () => Promise<void>;
};

export const freePort = async (): Promise<number> => {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as net.AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
};

const READY_MS = 60_000;

/** Runs `apps/<name>` as an operator does; ready once its log says `ready`. */
export const startProgram = async (
  name: 'api' | 'worker',
  env: Record<string, string>,
  ready: string,
): Promise<App> => {
  const main = path.join(import.meta.dirname, `../../apps/${name}/src/main.ts`);
  let child: ChildProcess;
  const start = async (): Promise<void> => {
    const started = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', main], {
      env: { PATH: process.env['PATH'] ?? '', LOG_LEVEL: 'info', ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child = started;
    let said = '';
    for (const stream of [started.stdout, started.stderr])
      stream.on('data', (piece: Buffer) => (said = (said + piece.toString()).slice(-4_000)));
    const until = Date.now() + READY_MS;
    while (!said.includes(ready)) {
      if (started.exitCode !== null || Date.now() > until) throw new Error(`${name} did not start:\n${said}`);
      await pause(20);
    }
  };
  const end = async (signal: 'SIGKILL' | 'SIGTERM'): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  await start();
  return {
    killAndRestart: async () => {
      await end('SIGKILL');
      await start();
    },
    stop: () => end('SIGTERM'),
  };
};
