/** A task for the tests of the limited process: does what a hostile file would make a parser do. */
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { Refusal } from '@qingfeng/domain/shared/refusal.ts';

const ACTS = {
  pid: () => process.pid,
  environment: () => process.env,
  refuse: () => {
    throw new Refusal('file.heading-twice', { heading: '单位' });
  },
  crash: () => {
    throw new TypeError('bug');
  },
  leave: () => process.exit(0),
  spin: () => {
    for (;;);
  },
  fillHeap: () => {
    const heap: unknown[] = [];
    for (;;) heap.push({ at: heap.length });
  },
  fillBuffers: () => {
    const buffers: Buffer[] = [];
    for (;;) buffers.push(Buffer.alloc(16 * 1024 * 1024, 1));
  },
  readSecret: () => readFileSync('/etc/passwd', 'utf8'),
  write: () => writeFileSync(path.join(tmpdir(), 'qingfeng-limited'), 'x'),
  start: () => spawnSync('true').error?.message ?? 'started',
} as const;

export type Act = keyof typeof ACTS;

export const run = async function* ({ act, rows = 0 }: { readonly act: Act; readonly rows?: number }) {
  for (let row = 0; row < rows; row += 1) yield { row, pid: process.pid };
  return await Promise.resolve(ACTS[act]());
};
