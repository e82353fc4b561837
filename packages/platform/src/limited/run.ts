import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import type { Readable } from 'node:stream';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';
import type { RefusalCode, RefusalDetails } from '@qingfeng/domain/shared/refusal.ts';

/**
 * Whatever comes from outside and is parsed or unpacked is parsed in a process of its own: it may take the memory and the time it is
 * given and no more, may read our code and the files of its task, write nothing, start nothing, and knows no secret.
 */
export type Task = {
  /** A module that exports `run(input): AsyncGenerator<row, result>`, below the checkout. */
  readonly module: URL;
  /** JSON; paths of the files it may read stand in `files`. */
  readonly input: unknown;
  readonly files: readonly string[];
  readonly limits?: Partial<Limits>;
  readonly signal?: AbortSignal;
};

export type Limits = {
  /** Of the JavaScript heap; the whole process may take half as much again, and what Node itself needs. */
  readonly memoryMb: number;
  /** Spent working, without the time it waits for us to take what it gave. */
  readonly workMs: number;
};

const LIMITS: Limits = { memoryMb: 512, workMs: 120_000 };
/** What a bare Node process occupies. */
const NODE_MB = 120;
const WATCH_MS = 100;
const ROOT = path.join(import.meta.dirname, '../../../..');
const CHILD = path.join(import.meta.dirname, 'child.ts');

const residentMb = (pid: number): number => {
  try {
    return (Number(readFileSync(`/proc/${String(pid)}/statm`, 'utf8').split(' ')[1]) * 4096) / 1024 / 1024;
  } catch {
    // Gone, or a system without /proc: there the heap limit alone must do.
    return 0;
  }
};

const start = ({ module, input, files }: Task, { memoryMb }: Limits) => {
  const readable = ['packages/*', 'node_modules/*', 'package.json'].map((item) => path.join(ROOT, item));
  const child = spawn(
    process.execPath,
    [
      `--max-old-space-size=${String(memoryMb)}`,
      '--disable-warning=ExperimentalWarning',
      '--permission',
      ...[...readable, ...files].map((item) => `--allow-fs-read=${item}`),
      CHILD,
    ],
    { stdio: ['pipe', 'ignore', 'pipe', 'pipe'], env: { TZ: 'UTC' } },
  );
  // It may die before it has read its task.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(JSON.stringify({ module: module.href, input }));
  return child;
};

/** The pieces of a stream, while a clock runs only as long as we wait for one. */
const timed = async function* (source: Readable, workMs: number, over: () => void): AsyncGenerator<Buffer> {
  let left = workMs;
  const pieces: AsyncIterator<Buffer, undefined> = source[Symbol.asyncIterator]();
  for (;;) {
    const timer = setTimeout(over, left);
    const since = performance.now();
    const piece = await pieces.next();
    clearTimeout(timer);
    left -= performance.now() - since;
    if (piece.done === true) return;
    yield piece.value;
  }
};

/** Whole lines, all of a piece at once: a step of an asynchronous loop costs more than reading a line. */
const linesOf = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const piece of pieces) {
    const [head = '', ...others] = decoder.decode(piece, { stream: true }).split('\n');
    // A line is far longer than a piece: only joined when it is whole, since joining copies it.
    rest += head;
    const last = others.pop();
    if (last === undefined) continue;
    const lines = [rest, ...others];
    rest = last;
    yield lines;
  }
};

/**
 * Runs the task, handing on its rows as they come and returning its result. A refusal there is a refusal here; too much memory or
 * time is `file.too-costly`; a crash is `file.unreadable`. Leaving the loop early ends the process.
 */
export const limitedRows = async function* <Row, Result = null>(task: Task): AsyncGenerator<Row, Result> {
  task.signal?.throwIfAborted();
  const limits = { ...LIMITS, ...task.limits };
  const child = start(task, limits);
  let costly: 'time' | 'memory' | null = null;
  const end = (reason: 'time' | 'memory'): void => {
    costly ??= reason;
    child.kill('SIGKILL');
  };
  const output = child.stdio[3] as Readable;
  const exited = new Promise<NodeJS.Signals | number | null>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? code));
    child.once('error', () => resolve(null));
  });
  let said = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-4_000)));
  const watch = setInterval(() => {
    if (residentMb(child.pid ?? 0) > limits.memoryMb * 1.5 + NODE_MB) end('memory');
  }, WATCH_MS);
  const abort = (): boolean => child.kill('SIGKILL');
  task.signal?.addEventListener('abort', abort);
  try {
    for await (const lines of linesOf(timed(output, limits.workMs, () => end('time')))) {
      for (const line of lines) {
        const body: unknown = JSON.parse(line.slice(1));
        if (line.startsWith('r')) {
          yield body as Row;
        } else if (line.startsWith('d')) {
          return body as Result;
        } else {
          const { code, details } = body as { code: RefusalCode; details: RefusalDetails };
          throw new Refusal(code, details);
        }
      }
    }
    const exit = await exited;
    task.signal?.throwIfAborted();
    // V8 gives up a full heap by aborting.
    if (exit === 'SIGABRT' || exit === 134 || /heap out of memory|Array buffer allocation failed/.test(said))
      costly ??= 'memory';
    if (costly !== null) throw new Refusal('file.too-costly', { reason: costly });
    // To the sender the file is at fault; an operator sees what it did to the reader.
    throw Object.assign(new Refusal('file.unreadable'), { cause: said });
  } finally {
    clearInterval(watch);
    task.signal?.removeEventListener('abort', abort);
    child.kill('SIGKILL');
    // Unread rows would keep it from being closed.
    output.destroy();
    await exited;
  }
};

/** The result of a task that yields no rows. */
export const limitedResult = async <Result>(task: Task): Promise<Result> => {
  const rows = limitedRows<never, Result>(task);
  for (;;) {
    const next = await rows.next();
    if (next.done === true) return next.value;
  }
};
