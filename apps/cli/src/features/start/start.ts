/** Everything `npm start` does once the pinned Node runs: makes what is missing, brings the database up to date, runs API and worker. */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import type { Config } from '@qingfeng/platform/config.ts';
import { ConfigFault, readConfig } from '@qingfeng/platform/config.ts';
import { APP_ROLE } from '@qingfeng/platform/embedded-postgres.ts';
import { PostgresUnavailable } from '@qingfeng/platform/embedded/native.ts';
import { migrate, SchemaMismatch } from '@qingfeng/platform/migrate.ts';
import { keepAlive } from './keep-alive.ts';
import { buildWeb, generateClient } from './make.ts';
import { openPostgres } from './open-postgres.ts';
import type { Program } from './program.ts';
import { launch } from './program.ts';

const ROOT = path.join(import.meta.dirname, '../../../../..');
const READY_MS = 60_000;
/** Of a log file that starts anew. */
const MOST_LOG_BYTES = 20 * 1024 * 1024;

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** A reason not to start that a person can act on; anything else is a bug and shows where. */
class CannotStart extends Error {}

/** Steps under way, to be broken off when we are told to stop. */
const steps = new Set<ChildProcess>();

/** Runs a step to its end; what it says is shown only when it fails. */
const run = (args: readonly string[], env: NodeJS.ProcessEnv = process.env): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...args], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    steps.add(child);
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (text: Buffer) => (said += text.toString()));
    child.once('error', reject);
    child.once('close', (code) => {
      steps.delete(child);
      if (code === 0) resolve();
      else reject(new CannotStart(`${args.join(' ')} (${String(code)})\n${said}`));
    });
  });

const assertPortFree = (port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', () =>
      reject(new CannotStart(`端口 ${String(port)} 已被占用 the port is taken: PORT=${String(port + 1)} npm start`)),
    );
    server.listen(port, () => server.close(() => resolve()));
  });

const logFileOf = (config: Config, name: string): string => {
  const folder = path.join(config.dataDir, 'logs');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, `${name}.log`);
  if (existsSync(file) && statSync(file).size > MOST_LOG_BYTES) renameSync(file, `${file}.1`);
  return file;
};

const lastLines = (file: string): string => readFileSync(file, 'utf8').trimEnd().split('\n').slice(-12).join('\n');

const dies =
  (name: string, logFile?: string) =>
  (how: string, nextMs: number): void =>
    say(`${name}: ${how}, ${String(nextMs / 1000)} s …${logFile === undefined ? '' : `\n${lastLines(logFile)}`}`);

const untilReady = async (url: string, api: Program): Promise<void> => {
  const deadline = Date.now() + READY_MS;
  for (;;) {
    const ready = await fetch(url).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    if (Date.now() > deadline) throw new CannotStart(`${url} 没有应答 does not answer\n${lastLines(api.logFile)}`);
    await pause(100);
  }
};

/** Resolves at the first Ctrl-C or its like. npm passes on what the terminal has sent already, so only a later one is a second. */
const told = (): Promise<void> =>
  new Promise((resolve) => {
    let first = 0;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => {
        first ||= Date.now();
        resolve();
        if (Date.now() - first > 1_000) process.exit(1);
      });
    }
  });

/** What is to be stopped; the database stands first. */
const running: (() => Promise<void>)[] = [];

const start = async (config: Config): Promise<void> => {
  const since = performance.now();
  await assertPortFree(config.port);
  const web = buildWeb(ROOT, run, say);
  // It is awaited below; until then its failure must not end the process.
  web.catch(() => undefined);
  await generateClient(ROOT, run);

  const database = await openPostgres(config, logFileOf(config, 'postgres'), dies('postgres'));
  running.push(database.stop);
  const appRole = new URL(database.appUrl).username;
  const applied = await migrate(database.ownerUrl, {
    appRole: appRole === '' ? APP_ROLE : decodeURIComponent(appRole),
  });
  if (applied.length > 0) say(`数据库已更新 migrations applied: ${applied.join(', ')}`);

  // The programs get no more than the application's own right to the database.
  const { OWNER_DATABASE_URL: _owner, ...inherited } = process.env;
  const env = { ...inherited, DATABASE_URL: database.appUrl, DATA_DIR: config.dataDir };
  if (config.demo) {
    say('演示数据 demo county');
    await run(['--disable-warning=ExperimentalWarning', 'apps/cli/src/main.ts', 'seed-demo'], env);
  }
  await web;

  const programs = ['api', 'worker'].map((name, index): Program => ({
    name,
    main: path.join(ROOT, `apps/${name}/src/main.ts`),
    env: config.metrics ? { ...env, METRICS_PORT: String(config.metrics.port + index) } : env,
    logFile: logFileOf(config, name),
  }));
  for (const program of programs) {
    const onDeath = dies(program.name, program.logFile);
    running.push(await keepAlive({ start: () => Promise.resolve(launch(program)), onDeath }));
  }
  const [api] = programs;
  if (api) await untilReady(`http://127.0.0.1:${String(config.port)}/healthz`, api);
  const seconds = ((performance.now() - since) / 1000).toFixed(1);
  say(`
清风已启动 Qingfeng is up (${seconds} s)
  公众 public  ${config.publicUrl}/
  办公 office  ${config.publicUrl}/office/
  日志 logs    ${path.relative(process.cwd(), path.join(config.dataDir, 'logs'))}/
  Ctrl-C 停止 stops it
`);
};

const stopAll = async (): Promise<void> => {
  for (const step of steps) step.kill();
  // The database goes last: the programs finish their work on it.
  const [database, ...programs] = running.splice(0);
  await Promise.all(programs.map((stop) => stop()));
  await database?.();
};

/** A reason to act on is a sentence; a bug shows where it is. */
const wordsOf = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  const expected = [CannotStart, ConfigFault, PostgresUnavailable, SchemaMismatch].some(
    (kind) => error instanceof kind,
  );
  return expected ? error.message : (error.stack ?? error.message);
};

const stop = told();
try {
  const config = readConfig(process.env);
  await Promise.race([start(config), stop]);
  await stop;
  say('正在停止 stopping');
} catch (error) {
  process.stderr.write(`${wordsOf(error)}\n`);
  process.exitCode = 1;
}
await stopAll();
process.exit();
