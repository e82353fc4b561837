import process from 'node:process';
import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Act } from './misbehaving-task.ts';
import { limitedResult, limitedRows } from './run.ts';
import type { Limits } from './run.ts';

const task = (act: Act, options: { rows?: number; limits?: Partial<Limits>; signal?: AbortSignal } = {}) => {
  const { rows = 0, ...rest } = options;
  return { module: new URL('misbehaving-task.ts', import.meta.url), input: { act, rows }, files: [], ...rest };
};
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('a limited task', { timeout: 30_000 }, () => {
  it('hands over its rows in order, and its result', async () => {
    const seen: number[] = [];
    const rows = limitedRows<{ row: number; pid: number }, number>(task('pid', { rows: 20_000 }));
    let next = await rows.next();
    for (; next.done !== true; next = await rows.next()) seen.push(next.value.row);
    expect(seen).toEqual([...Array(20_000).keys()]);
    expect(next.value).not.toBe(process.pid);
  });

  it('refuses here what was refused there', async () => {
    await expect(limitedResult(task('refuse'))).rejects.toMatchObject({
      code: 'file.heading-twice',
      details: { heading: '单位' },
    });
  });

  it.each([
    ['crash', 'file.unreadable', {}],
    ['leave', 'file.unreadable', {}],
    ['fillHeap', 'file.too-costly', { reason: 'memory' }],
    ['fillBuffers', 'file.too-costly', { reason: 'memory' }],
    ['spin', 'file.too-costly', { reason: 'time' }],
  ] as const)('when it would %s, is %s and leaves us unharmed', async (act, code, details) => {
    const limits = { memoryMb: 64, ...(act === 'spin' ? { workMs: 1_500 } : {}) };
    await expect(limitedResult(task(act, { limits }))).rejects.toMatchObject({ code, details });
  });

  it.each(['readSecret', 'write', 'start'] as const)('may not %s', async (act) => {
    await expect(limitedResult(task(act))).rejects.toMatchObject({ code: 'file.unreadable' });
  });

  it('is told nothing of our environment', async () => {
    process.env['JWT_SECRET'] = 'ours';
    expect(await limitedResult(task('environment'))).toEqual({ TZ: 'UTC' });
  });

  it('ends when the loop over its rows is left', async () => {
    let pid = 0;
    for await (const row of limitedRows<{ row: number; pid: number }>(task('spin', { rows: 5_000 }))) {
      pid = row.pid;
      break;
    }
    expect(pid).toBeGreaterThan(0);
    expect(isAlive(pid)).toBe(false);
  });

  it('that crashes tells an operator where', async () => {
    await expect(limitedResult(task('crash'))).rejects.toMatchObject({
      cause: expect.stringContaining('misbehaving-task.ts') as string,
    });
  });

  it('does not begin when it is told to end before', async () => {
    await expect(limitedResult(task('spin', { signal: AbortSignal.abort() }))).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('ends when it is told to', async () => {
    const stop = new AbortController();
    const result = limitedResult(task('spin', { signal: stop.signal }));
    setTimeout(() => stop.abort(), 300);
    await expect(result).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('is not charged for the time we take over its rows', async () => {
    let rows = 0;
    for await (const _row of limitedRows(task('pid', { rows: 3, limits: { workMs: 2_500 } }))) {
      await pause(1_000);
      rows += 1;
    }
    expect(rows).toBe(3);
  });
});
