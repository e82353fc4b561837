import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fingerprint, makeIfChanged } from './fingerprint.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'qingfeng-fingerprint-'));
  mkdirSync(path.join(root, 'src/deep'), { recursive: true });
  write('src/a.ts', 'a');
  write('src/deep/b.ts', 'b');
  write('lock.json', '{}');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (file: string, text: string): void => writeFileSync(path.join(root, file), text);
const now = (): string => fingerprint(root, ['src', 'lock.json']);

describe('a fingerprint', () => {
  it('does not change with dates', () => {
    const before = now();
    utimesSync(path.join(root, 'src/a.ts'), 0, 0);
    expect(now()).toBe(before);
  });

  it.each<[string, () => void]>([
    ['a changed file', () => write('src/deep/b.ts', 'c')],
    ['a new file', () => write('src/deep/c.ts', '')],
    ['a renamed file', () => renameSync(path.join(root, 'src/a.ts'), path.join(root, 'src/z.ts'))],
    ['a removed file', () => rmSync(path.join(root, 'src/a.ts'))],
    [
      'bytes that moved from one file to the next',
      () => ['src/a.ts', 'src/deep/b.ts'].forEach((file, index) => write(file, index === 0 ? 'ab' : '')),
    ],
    ['a changed single file', () => write('lock.json', '[]')],
  ])('changes with %s', (_, change) => {
    const before = now();
    change();
    expect(now()).not.toBe(before);
  });
});

describe('making', () => {
  it('happens once, again after a change, and again after it failed', async () => {
    let made = 0;
    const make = (fails = false): Promise<boolean> =>
      makeIfChanged(root, {
        from: ['src'],
        into: 'out',
        make: async () => {
          made += 1;
          if (fails) throw new Error('broken');
        },
      });
    expect([await make(), await make()]).toEqual([true, false]);
    write('src/a.ts', 'changed');
    await expect(make(true)).rejects.toThrow('broken');
    expect([await make(), await make()]).toEqual([true, false]);
    expect(made).toBe(3);
  });
});
