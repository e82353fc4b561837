/**
 * The limited process: reads its task from standard input, imports the module it names, and writes what the module's `run` yields and
 * returns to descriptor 3, a line each: `r` a row, `d` done, `x` a refusal. Anything else is a crash.
 */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';

type Task = { readonly module: string; readonly input: unknown };
type Module = { readonly run: (input: unknown) => AsyncGenerator<unknown, unknown> };

/** Rows are sent in pieces of this many characters: a write per row would cost more than reading it. */
const PIECE = 64 * 1024;

const out = createWriteStream('', { fd: 3 });
let piece = '';
const flush = async (): Promise<void> => {
  if (piece !== '' && !out.write(piece)) await once(out, 'drain');
  piece = '';
};

const { module, input } = JSON.parse(await text(process.stdin)) as Task;
try {
  const { run } = (await import(module)) as Module;
  const rows = run(input);
  for (;;) {
    const { done, value } = await rows.next();
    piece += `${done === true ? 'd' : 'r'}${JSON.stringify(value ?? null)}\n`;
    if (done === true) break;
    if (piece.length > PIECE) await flush();
  }
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  piece += `x${JSON.stringify({ code: error.code, details: error.details })}\n`;
}
await flush();
out.end();
